import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { KildeError } from '#platform';

/** Metadata by file, from a manifest beside the files. */
export type Manifest = Map<string, Record<string, string>>;

/**
 * Reads a `manifest.csv`: a header with at least the column `file`, then a row a file. Files are named relative to
 * the manifest's folder.
 * @throws KildeError `bad-manifest` that names the line
 */
export function readManifest(path: string): Manifest {
  const bad = (what: string) =>
    new KildeError('bad-manifest', 400, `The manifest ${path} cannot be used: ${what}.`);
  if (!existsSync(path)) throw bad('there is no such file');
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
    rows = parse(text, {
      columns: true,
      bom: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as typeof rows;
  } catch (error) {
    throw bad(
      (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
        ? 'it is not UTF-8; save it as UTF-8'
        : (error as Error).message,
    );
  }
  const manifest: Manifest = new Map();
  for (const { record, info } of rows) {
    if (record.file === undefined)
      throw bad(
        'its first line lacks the column "file"; expected a header such as file,key,title,kind,language,date,validFrom,validTo',
      );
    const { file, ...metadata } = record;
    if (file === '') throw bad(`line ${info.lines} names no file`);
    if (file.split(/[/\\]/).includes('..') || file.startsWith('/'))
      throw bad(`line ${info.lines} names a file outside its folder: "${file}"`);
    if (!existsSync(join(dirname(path), file)))
      throw bad(
        `line ${info.lines} names a file that is not there: "${file}"; correct the name or remove the line`,
      );
    if (manifest.has(file)) throw bad(`line ${info.lines} names "${file}" a second time`);
    manifest.set(file, metadata);
  }
  return manifest;
}
