import { z } from 'zod';
import { groupBy, KildeError } from '#platform';
import { readJsonLines } from '../json-lines.js';
import { firstRelevant, measure, type Questions } from './measures.js';
import type { System } from './systems.js';

const Judged = z.object({
  query: z.string(),
  'nDCG@10': z.number(),
  'recall@10': z.number(),
  'recall@100': z.number(),
  /** The rank of the first relevant document, from 1; null when none was found. */
  first: z.int().nullable(),
  /** The best ten documents. */
  top: z.array(z.string()),
});
/** What a system made of one query. */
export type Judged = z.infer<typeof Judged>;

const Line = Judged.extend({ set: z.string(), system: z.string() });

/** What a system made of a set of questions. */
export interface Run {
  set: string;
  system: string;
  judged: Judged[];
}

/** Queries under way together, so that the database and the rest have something to do at the same time. */
const TOGETHER = 4;

/** Puts each question, and judges what is found. */
export async function ask(
  { queries, judgements }: Questions,
  { find }: System,
  note: (done: number) => void = () => {},
): Promise<Judged[]> {
  const judged: Judged[] = [];
  const waiting = queries.entries();
  let done = 0;
  const work = async () => {
    for (const [at, { id, text }] of waiting) {
      const ranking = await find(text);
      const grades = judgements.get(id)!;
      judged[at] = {
        query: id,
        ...measure(grades, ranking),
        first: firstRelevant(grades, ranking),
        top: ranking.slice(0, 10),
      };
      note(++done);
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, work));
  return judged;
}

/** A run as lines of JSON, one a query. */
export function toLines({ set, system, judged }: Run): string {
  return judged.map((own) => `${JSON.stringify({ set, system, ...own })}\n`).join('');
}

/** Reads what `kilde eval --per-query` wrote. Throws KildeError `bad-run` that names the file. */
export async function readRuns(file: string): Promise<Run[]> {
  const lines: z.infer<typeof Line>[] = [];
  for await (const value of readJsonLines(file)) {
    const line = Line.safeParse(value);
    if (!line.success)
      throw new KildeError('bad-run', 400, `${file} is no file that kilde eval --per-query wrote.`);
    lines.push(line.data);
  }
  return [...groupBy(lines, ({ set, system }) => JSON.stringify([set, system])).values()].map((own) => ({
    set: own[0]!.set,
    system: own[0]!.system,
    judged: own,
  }));
}
