import { readFileSync } from 'node:fs';
import { connect } from '../../apps/cli/client.js';
import { loadSamples } from '../../apps/cli/samples.js';
import { meanOf } from '../../apps/cli/eval/measures.js';
import { readSampleQuestions, samplesPlace } from '../../apps/cli/eval/plans.js';
import { ask, type Judged } from '../../apps/cli/eval/runs.js';
import { kilde } from '../../apps/cli/eval/systems.js';
import type { AnswerResponse } from '../../apps/api/contract/index.js';
import { House } from '../harness.js';
import { looseEnds, NO_LOOSE_ENDS } from '../stored.js';

/** What search and answers must reach on samples/questions.jsonl: shares of the questions. Raise, never lower. */
const FLOORS = { first5: 0.88, first1: 0.69, refused: 0.7, mostWronglyRefused: 0.14 };

/** What search must reach on the answerable ones by language (`kilde eval --samples`): one question below the measured. */
const SET_FLOORS = {
  'samples-da': { 'nDCG@10': 0.81, 'recall@10': 0.895 },
  'samples-de': { 'nDCG@10': 0.74, 'recall@10': 0.909 },
  'samples-en': { 'nDCG@10': 0.805, 'recall@10': 0.875 },
};

interface Question {
  id: string;
  question: string;
  answerable: boolean;
  /** corpus/key of the documents that settle it */
  documents: string[];
  quote: string;
}

const QUESTIONS = readFileSync('samples/questions.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Question);
const ANSWERABLE = QUESTIONS.filter(({ answerable }) => answerable);
const UNANSWERABLE = QUESTIONS.filter(({ answerable }) => !answerable);

let house: House;
const judged = new Map<string, Judged[]>();
const ranks = new Map<string, number | null>();
const refused = new Set<string>();
beforeAll(async () => {
  house = await House.open();
  const client = connect(house.kilde.url, house.adminKey);
  const outcomes = await loadSamples(client);
  expect(outcomes.filter(({ state }) => state !== 'indexed')).toEqual([]);
  expect(outcomes.length).toBeGreaterThanOrEqual(40);
  const { items } = await house.admin.call('listCorpora');
  const system = kilde(client, samplesPlace(items.map(({ slug }) => slug)));
  for (const questions of await readSampleQuestions()) {
    const own = await ask(questions, system);
    judged.set(questions.name, own);
    for (const { query, first } of own) ranks.set(query, first);
  }
  for (const { id, question } of QUESTIONS) {
    const { status } = await client.post<AnswerResponse>('/answers', { question });
    if (status === 'refused') refused.add(id);
  }
  report();
}, 240_000);
afterAll(() => house.close());

const share = (of: Question[], holds: (question: Question) => boolean) => of.filter(holds).length / of.length;
const within = (depth: number) => share(ANSWERABLE, ({ id }) => (ranks.get(id) ?? Infinity) <= depth);
const refusedOf = (of: Question[]) => share(of, ({ id }) => refused.has(id));

function report(): void {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const misses = ANSWERABLE.filter(({ id }) => (ranks.get(id) ?? Infinity) > 5).map(({ id }) => id);
  const lines = [
    `samples: ${ANSWERABLE.length} answerable questions, ${UNANSWERABLE.length} unanswerable`,
    `right document first ${percent(within(1))}, among the first 5 ${percent(within(5))}`,
    ...[...judged].map(([set, own]) => {
      const { 'nDCG@10': ndcg, 'recall@10': recall } = meanOf(own);
      return `${set}: nDCG@10 ${ndcg.toFixed(4)}, recall@10 ${recall.toFixed(4)}, ${own.length} questions`;
    }),
    `refused ${percent(refusedOf(UNANSWERABLE))} of the unanswerable, wrongly ${percent(refusedOf(ANSWERABLE))} of the answerable`,
    `not among the first 5: ${misses.join(' ')}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

test('the samples are loaded whole', async () => {
  expect(await looseEnds(house)).toEqual(NO_LOOSE_ENDS);
  expect([ANSWERABLE.length >= 60, UNANSWERABLE.length >= 15]).toEqual([true, true]);
});

test('the right document is among the first five', () => {
  expect(within(5)).toBeGreaterThanOrEqual(FLOORS.first5);
});

test('the right document comes first', () => {
  expect(within(1)).toBeGreaterThanOrEqual(FLOORS.first1);
});

test.each(Object.entries(SET_FLOORS))('%s keeps its floors', (set, floors) => {
  const reached = meanOf(judged.get(set)!);
  expect(reached['nDCG@10']).toBeGreaterThanOrEqual(floors['nDCG@10']);
  expect(reached['recall@10']).toBeGreaterThanOrEqual(floors['recall@10']);
});

test('questions that nothing answers are refused', () => {
  expect(refusedOf(UNANSWERABLE)).toBeGreaterThanOrEqual(FLOORS.refused);
});

test('questions that the samples answer are answered', () => {
  expect(refusedOf(ANSWERABLE)).toBeLessThanOrEqual(FLOORS.mostWronglyRefused);
});

test('each question’s quote stands in its document', async () => {
  const texts = new Map<string, string>();
  for (const { items } of [await house.admin.call('listDocuments', { query: { limit: '100' } })]) {
    for (const { corpus, key, versions } of items) {
      for (const { id } of versions) {
        const { text } = await house.admin.call('readVersion', { params: { id } });
        texts.set(`${corpus}/${key}`, `${texts.get(`${corpus}/${key}`) ?? ''}\n${text}`);
      }
    }
  }
  const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ');
  const absent = ANSWERABLE.filter(
    ({ documents, quote }) => !documents.some((key) => plain(texts.get(key) ?? '').includes(plain(quote))),
  );
  expect(absent.map(({ id, quote }) => `${id}: ${quote}`)).toEqual([]);
});
