import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TRAINING_DEFAULTS, trainStaticEmbedder, type DevSet } from '#models';
import type { Config } from '#platform';

export interface TrainOptions {
  pairs?: string[];
  texts?: string[];
  parallel?: string[];
  headings?: string[];
  terms?: string[];
  questions?: string[];
  dev?: string[];
  out: string;
  steps?: string;
  seed?: string;
}

/**
 * `kilde train`: trains the static embedder and writes `kilde-static.bin` with `training.json` (settings, losses,
 * dev scores) into a folder. The same files and settings give the same bytes.
 */
export async function train(_: Config, options: TrainOptions): Promise<number> {
  const { pairs = [], texts = [], parallel = [], headings = [], terms = [], questions = [] } = options;
  mkdirSync(options.out, { recursive: true });
  const settings = {
    ...TRAINING_DEFAULTS,
    ...(options.steps && { steps: Number(options.steps) }),
    ...(options.seed && { seed: Number(options.seed) }),
  };
  const result = await trainStaticEmbedder({
    ...settings,
    ...{ pairs, texts, parallel, headings, terms, questions },
    out: join(options.out, 'kilde-static.bin'),
    dev: (options.dev ?? []).map((folder): DevSet => ({
      name: basename(folder),
      queries: folder,
      corpus: folder,
    })),
    onProgress: ({ step, steps, loss, millisecondsAStep }) =>
      console.log(
        `step ${step}/${steps}  loss ${loss.toFixed(4)}  ${millisecondsAStep.toFixed(0)} ms a step`,
      ),
  });
  for (const { name, ndcg10, recall10 } of result.dev) {
    console.log(
      `${name.padEnd(20)}  nDCG@10 ${ndcg10.toFixed(4)}  recall@10 ${recall10.toFixed(4)}  (vectors alone)`,
    );
  }
  writeFileSync(join(options.out, 'training.json'), `${JSON.stringify({ settings, result }, null, 2)}\n`);
  console.log(
    `${result.name}: ${(result.bytes / 1e6).toFixed(1)} MB after ${result.seconds.toFixed(0)} s, in ${options.out}`,
  );
  return 0;
}
