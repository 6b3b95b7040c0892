import type { Field, VersionRow } from '#corpus';
import { countFacet, facetFields } from './facets.js';

const version = (metadata: Record<string, unknown>, kind: string | null = null) =>
  ({ kind, language: 'da', metadata }) as VersionRow;
const topics = { field: 'topics', label: {} };

test('counts the commonest first, and equals by name', () => {
  const versions = [{ topics: 'b' }, { topics: 'a' }, { topics: 'c' }, { topics: 'c' }].map((m) =>
    version(m),
  );
  expect(countFacet(topics, versions).values).toEqual([
    { value: 'c', count: 2 },
    { value: 'a', count: 1 },
    { value: 'b', count: 1 },
  ]);
});

test('counts each value of a list, and a repeated one once', () => {
  expect(countFacet(topics, [version({ topics: ['a', 'b', 'a'] })]).values).toEqual([
    { value: 'a', count: 1 },
    { value: 'b', count: 1 },
  ]);
});

test('counts nothing where the field is absent or null', () => {
  expect(countFacet(topics, [version({}), version({ topics: null })]).values).toEqual([]);
});

test('counts kind and language from the version, not from its metadata', () => {
  const versions = [version({ kind: 'x', language: 'y' }, 'ruling')];
  expect(countFacet({ field: 'kind', label: {} }, versions).values).toEqual([{ value: 'ruling', count: 1 }]);
  expect(countFacet({ field: 'language', label: {} }, versions).values).toEqual([{ value: 'da', count: 1 }]);
});

test('shows fifty values at most', () => {
  const versions = Array.from({ length: 60 }, (_, at) => version({ topics: `t${at}` }));
  expect(countFacet(topics, versions).values).toHaveLength(50);
});

test('takes the built-in facets and each facet field of the corpora once', () => {
  const field = (name: string, facet: boolean): Field => ({ name, type: 'keyword', facet, label: {} });
  const corpora = [
    { fields: [field('topics', true), field('hidden', false)] },
    { fields: [field('topics', true), field('corpus', true)] },
  ];
  expect(facetFields(corpora).map((facet) => facet.field)).toEqual(['corpus', 'kind', 'language', 'topics']);
});
