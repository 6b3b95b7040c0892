import { availableParallelism, cpus, loadavg } from 'node:os';
import { printTable, shown } from '../../table.js';
import type { Measured } from './search.js';

export interface SizeReport extends Measured {
  size: number;
}

/** One line on the machine, and what was measured with. */
export function printHead(text: string, queries: number, rounds: number): void {
  console.log(
    `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, load before ${loadavg()[0]!.toFixed(1)}. Text: ${text}. ${queries} queries, median of ${rounds} rounds.`,
  );
}

/** The figures of one size as tables. */
export function printReport({ size, loads, stages, recalls }: SizeReport): void {
  console.log(`\n${size} passages`);
  const ours = (clients: number) => loads.find((load) => load.clients === clients)!;
  printTable(
    ['search', 'clients', 'p50 ms', 'p95 ms', 'queries/s', 'p95 to ours'],
    loads.map(({ system, clients, p50Ms, p95Ms, perSecond }) => [
      ...[system, String(clients), shown(p50Ms), shown(p95Ms), shown(perSecond)],
      shown(p95Ms / ours(clients).p95Ms),
    ]),
  );
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
