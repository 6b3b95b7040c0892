import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPlainTexts } from '#corpus';
import { queryWeights } from '#retrieval';
import { connect, type Client } from '../../apps/cli/client.js';
import { compare } from '../../apps/cli/commands/compare.js';
import type { Parts } from '../../apps/cli/eval/fit.js';
import { firstStage } from '../../apps/cli/eval/first-stage.js';
import { gatherScores } from '../../apps/cli/eval/inside.js';
import { readPlans } from '../../apps/cli/eval/plans.js';
import { ask } from '../../apps/cli/eval/runs.js';
import { baselines, kilde as kildeSystem, type Place } from '../../apps/cli/eval/systems.js';
import { startModelServer } from '../../libs/models/http/model-server.fixture.js';
import { kilde } from '../cli.js';
import { House } from '../harness.js';

const DANISH = {
  snor: 'Hunde skal føres i snor i kommunens parker og på strande.',
  skimmel: 'Skimmelsvamp i et soveværelse giver ret til nedslag i lejen.',
  depositum: 'Depositum skal betales tilbage inden fire uger efter fraflytning.',
  piller: 'Personalet må ikke give piller, som lægen ikke har ordineret.',
};
const ASKED = {
  q1: ['Hvor skal hunden føres i snor?', 'snor'],
  q2: ['nedslag for skimmelsvampen', 'skimmel'],
  q3: ['Hvornår skal depositummet betales?', 'depositum'],
};
const ASKED_IN_ENGLISH = { e1: ['When must the deposit be repaid?', 'depositum'] };

let house: House;
let client: Client;
let da: string;
let en: string;
let place: Place;
beforeAll(async () => {
  house = await House.open();
  client = connect(house.kilde.url, house.adminKey);
  da = writeSet('toy-da', DANISH, ASKED);
  en = writeSet('toy-en', { other: 'Nothing to see here.' }, ASKED_IN_ENGLISH);
  const [plan] = await readPlans({ beir: [da] });
  place = await plan!.load(client);
});
afterAll(() => house.close());

/** A folder as BEIR has them: documents by id, queries by id with their text and the one relevant document. */
function writeSet(name: string, documents: Record<string, string>, queries: Record<string, string[]>) {
  const folder = join(house.config.dataDir, 'sets', name);
  const lines = (rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'corpus.jsonl'),
    lines(Object.entries(documents).map(([_id, text]) => ({ _id, title: '', text }))),
  );
  writeFileSync(
    join(folder, 'queries.jsonl'),
    lines(Object.entries(queries).map(([_id, [text]]) => ({ _id, text }))),
  );
  writeFileSync(
    join(folder, 'qrels.tsv'),
    Object.entries(queries)
      .map(([id, [, document]]) => `${id}\t${document}\t1\n`)
      .join(''),
  );
  return folder;
}

test('Kilde and both baselines search the same stored documents', async () => {
  const [plan] = await readPlans({ beir: [da] });
  const texts = await openPlainTexts(house.kilde.connection);
  const systems = [kildeSystem(client, place), ...(await baselines(texts, place))];
  expect(systems.map(({ name }) => name)).toEqual(['kilde', 'bm25', 'ts_rank_cd']);
  for (const system of systems) {
    const judged = await ask(plan!.questions[0]!, system);
    expect(judged.map(({ query, first }) => [query, first])).toEqual([
      ['q1', 1],
      ['q2', 1],
      ['q3', 1],
    ]);
  }
  await texts.close();
});

test('the baselines find by words in the language of the text, any of them, and leave out what has none', async () => {
  const texts = await openPlainTexts(house.kilde.connection);
  const [bm25, tsRankCd] = await baselines(texts, place);
  expect(await bm25!.find('strandene eller måneraketter')).toEqual(['snor']);
  expect(await tsRankCd!.find('strandene eller måneraketter')).toEqual(['snor']);
  expect(await tsRankCd!.find('og på i')).toEqual([]); // stop words alone
  await texts.close();
});

test('the first stage loses nothing where its candidates are everything there is', async () => {
  const [plan] = await readPlans({ beir: [da] });
  const row = await firstStage(house.kilde.search, plan!.questions[0]!, place);
  expect(row).toMatchObject({ set: 'toy-da', queries: 3, 'kept@10': 1, 'kept@200': 1, lost: 0 });
  expect(row['recall@200']).toBe(1);
});

test('eval prints data and nothing else, keeps what each query found, and compares it', async () => {
  const file = join(house.config.dataDir, 'run.jsonl');
  const model = await startModelServer(({ input }: { input: string[] }) => ({
    body: { data: input.map((text, index) => ({ index, embedding: [text.length, 1] })) },
  }));
  const next = { KILDE_NEXT_EMBEDDER: 'openai', KILDE_NEXT_EMBEDDER_URL: model.url };
  const run = (...args: string[]) =>
    kilde(house.store, ['eval', ...args], { ...next, KILDE_NEXT_EMBEDDER_MODEL: 'lengths' });
  const { code, stdout, stderr } = await run(
    ...['--beir', da, '--queries', da, en, '--baseline', '--next', '--json', '--per-query', file],
  );
  expect([code, stderr]).toEqual([0, '']);
  const rows = JSON.parse(stdout) as Record<string, unknown>[];
  expect(rows.map(({ set, system }) => [set, system])).toEqual(
    ['toy-da', 'toy-en>toy-da'].flatMap((set) =>
      ['kilde', 'kilde-next', 'bm25', 'ts_rank_cd'].map((name) => [set, name]),
    ),
  );
  expect(rows[0]).toEqual({
    ...{ set: 'toy-da', system: 'kilde', queries: 3 },
    ...{ 'nDCG@10': 1, 'recall@10': 1, 'recall@100': 1 },
  });
  // Stems of one language find nothing in another; the translations do.
  expect([4, 6, 7].map((at) => rows[at]!['nDCG@10'])).toEqual([1, 0, 0]);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  expect(lines).toHaveLength(16);
  expect(JSON.parse(lines[12]!)).toMatchObject({
    ...{ set: 'toy-en>toy-da', system: 'kilde', query: 'e1', first: 1, 'nDCG@10': 1 },
    top: expect.arrayContaining(['depositum']) as string[],
  });

  const compared = await run('--compare', file, '--csv');
  await model.close();
  const [head, ...comparisons] = compared.stdout.trim().split('\n');
  expect(head).toBe('compared,set,first,second,difference,wins,losses,ties,p');
  const ofNext = comparisons.filter((line) => line.startsWith('kilde-next -> kilde'));
  expect(ofNext).toHaveLength(3);
  expect(comparisons.filter((line) => !ofNext.includes(line))).toEqual([
    'bm25 -> kilde,toy-da,1,1,0,0,0,3,1',
    'bm25 -> kilde,toy-en>toy-da,0,1,1,1,0,0,1',
    'bm25 -> kilde,mean,0.5,1,0.5,1,0,3,1',
    'ts_rank_cd -> kilde,toy-da,1,1,0,0,0,3,1',
    'ts_rank_cd -> kilde,toy-en>toy-da,0,1,1,1,0,0,1',
    'ts_rank_cd -> kilde,mean,0.5,1,0.5,1,0,3,1',
  ]);
});

test('the parts of scores gathered for tuning add up to the order in which documents are found', async () => {
  const [plan] = await readPlans({ beir: [da] });
  const questions = plan!.questions[0]!;
  const gathered = await gatherScores(house.kilde.search, questions, place);
  expect(gathered.map(({ kind }) => kind)).toEqual(['question', 'keywords', 'question']);
  const find = (text: string) => kildeSystem(client, place).find(text);
  for (const [at, { kind, documents }] of gathered.entries()) {
    const { vector, window } = queryWeights(kind === 'question', house.config.weights);
    const total = (units: Parts[]) =>
      Math.max(...units.map((unit) => unit.plain + vector * unit.vector + window * unit.window));
    const totals = documents.map(({ units }) => total(units));
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
    expect(documents.map(({ id }) => id)).toEqual(await find(questions.queries[at]!.text));
  }
});

test.each([
  [
    'queries that judge other documents',
    () => readPlans({ beir: [en], queries: [da] }),
    /3 of the 3 documents that toy-da judges are not in toy-en/,
  ],
  ['nothing to measure on', () => readPlans({}), /--beir FOLDER/],
  [
    'a folder without a corpus',
    () => readPlans({ beir: [join(da, 'none')] }),
    /no file .*none\/corpus\.jsonl/,
  ],
  ['a limit that is no number', () => readPlans({ beir: [da], limit: 'ten' }), /--limit: "ten"/],
  ['a file of another kind to compare', () => compare([join(da, 'corpus.jsonl')], {}), /per-query/],
  [
    'a measure that there is none of',
    () => compare([da], { measure: 'MRR' }),
    /nDCG@10, recall@10, recall@100/,
  ],
])('%s is refused in a sentence', async (_, refused, message) => {
  await expect(refused()).rejects.toThrow(message);
});
