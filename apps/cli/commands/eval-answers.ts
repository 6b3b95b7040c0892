import { KildeError, type Config } from '#platform';
import {
  measureAnswerability,
  measureAnswers,
  refusalRow,
  type AnswerRow,
  type RefusalRow,
} from '../eval/answers.js';
import { readAnswers, readCollection, readQuestions, type Collection } from '../eval/beir.js';
import type { Questions } from '../eval/measures.js';
import { loadCollection } from '../eval/plans.js';
import { printer } from '../eval/report.js';
import type { Place } from '../eval/systems.js';
import { progressOf } from '../progress.js';
import { withThrowAwayKilde } from '../throw-away.js';
import { wholeNumber } from '../whole-number.js';

export interface EvalAnswersOptions {
  beir?: string[];
  against?: string[];
  queries?: string;
  calibrate?: string;
  json?: boolean;
}

/** A folder as it was read. */
interface TestSet {
  collection: Collection;
  questions: Questions;
}

/**
 * `kilde eval-answers`: loads test sets into a throw-away database, asks their questions, and looks for the strings
 * that answer them in the extractive answers; and asks each corpus the questions of another one.
 */
export async function evaluateAnswers(config: Config, options: EvalAnswersOptions): Promise<number> {
  const { beir = [], against = [], json = false } = options;
  if (beir.length === 0)
    throw new KildeError('bad-option', 400, 'Say what to measure on: --beir FOLDER..., with answers.jsonl.');
  if (options.calibrate !== undefined && against.length === 0)
    throw new KildeError('bad-option', 400, '--calibrate needs questions to refuse: --against FOLDER...');
  const mostRefused =
    options.calibrate === undefined ? undefined : wholeNumber(options.calibrate, '--calibrate', 0) / 100;
  const most = options.queries === undefined ? Infinity : wholeNumber(options.queries, '--queries', 1);
  const sets = new Map(
    await Promise.all(
      [...new Set([...beir, ...against])].map(async (folder): Promise<[string, TestSet]> => [
        folder,
        await readSet(folder, most),
      ]),
    ),
  );
  const answers = await Promise.all(beir.map(readAnswers));
  const without = beir.find((_, at) => !answers[at]);
  if (without && against.length === 0)
    throw new KildeError(
      'bad-test-set',
      400,
      `There is no answers.jsonl in ${without}: only what is refused can be measured on it, with --against FOLDER...`,
    );
  const pairs = pairsOf(
    beir.map((folder) => sets.get(folder)!),
    against.map((folder) => sets.get(folder)!),
  );

  await withThrowAwayKilde(config, async (kilde, client) => {
    const places = new Map<TestSet, Place>();
    for (const set of sets.values()) places.set(set, await loadCollection(client, set.collection));

    const answered: AnswerRow[] = [];
    const answerLines = printer({ json });
    for (const [at, folder] of beir.entries()) {
      const strings = answers[at];
      if (!strings) continue;
      const set = sets.get(folder)!;
      const { name, queries } = set.questions;
      const note = progressOf(name, 'answers', queries.length);
      answered.push(
        await measureAnswers(kilde, set.questions, strings, set.collection, places.get(set)!, note),
      );
      if (!json) answerLines.row(answered.at(-1)!);
    }

    const refused: RefusalRow[] = [];
    const refusalLines = printer({ json });
    if (pairs.length > 0 && answered.length > 0 && !json) console.log('');
    for (const [own, foreign] of pairs) {
      const scores = (asked: TestSet) =>
        measureAnswerability(
          kilde,
          asked.questions,
          places.get(own)!,
          progressOf(
            own.collection.name,
            `questions of ${asked.questions.name}`,
            asked.questions.queries.length,
          ),
        );
      const names = { set: own.collection.name, foreign: foreign.questions.name };
      refused.push(
        refusalRow(
          names,
          { own: await scores(own), foreign: await scores(foreign) },
          config.answers.threshold,
          mostRefused,
        ),
      );
      if (!json) refusalLines.row(refused.at(-1)!);
    }
    if (json) console.log(JSON.stringify({ answers: answered, refusals: refused }));
  });
  return 0;
}

async function readSet(folder: string, most: number): Promise<TestSet> {
  const [collection, questions] = await Promise.all([readCollection(folder), readQuestions(folder)]);
  return { collection, questions: { ...questions, queries: questions.queries.slice(0, most) } };
}

/**
 * Each corpus beside one of the same language whose questions it is asked, both ways.
 * @throws KildeError `bad-option` where a set has no corpus of its language to be asked against
 */
function pairsOf(sets: TestSet[], against: TestSet[]): [TestSet, TestSet][] {
  if (against.length === 0) return [];
  return sets.flatMap((set) => {
    const others = against.filter(
      (other) => other !== set && other.collection.language === set.collection.language,
    );
    if (others.length === 0)
      throw new KildeError(
        'bad-option',
        400,
        `--against: there is no other set in the language of ${set.collection.name} (${set.collection.language}).`,
      );
    return others.flatMap((other): [TestSet, TestSet][] => [
      [set, other],
      [other, set],
    ]);
  });
}
