import { parse as readCsv } from 'csv-parse/sync';
import { overviewFile, type Overview, type OverviewFile } from '#answering';
import { parse } from '../../libs/ingestion/parse/parse.js';

/** Overviews as files, read back by what Kilde reads files with. */

const SENTENCE = 'Udlejeren skal betale 24.600 kr.; lejeren fik medhold.';
const source = {
  ...{ documentId: 'd', versionId: 'v', documentTitle: 'Depositum', key: 'one', corpus: 'rulings' },
  ...{ kind: 'ruling', rank: null, date: '2023-09-14', validFrom: null, validTo: null },
  ...{ validity: 'in-force' as const, treatments: [] },
};
const quote = {
  ...source,
  ...{ passageId: 'p', language: 'da' as const, headings: ['Depositum', '1. Afgørelse'], page: 2 },
  ...{ start: 0, end: SENTENCE.length, text: SENTENCE },
};
const TRAPS = ['=HYPERLINK("https://ond.example")', '+4512345678', '-1+1', '@SUM(1)', ' =1', '\t=1'];
const overview: Overview = {
  columns: [
    { name: 'outcome', label: { da: 'Udfald', en: 'Outcome' } },
    { name: 'amounts', label: { da: 'Beløb' } },
  ],
  rows: [
    {
      source,
      cells: [
        [
          { value: 'medhold', quote: null },
          { value: SENTENCE, quote },
        ],
        [{ value: '24.600 kr.', quote }],
      ],
    },
    {
      source: { ...source, documentTitle: TRAPS[0]!, key: 'two', kind: null, date: null },
      cells: [TRAPS.slice(1).map((value) => ({ value, quote: null })), []],
    },
    ...TRAPS.map((value) => ({ source, cells: [[{ value, quote: null }], []] })),
  ],
  ...{ found: 12, read: 8, left: [{ code: 'less-relevant' as const, count: 4 }] },
  scope: { corpora: ['rulings'], filters: {}, asOf: '2026-11-20', language: 'da' },
};
const file = (form: OverviewFile) => overviewFile(form, 'depositum', overview);

describe('CSV', () => {
  const rows = async () => readCsv(await file('csv'), { bom: true, relax_column_count: true });

  test('has a row for each document, a source beside each column, and what was left out at its end', async () => {
    expect([...(await file('csv')).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, first, ...others] = await rows();
    expect(head).toEqual([
      ...['Dokument', 'Nøgle', 'Art', 'Dato'],
      ...['Udfald', 'Udfald: kilde', 'Beløb', 'Beløb: kilde'],
    ]);
    expect(first).toEqual([
      ...['Depositum', 'rulings/one', 'afgørelse', '2023-09-14'],
      ...[`medhold\n${SENTENCE}`, 'metadata\n1. Afgørelse, s. 2'],
      ...['24.600 kr.', `“${SENTENCE}” – 1. Afgørelse, s. 2`],
    ]);
    expect(others.slice(-2)).toEqual([
      ['8 af 12 fundne dokumenter er læst, som de gælder 20. november 2026.'],
      ['4 er udeladt: de passer langt dårligere end det bedste.'],
    ]);
  });

  test('holds nothing that a spreadsheet would take for a formula', async () => {
    const cells = (await rows()).flat();
    for (const trap of TRAPS) expect(cells).toContain(`'${trap}`);
    expect(cells.filter((cell) => /^\s*[=+@-]/.test(cell))).toEqual([]);
  });
});

test.each(['xlsx', 'docx'] as const)('%s says the same, and runs nothing', async (form) => {
  const bytes = await file(form);
  const { text } = await parse(bytes, `overview.${form}`);
  const said = [
    'Udfald',
    'Beløb',
    'Depositum',
    'afgørelse',
    'medhold',
    '24.600 kr.',
    SENTENCE,
    '1. Afgørelse, s. 2',
  ];
  for (const words of [...said, ...TRAPS.map((trap) => trap.trim()), '8 af 12 fundne dokumenter'])
    expect(text).toContain(words);
});
