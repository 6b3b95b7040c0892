import { readFileSync } from 'node:fs';
import { connect } from '../../apps/cli/client.js';
import { loadSamples } from '../../apps/cli/samples.js';
import type { AnswerResponse, SearchResponse } from '../../apps/api/contract/index.js';
import { House } from '../harness.js';
import { looseEnds, NO_LOOSE_ENDS } from '../stored.js';

/** What search and answers must reach on samples/questions.jsonl: shares of the questions. Raise, never lower. */
const FLOORS = { first5: 0.82, first1: 0.62, refused: 0.47, mostWronglyRefused: 0.3 };

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
const ranks = new Map<string, number>();
const refused = new Set<string>();
beforeAll(async () => {
  house = await House.open();
  const client = connect(house.kilde.url, house.adminKey);
  const outcomes = await loadSamples(client);
  expect(outcomes.filter(({ state }) => state !== 'indexed')).toEqual([]);
  expect(outcomes.length).toBeGreaterThanOrEqual(40);
  for (const { id, question, documents } of QUESTIONS) {
    const { hits } = await client.post<SearchResponse>('/search', { query: question });
    const keys = hits.map(({ document }) => `${document.corpus}/${document.key}`);
    const at = keys.findIndex((key) => documents.includes(key));
    if (at >= 0) ranks.set(id, at + 1);
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
