import type { Field } from '#corpus';
import { readMetadata } from './metadata.js';

const field = (name: string, type: Field['type']): Field => ({ name, type, facet: false, label: {} });
const SCHEMA = [field('topics', 'keyword'), field('amount', 'number'), field('decided', 'date')];
const read = (raw: Record<string, unknown>) => readMetadata([raw], SCHEMA);

test('sorts what every document has from what its corpus adds', () => {
  expect(
    read({
      key: 'k',
      file: 'f',
      title: '  Om\n leje ',
      kind: 'ruling',
      language: 'da',
      date: '2024-02-29',
      validFrom: '2024-03-01',
      validTo: '2025-03-01',
      topics: 'leje',
    }),
  ).toEqual({
    title: 'Om leje',
    kind: 'ruling',
    language: 'da',
    date: '2024-02-29',
    validFrom: '2024-03-01',
    validTo: '2025-03-01',
    fields: { topics: 'leje' },
  });
});

test('empty values are absent ones', () => {
  const nothing = { title: null, kind: null, language: null, date: null, validFrom: null, validTo: null };
  expect(read({ title: '', date: null, topics: '', amount: undefined })).toEqual({ ...nothing, fields: {} });
});

test.each([
  ['topics', 'leje; varme ;', ['leje', 'varme']],
  ['topics', ['a;b', 'c'], ['a;b', 'c']],
  ['topics', 'leje', 'leje'],
  ['topics', 19, '19'],
  ['amount', ' 4250.50 ', 4250.5],
  ['amount', -3, -3],
  ['decided', '2024-01-31', '2024-01-31'],
  ['unknown', { any: ['thing'] }, { any: ['thing'] }],
])('%s of %j is %j', (name, value, expected) => {
  expect(read({ [name]: value }).fields).toEqual({ [name]: expected });
});

test.each([
  [{ amount: 'a lot' }, /"amount" must be a number.*"a lot"/],
  [{ amount: '4.250,50' }, /"amount"/],
  [{ decided: '31.01.2024' }, /"decided" must be a day/],
  [{ date: '2023-02-29' }, /"date" must be a day/],
  [{ language: 'fr' }, /"language" must be one of da, de, en, not "fr"/],
  [{ validFrom: '2024-02-01', validTo: '2024-02-01' }, /"validTo".*later than validFrom/],
])('%j is refused by the name of its field', (raw, message) => {
  expect(() => read(raw)).toThrow(message);
  expect(() => read(raw)).toThrow(expect.objectContaining({ code: 'bad-metadata' }) as Error);
});
