import { appendFileSync, writeFileSync } from 'node:fs';
import { openPlainTexts, type PlainTexts } from '#corpus';
import { KildeError, type Config } from '#platform';
import type { Client } from '../client.js';
import { firstStage } from '../eval/first-stage.js';
import { readPlans, type Plan, type Wanted } from '../eval/plans.js';
import { meanRows, printer, rowOf, type Form, type Row } from '../eval/report.js';
import { ask, toLines, type Run } from '../eval/runs.js';
import { baselines, kilde } from '../eval/systems.js';
import { progressOf } from '../progress.js';
import { withThrowAwayKilde } from '../throw-away.js';
import { compare, type CompareOptions } from './compare.js';

export interface EvalOptions extends Wanted, Form, CompareOptions {
  baseline?: boolean;
  perQuery?: string;
  firstStage?: boolean;
  compare?: string[];
}

/** `kilde eval`: loads judged test sets through the real pipeline into a throw-away database and searches them. */
export async function evaluate(config: Config, options: EvalOptions): Promise<number> {
  if (options.compare) return compare(options.compare, options);
  const plans = await readPlans(options);
  if (options.firstStage) return evaluateFirstStage(config, plans, options);
  const { perQuery } = options;
  if (perQuery) writeTo(perQuery);
  const rows: Row[] = [];
  const print = printer(options);
  await withThrowAwayKilde(config, async ({ connection }, client) => {
    const texts = options.baseline ? await openPlainTexts(connection) : null;
    for await (const run of runs(plans, client, texts)) {
      if (perQuery) appendFileSync(perQuery, toLines(run));
      rows.push(rowOf(run, texts !== null));
      print.row(rows.at(-1)!);
    }
    await texts?.close();
  });
  print.end(new Set(rows.map(({ set }) => set)).size > 1 ? meanRows(rows) : []);
  return 0;
}

async function* runs(plans: Plan[], client: Client, texts: PlainTexts | null): AsyncGenerator<Run> {
  for (const plan of plans) {
    const place = await plan.load(client);
    const systems = [kilde(client, place), ...(texts ? await baselines(texts, place) : [])];
    for (const questions of plan.questions) {
      for (const system of systems) {
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
