import { readFileSync } from 'node:fs';
import { ParseFailure, ParserStopped, type Parsers } from '#ingestion';
import type { FoundFile } from '../find-files.js';

/** What became of a file. */
export interface CheckedFile {
  file: string;
  path: string;
  /** The ending of its name. */
  format: string;
  outcome: 'read' | 'refused' | 'crashed' | 'timedOut';
  /** Of what is not read: the code and the sentence for the curator. */
  reason: { code: string; message: string } | null;
  warnings: string[];
  text: string;
  pages: number;
  /** Pages whose text had to be recognised. */
  recognised: number;
  ms: number;
  peakMB: number;
}

/** Reads files through the parser processes, so many at a time, and says after each how many are done. */
export async function readFiles(
  files: FoundFile[],
  parsers: Parsers,
  atATime: number,
  done: (count: number) => void,
): Promise<CheckedFile[]> {
  const checked: CheckedFile[] = [];
  const left = files.entries();
  const work = async () => {
    for (const [at, { path, name }] of left) {
      checked[at] = await check(parsers, path, name, readFileSync(path));
      done(Object.keys(checked).length);
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return checked;
}

/** Reads one file. */
export async function check(
  { parseApart }: Parsers,
  path: string,
  file: string,
  bytes: Uint8Array,
): Promise<CheckedFile> {
  const nothing = { reason: null, warnings: [], text: '', pages: 0 };
  const recognised = new Set<number>();
  const format = endingOf(file);
  let peakMB = 0;
  const begun = performance.now();
  const outcome = await parseApart(bytes, file, undefined, (news) => {
    if ('peakMB' in news) peakMB = news.peakMB;
    else if ('page' in news && news.recognised) recognised.add(news.page);
  }).then(
    ({ text, warnings, pages }) => ({
      ...{ outcome: 'read' as const, reason: null, text, warnings },
      pages: pages.at(-1)?.page ?? 0,
    }),
    (error: unknown) => ({ ...nothing, ...refusal(error) }),
  );
  const ms = performance.now() - begun;
  return { file, path, format, ...outcome, recognised: recognised.size, ms, peakMB };
}

/** The ending of a file's name, which tells formats apart here. */
export function endingOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '(none)';
}

function refusal(error: unknown): Pick<CheckedFile, 'outcome' | 'reason'> {
  if (!(error instanceof ParseFailure)) throw error;
  const { code, message } = error;
  const stopped = error instanceof ParserStopped;
  const outcome = code === 'timeout' ? 'timedOut' : stopped && code === 'corrupt' ? 'crashed' : 'refused';
  return { outcome, reason: { code, message: error.cause ? `${message}\n${String(error.cause)}` : message } };
}
