import { availableParallelism, cpus, loadavg } from 'node:os';
import { printTable, shown } from '../../table.js';
import type { Load, Measured } from './search.js';

/** One line on the machine, and what was measured with. */
export function printHead(text: string, queries: number, rounds: number): void {
  console.log(
    `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, load before ${loadavg()[0]!.toFixed(1)}. Text: ${text}. ${queries} queries, median of ${rounds} rounds.`,
  );
}

export function printSize(size: number): void {
  console.log(`\n${size} passages`);
}

/** One line on a system under load, beside ours under the same. */
export function printLoad({ system, clients, p50Ms, p95Ms, perSecond }: Load, ours: Load): void {
  const by = clients === 1 ? '1 client' : `${clients} clients`;
  console.log(
    `  ${`${system}, ${by}:`.padEnd(30)} p50 ${shown(p50Ms)} ms, p95 ${shown(p95Ms)} ms (${shown(p95Ms / ours.p95Ms)} of ours), ${shown(perSecond)} queries/s`,
  );
}

/** The other figures of one size as tables. */
export function printReport({ stages, recalls }: Measured): void {
  printTable(
    ['by stage, 1 client', 'ms'],
    stages.map(([stage, ms]) => [stage.replace(/^.*\./, '  '), shown(ms)]),
  );
  printTable(
    ['vector lane, in scope', 'recall@10', 'p50 ms', 'p95 ms'],
    recalls.map(({ kept, recall, p50Ms, p95Ms }) => [
      ...[kept, recall.toFixed(3), shown(p50Ms), shown(p95Ms)],
    ]),
  );
}
