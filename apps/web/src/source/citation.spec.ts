import type { Corpus, Version } from '../api/openapi.js';
import { citation, fill } from './citation.js';

describe('a style of citation', () => {
  const style = '{tribunal}, {kind} af {date}, sag {caseNumber}, {page}';

  it('is filled with what the document has', () => {
    const parts = { tribunal: 'Huslejenævnet', kind: 'afgørelse', date: '1. maj 2024', caseNumber: '2024-1' };
    expect(fill(style, { ...parts, page: 'side 2' })).toBe(
      'Huslejenævnet, afgørelse af 1. maj 2024, sag 2024-1, side 2',
    );
  });

  it('loses what the document has not, with what joins it', () => {
    expect(fill(style, { kind: 'afgørelse', caseNumber: '2024-1' })).toBe('afgørelse, sag 2024-1');
    expect(fill('{a} ({b}).', { a: 'x' })).toBe('x).');
    expect(fill(style, {})).toBe('');
  });
});

const version = {
  title: 'Skimmel i badet',
  kind: 'ruling',
  language: 'da',
  date: '2024-11-07',
  metadata: { caseNumber: '2024-0420', tribunal: 'Huslejenævnet i Nordhavn', topics: ['a', 'b'] },
  passages: [{ start: 10, end: 90, headings: ['Skimmel i badet', '4. Begrundelse'] }],
  pages: [
    { page: 1, start: 0, end: 50 },
    { page: 2, start: 50, end: 100 },
  ],
  document: { key: 'hn-1' },
} as unknown as Version;
const field = (name: string, facet: boolean) => ({ name, facet, type: 'keyword', label: {} });
const corpus = (style?: string) =>
  ({
    fields: [field('tribunal', true), field('caseNumber', false), field('topics', true)],
    answering: { citation: style },
  }) as unknown as Corpus;

describe('a citation', () => {
  it('follows the style of the collection, in the language of the document', () => {
    const style = '{tribunal}, {kind} af {date}, sag {caseNumber}, {section}, {page}';
    expect(citation(version, { start: 60, end: 70 }, corpus(style))).toBe(
      'Huslejenævnet i Nordhavn, Afgørelse af 7. november 2024, sag 2024-0420, 4. Begrundelse, side 2',
    );
  });

  it('names the document and its place where the collection has no style', () => {
    expect(citation(version, { start: 20, end: 30 }, corpus())).toBe(
      'Afgørelse, 7. november 2024, 2024-0420, Skimmel i badet, 4. Begrundelse, side 1',
    );
    expect(citation(version, null, undefined)).toBe('Afgørelse, 7. november 2024, Skimmel i badet');
  });
});
