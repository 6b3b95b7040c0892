import { availableParallelism, cpus, loadavg } from 'node:os';
import type { CopyFloor } from '#corpus';
import { printTable, shown } from '../../table.js';
import { STAGES } from '../measure.js';
import type { Ingested } from './ingestion.js';
import type { Stored } from './storing.js';
import { NO_PEER, type PeerIngestion } from './peer.js';

export interface IngestionReport {
  text: string;
  ours: Ingested[];
  alone: Stored;
  floor: CopyFloor;
  peer: PeerIngestion | null;
}

/** Milliseconds of storing and indexing: the workers store at the same time, the index is built at the end. */
const storing = ({ stageMs, workers, vectorIndexMs }: Ingested) => stageMs.store / workers + vectorIndexMs;

/** The figures as a table, in passages a second but for the shares. */
export function printIngestion({ text, ours, alone, floor, peer }: IngestionReport): void {
  const [first] = ours as [Ingested];
  console.log(
    `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, load at the end ${loadavg()[0]!.toFixed(1)}. Text: ${text}. ${first.passages} passages of ${first.documents} documents.`,
  );
  const rate = (passages: number, ms: number) => (1000 * passages) / ms;
  const row = (what: string, of: (run: Ingested) => number) => [what, ...ours.map((run) => shown(of(run)))];
  const least = floor.copyMs + floor.indexMs + floor.vectorIndexMs;
  const shareOfFloor = (passages: number, ms: number) => 100 * (least / first.passages / (ms / passages));
  const whole = ({ wallMs, vectorIndexMs }: Ingested) => wallMs + vectorIndexMs;
  printTable(
    ['passages a second', ...ours.map(({ workers }) => `${workers} worker${workers > 1 ? 's' : ''}`)],
    [
      ...STAGES.map((stage) => row(`${stage}, each worker`, (run) => rate(run.passages, run.stageMs[stage]))),
      row('stored and indexed', (run) => rate(run.passages, storing(run))),
      row('  as a share of the floor, %', (run) => shareOfFloor(run.passages, storing(run))),
      row('from upload to index', (run) => rate(run.passages, whole(run))),
    ],
  );
  const aloneMs = alone.storeMs + alone.vectorIndexMs;
  const others: [string, number, passages?: number][] = [
    ['COPY of the same rows', floor.copyMs],
    ['the same indexes built', floor.indexMs],
    ['the vector index built', floor.vectorIndexMs],
    ['floor: all of it', least],
    ['stored with nothing else running', alone.storeMs, alone.passages],
    ['the vector index built', alone.vectorIndexMs, alone.passages],
    ['stored and indexed alone', aloneMs, alone.passages],
    ...(peer
      ? ([
          ['PGVectorStore.addDocuments', peer.addMs],
          ['createHnswIndex', peer.indexMs],
          ['peer: all of it', peer.addMs + peer.indexMs],
        ] satisfies [string, number][])
      : []),
  ];
  printTable(
    ['beside it', 'seconds', 'passages/s'],
    others.map(([what, ms, passages = first.passages]) => [
      what,
      shown(ms / 1000),
      shown(rate(passages, ms)),
    ]),
  );
  const share = shown(shareOfFloor(alone.passages, aloneMs));
  console.log(`\nStored and indexed with nothing else running, as the floor is: ${share} % of the floor.`);
  if (!peer) console.log(`\n${NO_PEER}`);
}
