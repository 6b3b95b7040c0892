import { appendFileSync, writeFileSync } from 'node:fs';
import type { INestApplicationContext } from '@nestjs/common';
import { EmbeddingSetsRepository, openPlainTexts, type PlainTexts } from '#corpus';
import { VectorSets, type OpenSet } from '#ingestion';
import { KildeError, type Config } from '#platform';
import type { Client } from '../client.js';
import { firstStage } from '../eval/first-stage.js';
import { readPlans, type Plan, type Wanted } from '../eval/plans.js';
import { meanRows, printer, rowOf, type Form, type Row } from '../eval/report.js';
import { ask, toLines, type Run } from '../eval/runs.js';
import { baselines, kilde, type System } from '../eval/systems.js';
import { progressOf } from '../progress.js';
import { onWorker } from '../with-worker.js';
import { withThrowAwayKilde } from '../throw-away.js';
import { compare, type CompareOptions } from './compare.js';

export interface EvalOptions extends Wanted, Form, CompareOptions {
  baseline?: boolean;
  /** Also search by the vectors of the next embedder. */
  next?: boolean;
  perQuery?: string;
  firstStage?: boolean;
  compare?: string[];
}

/** `kilde eval`: loads judged test sets through the real pipeline into a throw-away database and searches them. */
export async function evaluate(config: Config, options: EvalOptions): Promise<number> {
  if (options.compare) return compare(options.compare, options);
  const plans = await readPlans(options);
  if (options.firstStage) return evaluateFirstStage(config, plans, options);
  const { perQuery, next } = options;
  if (perQuery) writeTo(perQuery);
  const several = Boolean(options.baseline || next);
  const rows: Row[] = [];
  const print = printer(options);
  await withThrowAwayKilde(config, async ({ connection }, client) => {
    const texts = options.baseline ? await openPlainTexts(connection) : null;
    const measure = async (sets: Sets) => {
      for await (const run of runs(plans, client, texts, sets)) {
        if (perQuery) appendFileSync(perQuery, toLines(run));
        rows.push(rowOf(run, several));
        print.row(rows.at(-1)!);
      }
    };
    await (next
      ? onWorker(connection, config, async (app) => measure(await bothSets(app)))
      : measure([['kilde', async () => {}]]));
    await texts?.close();
  });
  print.end(new Set(rows.map(({ set }) => set)).size > 1 ? meanRows(rows) : []);
  return 0;
}

/** The embedding sets that searches are measured with, by the name of the system, and how searches are made to use one. */
type Sets = [name: string, use: () => Promise<unknown>][];

/** Both embedders' sets are begun before documents come in, so that each gets vectors of all. */
async function bothSets(app: INestApplicationContext): Promise<Sets> {
  const [live, next] = await app.get(VectorSets).begin();
  if (!next)
    throw new KildeError(
      'bad-option',
      400,
      '--next compares with KILDE_NEXT_EMBEDDER, which is not set or is the configured embedder itself.',
    );
  const sets = app.get(EmbeddingSetsRepository);
  const use = async ({ set }: OpenSet) => {
    if (!(await sets.makeLive(set.id))) throw new Error(`The set of ${set.model} is not complete.`);
  };
  return [
    ['kilde', () => use(live!)],
    ['kilde-next', () => use(next)],
  ];
}

async function* runs(
  plans: Plan[],
  client: Client,
  texts: PlainTexts | null,
  sets: Sets,
): AsyncGenerator<Run> {
  for (const plan of plans) {
    const place = await plan.load(client);
    const systems: [system: System, use: () => Promise<unknown>][] = [
      ...sets.map(([name, use]): [System, typeof use] => [kilde(client, place, name), use]),
      ...(texts ? await baselines(texts, place) : []).map((one): [System, () => Promise<void>] => [
        one,
        async () => {},
      ]),
    ];
    for (const questions of plan.questions) {
      for (const [system, use] of systems) {
        await use();
        const note = progressOf(questions.name, system.name, questions.queries.length);
        yield { set: questions.name, system: system.name, judged: await ask(questions, system, note) };
      }
    }
  }
}

async function evaluateFirstStage(config: Config, plans: Plan[], form: Form): Promise<number> {
  const print = printer(form);
  await withThrowAwayKilde({ ...config, reranker: { kind: 'none' } }, async ({ search }, client) => {
    for (const plan of plans) {
      const place = await plan.load(client);
      for (const questions of plan.questions) {
        const note = progressOf(questions.name, 'two searches each', questions.queries.length);
        print.row(await firstStage(search, questions, place, note));
      }
    }
  });
  print.end();
  return 0;
}

/** Empties the file, so that one that cannot be written is known before the work is done. */
function writeTo(file: string): void {
  try {
    writeFileSync(file, '');
  } catch (error) {
    const { message } = error as Error;
    throw new KildeError('bad-option', 400, `--per-query: ${file} cannot be written (${message}).`);
  }
}
