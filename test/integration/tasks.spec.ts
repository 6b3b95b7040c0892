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

describe('an overview', () => {
  const QUERY = 'tilbagebetaling af depositum';
  const overview = (more: object = {}) =>
    house.admin.call('overview', { body: { query: QUERY, corpora: ['rulings'], ...more } });

  test('has a row for each document found, and says how many were read and what was left out', async () => {
    const { rows, found, read, left, scope } = await overview();
    expect(rows.map(({ source }) => source.versionId)).toEqual(expect.arrayContaining([ruling, other]));
    expect(rows).toHaveLength(read);
    expect(read + left.reduce((sum, { count }) => sum + count, 0)).toBe(found);
    expect(scope.corpora).toEqual(['rulings']);
  });

  test('reads no more documents than it may, the best first, and counts the others', async () => {
    const all = await overview();
    const one = await overview({ limit: 1 });
    expect(one.rows).toEqual(all.rows.slice(0, 1));
    expect(one.left).toContainEqual({ code: 'over-limit', count: all.read - 1 });
    expect(one.found).toBe(all.found);
  });

  test('has the columns asked for: of every document, of the corpus, and questions put to each', async () => {
    const question = 'Hvornår blev fraflytningsrapporten sendt?';
    const { columns, rows } = await overview({ columns: ['caseNumber', 'amounts', { question }] });
    expect(columns).toMatchObject([
      { name: 'caseNumber', label: { da: 'Sagsnummer' } },
      { name: 'amounts' },
      { name: question, label: { da: question } },
    ]);
    const { cells } = rows.find(({ source }) => source.versionId === ruling)!;
    expect(cells[0]![0]).toMatchObject({ value: '2023-0417' });
    expect(cells[1]!.map(({ value }) => value)).toEqual(['24.600 kr.', '31.480 kr.']);
    expect(cells[2]!.some(({ value }) => value.includes('29. marts 2023'))).toBe(true);
  });

  test('brings a quote of the stored text with every answer', async () => {
    const { rows } = await overview({ columns: ['answer', 'summary', 'outcome', 'provisions'] });
    expect(await verify(rows)).toBeGreaterThan(8);
    for (const { cells } of rows) for (const { quote } of cells[0]!) expect(quote).not.toBeNull();
  });

  test('names the columns that there are where one is not known', async () => {
    const { code, detail } = await house.admin.refused('overview', {
      body: { query: QUERY, columns: ['colour'] },
    });
    expect(code).toBe('unknown-column');
    expect(detail).toMatch(/"colour".*answer, kind, date.*caseNumber/);
  });

  test('of nothing found is empty', async () => {
    expect(await overview({ query: 'qwxz' })).toMatchObject({ rows: [], read: 0 });
  });
});

describe('a draft', () => {
  const QUESTION = 'Skal udlejeren tilbagebetale lejerens depositum?';
  const draft = (more: object = {}) =>
    house.admin.call('draft', { body: { question: QUESTION, corpora: ['rulings'], ...more } });

  test('is a note whose every sentence has a numbered citation with its quotes', async () => {
    const { title, paragraphs, citations, text, composer } = await draft();
    expect([title, composer, paragraphs[0]!.heading]).toEqual([QUESTION, 'extractive', 'Svar']);
    expect(citations.map(({ number }) => number)).toEqual(citations.map((_, at) => at + 1));
    const cited = citations.flatMap(({ quotes }) => quotes);
    for (const { quotes } of paragraphs.flatMap(({ sentences }) => sentences))
      for (const quote of quotes) expect(cited).toContainEqual(quote);
    expect(text).toMatch(/^# Skal udlejeren tilbagebetale/);
    expect(text).toContain('[1]');
    expect(await verify(citations)).toBeGreaterThan(0);
  });

  test('cites in the style that is asked for, else in that of the corpus, else in the common one', async () => {
    const textOf = async (more: object = {}) =>
      (await draft(more)).citations.map(({ text }) => text).join('\n');
    expect(await textOf()).toMatch(/afgørelse, (14\. september 2023|15\. februar 2024), /);
    const body = { answering: { citation: 'sag {caseNumber} ({date})' } };
    await house.admin.call('changeCorpus', { params: { slug: 'rulings' }, body });
    expect(await textOf()).toMatch(/^sag 202[34]-0\d+ \(/m);
    expect(await textOf({ style: '{key}: {title}' })).toMatch(/^(one|two): /m);
    await house.admin.call('changeCorpus', { params: { slug: 'rulings' }, body: { answering: {} } });
  });

  test('takes text of documents for text, not for Markdown', async () => {
    const trap =
      'Fristen for genhusning i kolonihaver er <script>alert(1)</script> [seks uger](https://ond.example) efter *varslet*.';
    await house.put('rulings', 'trap', `Om genhusning i kolonihaver.\n\n${trap}`, { title: '# [Fælde](x)' });
    const { text } = await draft({ question: 'Hvad er fristen for genhusning i kolonihaver?' });
    expect(text).toContain('\\<script\\>alert(1)\\</script\\>');
    expect(text).not.toMatch(/(?<!\\)[<\]]\(|(?<!\\)<script/);
  });

  test('is refused like an answer where nothing answers', async () => {
    expect(
      await house.admin.refused('draft', { body: { question: 'Wie hoch ist der Eiffelturm?' } }),
    ).toMatchObject({
      status: 422,
      code: 'no-relevant-passage',
    });
  });
});

test.each([
  ['explain', { language: 'en' }],
  ['summarise', { composer: 'generative' }],
] as const)('without a chat model, %s says that it needs one and how to set it', async (task, more) => {
  expect(await house.admin.refused(task, { body: { version: ruling, ...more } })).toMatchObject({
    status: 409,
    code: 'model-needed',
    detail: expect.stringContaining('KILDE_CHAT_URL'),
  });
});
