import { asMarkdown, type CaseDocument } from './case-document.js';

const place: CaseDocument['places'][number] = {
  title: 'Skimmel',
  quote: '»Fugt.\n\nOg mug.«',
  source: { citation: 'Afgørelse, 7. november 2024', link: 'http://kilde/source/1?start=1&end=9' },
  note: 'Ligner sagen.\nRing.',
};
const made = (change: Partial<CaseDocument>) =>
  asMarkdown({ title: 'En sag', origin: 'Sat sammen i dag.', notes: '', places: [], ...change });

test('quotes each place with its linked citation and its note', () => {
  expect(made({ notes: 'Først dette.', places: [place] })).toBe(`# En sag

_Sat sammen i dag._

Først dette.

## 1. Skimmel

> »Fugt.
> 
> Og mug.«

[Afgørelse, 7. november 2024](http://kilde/source/1?start=1&end=9)

Ligner sagen.\\
Ring.
`);
});

test('says of a withheld place no more than its heading and the note', () => {
  const withheld = { title: 'Kan ikke vises', quote: null, source: null, note: 'min' };
  expect(made({ places: [withheld] })).toContain('## 1. Kan ikke vises\n\nmin\n');
});

test.each([
  ['<script>alert(1)</script>', '\\<script\\>alert(1)\\</script\\>'],
  ['[klik](javascript:alert(1))', '\\[klik\\](javascript:alert(1))'],
  ['# ikke en overskrift', '\\# ikke en overskrift'],
  ['- ikke en liste', '\\- ikke en liste'],
  ['1. ikke en liste', '1\\. ikke en liste'],
  ['&lt;b&gt; *fed*', '\\&lt;b\\&gt; \\*fed\\*'],
])('writes %s as the text that it is', (note, text) => {
  expect(made({ places: [{ ...place, note }] })).toContain(`\n\n${text}\n`);
});
