import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Parsers } from '#ingestion';
import { groupBy } from '#platform';
import { printTable, shown } from '../table.js';
import { PeerMissing, peerOf, type Peer } from './peers.js';
import { check, type CheckedFile } from './read-files.js';
import { wordF1 } from './word-f1.js';

/** A file that both have read. */
interface Pair {
  file: string;
  f1: number;
  /** 0 where there are none, or where text was recognised, which no other reader does. */
  pages: number;
  ms: number;
  peerMs: number;
}

export interface Comparison {
  format: string;
  peer: string;
  /** Both read them. */
  files: number;
  /** Only we, or only the peer, found words in them. */
  onlyWe: string[];
  onlyPeer: string[];
  medianF1: number;
  worst: { file: string; f1: number }[];
  /** One file at a time, each by both; null for formats without pages. */
  pagesPerSecond: number | null;
  peerPagesPerSecond: number | null;
}

const WORST = 10;

/**
 * Reads the files again with independent readers, and compares the words.
 * @returns as they are measured, a row for each format, or a sentence where its reader is not installed
 */
export async function* compare(
  files: CheckedFile[],
  parsers: Parsers,
  done: (text: string) => void,
): AsyncGenerator<Comparison | string> {
  for (const [format, own] of groupBy(files, (file) => file.format)) {
    const peer = peerOf(format);
    if (!peer) continue;
    const scratch = mkdtempSync(join(tmpdir(), 'kilde-peers-'));
    try {
      yield await compareFormat(format, own, peer, parsers, scratch, done);
    } catch (error) {
      if (!(error instanceof PeerMissing)) throw error;
      yield `${format} is not compared, because ${peer.name} is not installed: apt-get install --no-install-recommends ${peer.packages}`;
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
}

async function compareFormat(
  format: string,
  files: CheckedFile[],
  peer: Peer,
  parsers: Parsers,
  scratch: string,
  done: (text: string) => void,
): Promise<Comparison> {
  const pairs: Pair[] = [];
  const [onlyWe, onlyPeer]: [string[], string[]] = [[], []];
  const read = peer.read(
    files.map(({ path }) => path),
    scratch,
  );
  for (const [at, { file, path, text, pages, recognised }] of files.entries()) {
    const bytes = readFileSync(path);
    const isTimed = pages > 0 && recognised === 0;
    const ms = isTimed ? (await check(parsers, path, file, bytes)).ms : 0;
    const begun = performance.now();
    const theirs = (await read.next()).value ?? '';
    const peerMs = performance.now() - begun;
    const ours = peer.ours ? await peer.ours(bytes).catch(() => '') : text;
    const [weRead, theyRead] = [ours, theirs].map((one) => /[\p{L}\p{N}]/u.test(one));
    if (weRead && theyRead)
      pairs.push({ file, f1: wordF1(ours, theirs), pages: isTimed ? pages : 0, ms, peerMs });
    else if (weRead) onlyWe.push(file);
    else if (theyRead) onlyPeer.push(file);
    done(`${format}: ${at + 1}/${files.length} by ${peer.name}`);
  }
  const timed = pairs.filter((pair) => pair.pages > 0);
  const sum = (value: (pair: Pair) => number) => timed.reduce((total, pair) => total + value(pair), 0);
  const pages = sum((pair) => pair.pages);
  const speed = (ms: number) => (pages > 0 ? (pages * 1000) / ms : null);
  const sorted = pairs.sort((a, b) => a.f1 - b.f1);
  return {
    ...{ format, peer: peer.name, files: pairs.length, onlyWe, onlyPeer },
    medianF1: medianOf(sorted.map(({ f1 }) => f1)),
    worst: sorted.slice(0, WORST).map(({ file, f1 }) => ({ file, f1 })),
    pagesPerSecond: speed(sum(({ ms }) => ms)),
    peerPagesPerSecond: speed(sum(({ peerMs }) => peerMs)),
  };
}

/** Of sorted values; 0 of none. */
function medianOf(sorted: number[]): number {
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? 0 : (low + high) / 2;
}

export function printComparison(row: Comparison | string): void {
  if (typeof row === 'string') return console.log(`\n${row}`);
  printTable(
    ['format', 'beside', 'both read', 'only we', 'only it', 'median F1', 'pages/s', 'its pages/s'],
    [
      [
        ...[row.format, row.peer, row.files, row.onlyWe.length, row.onlyPeer.length].map(String),
        row.medianF1.toFixed(4),
        ...[row.pagesPerSecond, row.peerPagesPerSecond].map((speed) => (speed === null ? '' : shown(speed))),
      ],
    ],
  );
  console.log('  Least alike:');
  for (const { file, f1 } of row.worst) console.log(`    ${f1.toFixed(3)} ${file}`);
  for (const file of row.onlyPeer) console.log(`    only the other reader finds words in ${file}`);
}

export const ABOUT_COMPARISONS =
  '\n  F1 is over words; of PDFs over those of the text layer, before running heads are left out. Pages a second are of' +
  '\n  files without recognised text, one at a time, by both in turn; the other reader starts anew for each.';
