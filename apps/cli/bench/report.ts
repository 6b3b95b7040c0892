import type { StatementFloors } from '#corpus';
import {
  percentile,
  STAGES,
  type AnswerCost,
  type IngestionCost,
  type Latency,
  type SearchCost,
} from './measure.js';
import type { Memory } from './memory.js';
import { printTable, shown } from '../table.js';

/** A figure of ours beside the least it could be, both in milliseconds, and how many times the least it is. */
export interface Beside {
  ms: number;
  floorMs: number;
  ratio: number;
}

export interface StageReport extends Beside {
  stage: string;
  documentsPerSecond: number;
  passagesPerSecond: number;
}

export interface Percentiles {
  p50: Beside;
  p95: Beside;
}

/** What was measured at one size. `ms` of a stage is per document. */
export interface SizeReport {
  size: number;
  passages: number;
  ingestion: { documents: number; passages: number; failed: number; stages: StageReport[] };
  search: {
    idle: Percentiles & { rounds: Latency[] };
    /** Of an idle search, on average: milliseconds and the share of all. A stage `a.b` is part of stage `a`. */
    stages: { stage: string; ms: number; share: number }[];
    busy: Percentiles & { meanwhile: number };
  };
  /** Beside the idle search of the same run; `answered` is a share, the others were refused. */
  answer: { firstSentence: Percentiles; whole: Percentiles; answered: number };
  floors: {
    selectMs: number;
    insertTextMs: number;
    insertVectorMs: number;
    vectorQueryMs: number;
    vectorQueryRows: number;
    requestMs: number;
  };
  memory: (Memory & { startMB: number | null })[];
}

export interface BenchReport {
  /** `loadBefore`: runnable processes in the minute before, on average; well above 0 makes every figure doubtful. */
  machine: { cores: number; processor: string; node: string; platform: string; loadBefore: number };
  text: string;
  queries: number;
  rounds: number;
  sizes: SizeReport[];
}

interface Measured {
  size: number;
  passages: number;
  ingestion: IngestionCost;
  floor: StatementFloors & { rows: number; query: number[]; request: number[] };
  idle: SearchCost;
  answer: AnswerCost;
  busy: Latency;
  /** Documents ingested while the busy search was measured. */
  meanwhile: number;
  memory: Memory[];
  atStart: Memory[];
}

/** Puts the floor beside every figure. */
export function sizeReport(measured: Measured): SizeReport {
  const { size, passages, ingestion, floor, idle, answer, busy, meanwhile, memory, atStart } = measured;
  const selectMs = percentile(floor.select, 0.5);
  const insertTextMs = percentile(floor.insertText, 0.5);
  const insertVectorMs = percentile(floor.insertVector, 0.5);
  const eachMs = insertTextMs + insertVectorMs;
  const { documents } = ingestion;
  // Every stage tells the database that it begins; storing adds a text and a vector a passage.
  const floorOf = {
    parse: selectMs,
    chunk: selectMs,
    embed: selectMs,
    store: selectMs + (eachMs * ingestion.passages) / documents,
  };
  const stage = (name: string, totalMs: number, floorMs: number): StageReport => ({
    stage: name,
    ...beside(totalMs / documents, floorMs),
    documentsPerSecond: (documents * 1000) / totalMs,
    passagesPerSecond: (ingestion.passages * 1000) / totalMs,
  });
  const all = Object.values(floorOf).reduce((sum, ms) => sum + ms, 0);
  const bare = { p50Ms: percentile(floor.query, 0.5), p95Ms: percentile(floor.query, 0.95) };
  const latency = ({ p50Ms, p95Ms }: Latency, least: Latency): Percentiles => ({
    p50: beside(p50Ms, least.p50Ms),
    p95: beside(p95Ms, least.p95Ms),
  });
  return {
    size,
    passages,
    ingestion: {
      documents,
      passages: ingestion.passages,
      failed: ingestion.failed,
      stages: [
        ...STAGES.map((name) => stage(name, ingestion.stageMs[name], floorOf[name])),
        stage('whole', ingestion.wallMs, all),
      ],
    },
    search: {
      idle: { ...latency(idle, bare), rounds: idle.rounds },
      stages: stageShares(idle.stageMs),
      busy: { ...latency(busy, bare), meanwhile },
    },
    answer: {
      firstSentence: latency(answer.firstSentence, idle),
      whole: latency(answer.whole, idle),
      answered: answer.answered,
    },
    floors: {
      selectMs,
      insertTextMs,
      insertVectorMs,
      vectorQueryMs: percentile(floor.query, 0.5),
      vectorQueryRows: floor.rows,
      requestMs: percentile(floor.request, 0.5),
    },
    memory: memory.map((entry) => ({
      ...entry,
      startMB: atStart.find((start) => start.process === entry.process)?.nowMB ?? null,
    })),
  };
}

function stageShares(stageMs: Map<string, number>): SizeReport['search']['stages'] {
  const all = [...stageMs].reduce((sum, [stage, ms]) => (stage.includes('.') ? sum : sum + ms), 0);
  return [...stageMs].map(([stage, ms]) => ({ stage, ms, share: ms / all }));
}

function beside(ms: number, floorMs: number): Beside {
  return { ms, floorMs, ratio: ms / floorMs };
}

/** One line on the machine, and what was measured with. */
export function printHead({ machine, text, queries, rounds }: Omit<BenchReport, 'sizes'>): void {
  console.log(
    `${machine.cores} cores (${machine.processor}), Node ${machine.node}, ${machine.platform}, load before ${machine.loadBefore.toFixed(1)}. Text: ${text}. ${queries} queries, median of ${rounds} rounds.`,
  );
}

/** What the floors are. */
export function printFoot(): void {
  console.log(
    '\nFloors, on the same engine in the same run: a stage that begins, SELECT 1; a passage stored, one INSERT of 1 kB of text and one of a vector; ' +
      'a search, the exact vector query over as many rows, without joins and texts; an answer, the search of the same query; memory, the process after the first document.',
  );
}

/** The rounds of the search, as soon as they are measured: what follows takes many minutes. */
export function printRounds(passages: number, rounds: Latency[]): void {
  const each = rounds.map(({ p50Ms, p95Ms }) => `${shown(p50Ms)}/${shown(p95Ms)}`);
  console.log(`\n${passages} passages: p50/p95 of each round of idle search, ms: ${each.join(', ')}`);
}

/** The figures of one size as tables. */
export function printSize({ passages, ingestion, search, answer, floors, memory }: SizeReport): void {
  console.log(
    `\n${passages} passages: ${ingestion.documents} documents with ${ingestion.passages} passages came in${ingestion.failed > 0 ? `, ${ingestion.failed} FAILED` : ''}`,
  );
  printTable(
    ['ingestion', 'documents/s', 'passages/s', 'ms/document', 'floor ms', 'ratio'],
    ingestion.stages.map((stage) => [
      stage.stage,
      shown(stage.documentsPerSecond),
      shown(stage.passagesPerSecond),
      shown(stage.ms),
      shown(stage.floorMs),
      shown(stage.ratio),
    ]),
  );
  const row = (name: string, { ms, floorMs, ratio }: Beside) => [
    name,
    shown(ms),
    shown(floorMs),
    shown(ratio),
  ];
  printTable(
    ['search', 'ms', 'floor ms', 'ratio'],
    [
      row('idle p50', search.idle.p50),
      row('idle p95', search.idle.p95),
      row('while ingesting p50', search.busy.p50),
      row('while ingesting p95', search.busy.p95),
    ],
  );
  printTable(
    ['answer', 'ms', 'search ms', 'ratio'],
    [
      row('first sentence p50', answer.firstSentence.p50),
      row('first sentence p95', answer.firstSentence.p95),
      row('whole p50', answer.whole.p50),
      row('whole p95', answer.whole.p95),
    ],
  );
  console.log(
    `  (extractive; ${(answer.answered * 100).toFixed(0)} % of the queries were answered, the others refused)`,
  );
  printTable(
    ['search by stage', 'ms', 'share'],
    search.stages.map(({ stage, ms, share }) => [
      stage.replace(/^.*\./, '  '),
      shown(ms),
      `${(share * 100).toFixed(0)} %`,
    ]),
  );
  console.log(
    `  (${search.busy.meanwhile} documents came in during the searches. Bare: SELECT 1 ${shown(floors.selectMs)} ms, INSERT text ${shown(floors.insertTextMs)} ms, ` +
      `INSERT vector ${shown(floors.insertVectorMs)} ms, vector query over ${floors.vectorQueryRows} rows ${shown(floors.vectorQueryMs)} ms, HTTP request ${shown(floors.requestMs)} ms)`,
  );
  printTable(
    ['memory', 'MB now', 'MB peak', 'MB at start', 'ratio'],
    memory.map(({ process, nowMB, peakMB, startMB }) => [
      process,
      shown(nowMB),
      shown(peakMB),
      shown(startMB),
      shown(nowMB && startMB && nowMB / startMB),
    ]),
  );
  const peaks = memory.map(({ peakMB }) => peakMB);
  if (!peaks.includes(null))
    console.log(`  (peaks together ${shown(peaks.reduce<number>((sum, peak) => sum + peak!, 0))} MB)`);
}
