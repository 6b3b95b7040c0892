import type { Config } from '#platform';
import { queryWeights } from '#retrieval';
import { fit, KINDS, type ScoredSet, type WeightsByKind } from '../eval/fit.js';
import { gatherScores } from '../eval/inside.js';
import { mean } from '../eval/measures.js';
import { readPlans, type Wanted } from '../eval/plans.js';
import { printer } from '../eval/report.js';
import { progressOf } from '../progress.js';
import { withThrowAwayKilde } from '../throw-away.js';

export interface TuneOptions extends Wanted {
  json?: boolean;
}

/** A part that weighs nothing is not counted at all, so while the parts are gathered each weighs something. */
const GATHERING: WeightsByKind = {
  question: { vector: 0.5, window: 0.3 },
  keywords: { vector: 0.8, window: 0.1 },
};

/**
 * `kilde tune`: searches judged test sets once, and finds the weights that would have ranked best, for the embedder that
 * is configured. Each set's "left out" score is by weights fitted on the other sets.
 */
export async function tune(config: Config, options: TuneOptions): Promise<number> {
  const plans = await readPlans(options);
  const sets: ScoredSet[] = [];
  const gathering: Config = { ...config, weights: GATHERING, reranker: { kind: 'none' } };
  await withThrowAwayKilde(gathering, async ({ search }, client) => {
    for (const plan of plans) {
      const place = await plan.load(client);
      for (const questions of plan.questions) {
        const { name: set, queries } = questions;
        const note = progressOf(set, 'gathering scores', queries.length);
        sets.push({ set, queries: await gatherScores(search, questions, place, note) });
      }
    }
  });
  const current = {
    question: queryWeights(true, config.weights),
    keywords: queryWeights(false, config.weights),
  };
  const { fitted, rows } = fit(sets, current);
  if (options.json) console.log(JSON.stringify({ rows, current, fitted }));
  else print(rows, current, fitted);
  return 0;
}

function print(rows: ReturnType<typeof fit>['rows'], current: WeightsByKind, fitted: WeightsByKind): void {
  const lines = printer({});
  rows.forEach(lines.row);
  const meanOf = (name: 'current' | 'fitted' | 'left out') => mean(rows.map((row) => row[name]));
  const means = { current: meanOf('current'), fitted: meanOf('fitted'), 'left out': meanOf('left out') };
  lines.end([{ set: 'mean', ...means }]);
  console.log(
    rows.length > 1 && means['left out'] > means.current
      ? '\nnDCG@10. Sets that had no say gain as well: worth setting.'
      : '\nnDCG@10. No gain on sets that had no say: better to leave the weights as they are.',
  );
  for (const kind of KINDS) {
    for (const part of ['vector', 'window'] as const)
      console.log(
        `KILDE_${kind.toUpperCase()}_${part.toUpperCase()}_WEIGHT=${fitted[kind][part]}   # now ${current[kind][part]}`,
      );
  }
}
