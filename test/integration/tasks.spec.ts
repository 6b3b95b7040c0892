import { randomUUID } from 'node:crypto';
import type { Quote } from '../../apps/api/contract/index.js';
import { House } from '../harness.js';

/** The guided tasks without a model. */

const RULING = `# Afgørelse i sag 2023-0417

Huslejenævnet i Nordhavn Kommune, møde den 14. september 2023

## 1. Afgørelse

Udlejeren skal tilbagebetale lejerens depositum på 24.600 kr. med renter fra den 2. maj 2023.

## 2. Sagens oplysninger

Lejeren fraflyttede lejligheden den 28. februar 2023. Ved indflytningen betalte lejeren 24.600 kr. i depositum. Udlejeren sendte fraflytningsrapporten den 29. marts 2023 og opgjorde istandsættelsen til 31.480 kr.

## 3. Nævnets begrundelse

Efter lejeloven § 187, stk. 4, skal udlejeren udlevere fraflytningsrapporten til lejeren ved synet. Rapporten blev sendt for sent, og kravet på istandsættelse bortfalder derfor efter § 187, stk. 5.

## 4. Klagevejledning

Afgørelsen kan indbringes for boligretten inden fire uger.
`;
const OTHER = RULING.replaceAll('24.600', '13.150')
  .replaceAll('2023-0417', '2024-0188')
  .replace('skal tilbagebetale', 'skal ikke tilbagebetale');
const FIELDS = [
  { name: 'caseNumber', type: 'keyword' as const, label: { da: 'Sagsnummer', en: 'Case number' } },
  { name: 'outcome', type: 'keyword' as const, label: { en: 'Result' } },
  { name: 'amount', type: 'number' as const },
];

let house: House;
let ruling: string;
let other: string;
beforeAll(async () => {
  house = await House.open();
  await house.corpus('rulings', { fields: FIELDS });
  const put = async (key: string, text: string, metadata: object) =>
    (await house.put('rulings', key, text, { kind: 'ruling', ...metadata }, `${key}.md`)).versionId!;
  ruling = await put('one', RULING, {
    ...{ title: 'Tilbagebetaling af depositum', date: '2023-09-14' },
    ...{ caseNumber: '2023-0417', outcome: 'medhold', amount: 24600 },
  });
  other = await put('two', OTHER, {
    ...{ title: 'Depositum ikke tilbagebetalt', date: '2024-02-15' },
    ...{ caseNumber: '2024-0188', outcome: 'ikke medhold', amount: 13150 },
  });
});
afterAll(() => house.close());

const textOf = async (id: string) => (await house.admin.call('readVersion', { params: { id } })).text;

/** Holds everything that has the form of a quote against the stored text. */
async function verify(response: unknown): Promise<number> {
  let count = 0;
  const open: unknown[] = [response];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    open.push(...Object.values(value));
    if (!('passageId' in value)) continue;
    const { versionId, start, end, text } = value as Quote;
    expect((await textOf(versionId)).slice(start, end)).toBe(text);
    count++;
  }
  return count;
}

describe('a summary', () => {
  const summarise = (version: string) => house.admin.call('summarise', { body: { version } });

  test('says in a line what was decided, and in a paragraph what led there', async () => {
    const { line, paragraph, source, composer, model } = await summarise(ruling);
    expect(line!.text).toBe(
      'Udlejeren skal tilbagebetale lejerens depositum på 24.600 kr. med renter fra den 2. maj 2023.',
    );
    expect(line!.quotes).toMatchObject([
      { text: line!.text, headings: ['Afgørelse i sag 2023-0417', '1. Afgørelse'] },
    ]);
    expect(paragraph.map(({ text }) => text)).toContain(line!.text);
    expect(paragraph.map(({ position }) => position)).toEqual(paragraph.map((_, at) => at));
    expect(source).toMatchObject({ versionId: ruling, documentTitle: 'Tilbagebetaling af depositum' });
    expect([composer, model]).toEqual(['extractive', null]);
  });

  test('lets every section speak, in the order of the text', async () => {
    const { sections, read } = await summarise(ruling);
    expect(sections.map(({ headings }) => headings.at(-1))).toEqual([
      '1. Afgørelse',
      '2. Sagens oplysninger',
      '3. Nævnets begrundelse',
      '4. Klagevejledning',
    ]);
    for (const { start, end, sentences } of sections)
      for (const { quotes } of sentences)
        expect(quotes.every((quote) => start <= quote.start && quote.end <= end)).toBe(true);
    expect(read.passages).toBe(read.of);
  });

  test('quotes the stored text', async () => {
    expect(await verify(await summarise(ruling))).toBeGreaterThan(5);
  });

  test('walks a long text to its end', async () => {
    const chapters = Array.from(
      { length: 120 },
      (_, at) =>
        `## Kapitel ${at + 1}\n\nKommunen skal i kapitel ${at + 1} sikre, at borgeren får hjælp inden ${at + 2} dage efter ansøgningen.\n`,
    );
    const { versionId } = await house.put(
      'rulings',
      'long',
      `# Lov\n\n${chapters.join('\n')}`,
      {},
      'long.md',
    );
    const { sections, read } = await summarise(versionId!);
    expect(sections).toHaveLength(120);
    expect(sections.at(-1)!.sentences[0]!.text).toContain('inden 121 dage');
    expect(read.passages).toBe(read.of);
  });

  test('reads a long text without headings in parts', async () => {
    const sentences = Array.from(
      { length: 600 },
      (_, at) =>
        `Kommunen skal i sag ${at + 1} sikre, at borgeren får den hjælp, der er bevilget, inden ${at + 2} dage.`,
    );
    const { versionId } = await house.put('rulings', 'flat', sentences.join(' '));
    const { sections } = await summarise(versionId!);
    expect(sections.length).toBeGreaterThan(1);
    expect(sections.every((section) => section.sentences.length > 0)).toBe(true);
    expect(sections.at(-1)!.end).toBeGreaterThan(0.9 * sentences.join(' ').length);
  });

  test('of a text that says nothing in sentences is empty', async () => {
    const { versionId } = await house.put('rulings', 'list', 'æble\npære\nblomme');
    expect(await summarise(versionId!)).toMatchObject({ line: null, paragraph: [], sections: [] });
  });
});

describe('a comparison', () => {
  const compare = (versions: string[]) => house.admin.call('compare', { body: { versions } });
  const row = async (field: string) =>
    (await compare([ruling, other])).rows.find((own) => own.field === field)!;
  const values = (cells: { value: string }[][]) => cells.map((cell) => cell.map(({ value }) => value));

  test('has a column for each document in the order asked for', async () => {
    const { sources, rows } = await compare([other, ruling]);
    expect(sources.map(({ versionId }) => versionId)).toEqual([other, ruling]);
    expect(rows.every(({ cells }) => cells.length === 2)).toBe(true);
    expect(rows.every(({ cells }) => cells.some((cell) => cell.length > 0))).toBe(true);
  });

  test('tells what is the same from what differs', async () => {
    expect((await row('kind')).same).toBe(true);
    expect((await row('provisions')).same).toBe(true);
    expect((await row('caseNumber')).same).toBe(false);
    expect((await row('amounts')).same).toBe(false);
  });

  test('finds amounts, provisions and dates in the texts', async () => {
    expect(values((await row('amounts')).cells)).toEqual([
      ['24.600 kr.', '31.480 kr.'],
      ['13.150 kr.', '31.480 kr.'],
    ]);
    expect(values((await row('provisions')).cells)[0]).toEqual(['§ 187, stk. 4', '§ 187, stk. 5']);
    expect(values((await row('dates')).cells)[0]).toContain('28. februar 2023');
  });

  test('puts the outcome of the metadata before what the text says of it, under the label of the corpus', async () => {
    const { label, cells } = await row('outcome');
    expect(label).toMatchObject({ da: 'Udfald', en: 'Result' });
    expect(cells[1]!.map(({ value, quote }) => [value.slice(0, 25), quote !== null])).toEqual([
      ['ikke medhold', false],
      ['Udlejeren skal ikke tilba', true],
    ]);
  });

  test('shows where the text says what the metadata says, but of no mere word', async () => {
    expect((await row('amount')).cells[0]).toMatchObject([
      { value: '24600', quote: { text: expect.stringContaining('24.600 kr.') } },
    ]);
    expect((await row('date')).cells[0]).toMatchObject([
      { quote: { text: expect.stringContaining('14. september 2023') } },
    ]);
  });

  test('quotes the stored texts', async () => {
    expect(await verify(await compare([ruling, other]))).toBeGreaterThan(10);
  });

  test.each([[['one']], [['a', 'b', 'c', 'd', 'e', 'f']]])(
    'takes two to five documents, not %j',
    async (names) => {
      expect(
        await house.admin.refused('compare', { body: { versions: names.map(() => ruling) } }),
      ).toMatchObject({
        status: 400,
        code: 'bad-request',
      });
    },
  );

  test('names no document that is not there', async () => {
    expect(
      await house.admin.refused('compare', { body: { versions: [ruling, randomUUID()] } }),
    ).toMatchObject({
      status: 404,
      code: 'unknown-version',
    });
  });
});
