import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnswerRow, RefusalRow } from '../../apps/cli/eval/answers.js';
import { kilde } from '../cli.js';

const RENT = {
  depositum:
    'Lejeren betaler depositum ved indflytning. Udlejeren skal betale depositum tilbage inden fire uger efter ' +
    'fraflytning. Renter af beløbet tilfalder udlejeren.',
  skimmel: 'Der var skimmelsvamp i soveværelset. Lejen blev sat ned med 20 procent, indtil væggen var tør.',
};
const RENT_ASKED = [
  ['r1', 'Hvornår skal depositum betales tilbage?', 'depositum', 'fire uger'],
  ['r2', 'Hvem betaler depositum ved indflytning?', 'depositum', 'stands in no sentence'],
  ['r3', 'Hvor meget blev lejen sat ned for skimmelsvamp?', 'skimmel', '20 procent'],
] as const;
const DOGS = { snor: 'Hunde skal føres i snor i parkerne. På stranden må de løbe frit fra oktober.' };
const DOGS_ASKED = [['h1', 'Hvor skal hunde føres i snor?', 'snor', 'parkerne']] as const;

const folder = mkdtempSync(join(tmpdir(), 'kilde-sets-'));
const rent = writeSet('rent-da', RENT, RENT_ASKED);
const dogs = writeSet('dogs-da', DOGS, DOGS_ASKED);
afterAll(() => rmSync(folder, { recursive: true }));

function writeSet(
  name: string,
  documents: Record<string, string>,
  asked: readonly (readonly [id: string, question: string, document: string, answer: string])[],
): string {
  const own = join(folder, name);
  mkdirSync(own);
  const write = (file: string, lines: string[]) => writeFileSync(join(own, file), `${lines.join('\n')}\n`);
  write(
    'corpus.jsonl',
    Object.entries(documents).map(([_id, text]) => JSON.stringify({ _id, title: '', text })),
  );
  write(
    'queries.jsonl',
    asked.map(([_id, text]) => JSON.stringify({ _id, text })),
  );
  write(
    'qrels.tsv',
    asked.map(([id, , document]) => `${id}\t${document}\t1`),
  );
  write(
    'answers.jsonl',
    asked.map(([qid, , doc, text]) => JSON.stringify({ qid, doc, answers: [{ text, start: 0 }] })),
  );
  return own;
}

const run = (...args: string[]) =>
  kilde({ dataDir: join(folder, 'none'), environment: {}, remove: () => Promise.resolve() }, [
    'eval-answers',
    ...args,
  ]);

test('looks for the answer strings in the chosen sentences, and asks each corpus the questions of the other', async () => {
  const { code, stdout, stderr } = await run('--beir', rent, '--against', dogs, '--queries', '2', '--json');
  expect([code, stderr]).toEqual([0, '']);
  const { answers, refusals } = JSON.parse(stdout) as { answers: AnswerRow[]; refusals: RefusalRow[] };
  expect(answers).toEqual([
    {
      ...{ set: 'rent-da', one: 0.5, three: 0.5, 'bm25 one': 0.5, 'bm25 three': 0.5 },
      ...{ answer: 0.5, sentences: expect.any(Number) as number, queries: 2 },
    },
  ]);
  expect(answers[0]!.sentences).toBeGreaterThanOrEqual(1);
  expect(refusals).toMatchObject([
    { set: 'rent-da', foreign: 'dogs-da', AUROC: 1, refused: 1, queries: 2, 'foreign queries': 1 },
    { set: 'dogs-da', foreign: 'rent-da', AUROC: 1, refused: 1, queries: 1, 'foreign queries': 2 },
  ]);
}, 300_000);

test.each([
  ['no set at all', () => [], /--beir FOLDER/],
  ['a number that is none', () => ['--beir', rent, '--queries', 'all'], /--queries: "all"/],
  ['a calibration without what to refuse', () => ['--beir', rent, '--calibrate', '5'], /--against FOLDER/],
  ['a set without others in its language', () => ['--beir', rent, '--against', rent], /language of rent-da/],
])('%s is refused in a sentence', async (_, args, message) => {
  const { code, stderr } = await run(...args());
  expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
});
