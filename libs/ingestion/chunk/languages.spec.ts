import { assemble, type Block } from '../parse/canonical.js';
import { chunk } from './chunk.js';

const DANISH =
  'Nævnet finder, at lejeren ikke har misligholdt aftalen, og at udlejeren derfor skal betale depositum tilbage inden for fire uger.';
const GERMAN =
  'Der Mieter kann die Miete mindern, wenn die Wohnung einen Mangel hat, und der Vermieter muss ihn innerhalb von vier Wochen beseitigen.';
const ENGLISH =
  'The tenant may reduce the rent if there is a defect in the flat, and the landlord has to repair it within four weeks of the notice.';
const times = (count: number, text: string): Block => ({ text: Array(count).fill(text).join(' ') });
const languages = (blocks: Block[]) => {
  const { text, units } = { ...assemble(blocks), units: chunk(assemble(blocks)) };
  return units.map(({ language, passages }) => ({
    language,
    passages: passages.map((passage) => [passage.language, text.slice(passage.start, passage.start + 10)]),
  }));
};

test('a document in two languages has units and passages in each, cut where the language changes', () => {
  expect(languages([times(4, DANISH), times(4, GERMAN), times(4, DANISH)])).toEqual([
    { language: 'da', passages: [['da', DANISH.slice(0, 10)]] },
    { language: 'de', passages: [['de', GERMAN.slice(0, 10)]] },
    { language: 'da', passages: [['da', DANISH.slice(0, 10)]] },
  ]);
});

test('a quotation and a table stay with what stands before them', () => {
  const table = { text: Array.from({ length: 40 }, (_, i) => `${i} | Hansen | 4${i}0`).join('\n') };
  const units = languages([times(9, DANISH), times(2, ENGLISH), times(9, DANISH)]);
  expect(units.map(({ language }) => language)).toEqual(['da']);
  const after = languages([times(9, DANISH), times(9, GERMAN), table]);
  expect(after.map(({ language }) => language)).toEqual(['da', 'de']);
});

test('what tells nothing has no language', () => {
  expect(languages([{ text: 'Peter Hansen' }])).toEqual([
    { language: null, passages: [[null, 'Peter Hans']] },
  ]);
});
