import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { BackupHeader, BackupRows } from '#corpus';
import { KildeError } from '#platform';

/**
 * The file of a backup: gzip of lines. The first says what it is; then a line a row, table and JSON with a tab
 * between; the last says how many rows there are of each table, and the SHA-256 of all lines before it.
 */
const FORMAT = 1;

export interface First extends BackupHeader {
  kilde: 'backup';
  format: number;
  createdAt: string;
}

export interface Last {
  rows: Record<string, number>;
  sequences: Record<string, number>;
  sha256: string;
}

/** Rows are handed on in portions of about this many characters. */
const PORTION = 2_000_000;
const MOST_ROWS = 500;
const NOT_WRITABLE = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT']);

/** Writes a backup under another name first, so that a file by this name is always whole. Returns rows by table. */
export async function writeBackup(
  file: string,
  header: BackupHeader,
  rows: AsyncIterable<BackupRows>,
  sequences: () => Promise<Record<string, number>>,
  progress: (rows: number) => void,
): Promise<Last['rows']> {
  const counts: Last['rows'] = {};
  const partial = `${file}.partial`;
  let done = 0;
  async function* text() {
    const hash = createHash('sha256');
    const hashed = (lines: string) => {
      hash.update(lines);
      return lines;
    };
    const first: First = { kilde: 'backup', format: FORMAT, createdAt: new Date().toISOString(), ...header };
    yield hashed(`${JSON.stringify(first)}\n`);
    for await (const { table, rows: some } of rows) {
      counts[table] = (counts[table] ?? 0) + some.length;
      progress((done += some.length));
      yield hashed(some.map((row) => `${table}\t${row}\n`).join(''));
    }
    const last: Last = { rows: counts, sequences: await sequences(), sha256: hash.digest('hex') };
    yield `${JSON.stringify(last)}\n`;
  }
  try {
    await pipeline(Readable.from(text()), createGzip(), createWriteStream(partial, { mode: 0o600 }));
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    if (!NOT_WRITABLE.has(code ?? '')) throw error;
    throw new KildeError(
      'not-writable',
      507,
      `${file} cannot be written (${message}). Choose a folder that exists, has room, and may be written to.`,
    );
  }
  return counts;
}

/**
 * Reads a backup from its first line to its last, without keeping it.
 * @throws KildeError `bad-backup` when it is not one, is cut off, or was changed
 */
export async function checkBackup(file: string): Promise<{ first: First; last: Last }> {
  const hash = createHash('sha256');
  const counts: Last['rows'] = {};
  let first: First | undefined;
  let held: string | undefined;
  for await (const line of lines(file)) {
    if (held !== undefined) {
      hash.update(`${held}\n`);
      if (first) {
        const table = held.slice(0, held.indexOf('\t'));
        counts[table] = (counts[table] ?? 0) + 1;
      } else first = readFirst(file, held);
    }
    held = line;
  }
  const last = first && held?.startsWith('{') ? (JSON.parse(held) as Last) : undefined;
  if (!first || !last?.sha256) throw bad(file, 'it is cut off, or it is no backup of Kilde');
  if (last.sha256 !== hash.digest('hex') || JSON.stringify(last.rows) !== JSON.stringify(counts))
    throw bad(file, 'its content has changed since it was written');
  return { first, last };
}

/** The rows of a backup that was found good, in portions. */
export async function* backupRows(file: string): AsyncGenerator<BackupRows> {
  let portion: BackupRows = { table: '', rows: [] };
  let size = 0;
  let isFirst = true;
  for await (const line of lines(file)) {
    const tab = line.indexOf('\t');
    const table = line.startsWith('{') ? '' : line.slice(0, tab);
    if (
      portion.rows.length > 0 &&
      (table !== portion.table || size > PORTION || portion.rows.length >= MOST_ROWS)
    ) {
      yield portion;
      portion = { table, rows: [] };
      size = 0;
    }
    if (table !== '') {
      portion = { table, rows: portion.rows };
      portion.rows.push(line.slice(tab + 1));
      size += line.length;
    } else if (!isFirst) return;
    isFirst = false;
  }
}

function readFirst(file: string, line: string): First {
  const first = isJson(line) ? (JSON.parse(line) as First) : undefined;
  if (first?.kilde !== 'backup') throw bad(file, 'it is no backup of Kilde');
  if (first.format > FORMAT) throw bad(file, 'it was made by a newer Kilde; restore it with that one');
  return first;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function* lines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const text = source.pipe(createGunzip());
  source.on('error', (error) => text.destroy(error));
  let parts: string[] = [];
  try {
    for await (const chunk of text.setEncoding('utf8') as AsyncIterable<string>) {
      const pieces = chunk.split('\n');
      for (const piece of pieces.slice(0, -1)) {
        parts.push(piece);
        yield parts.join('');
        parts = [];
      }
      parts.push(pieces.at(-1)!);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new KildeError('no-backup', 404, `There is no file ${file}.`);
    if (/^(?:Z_|ERR_|EISDIR)/.test(code ?? '')) throw bad(file, `it cannot be unpacked (${message})`);
    throw error;
  }
  if (parts.join('') !== '') yield parts.join('');
}

function bad(file: string, why: string): KildeError {
  return new KildeError('bad-backup', 400, `${file} cannot be restored: ${why}. Nothing was changed.`);
}
