import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { KildeError } from '#platform';
import { readManifest, type Manifest } from './manifest.js';

export interface FoundFile {
  path: string;
  /** Path relative to the folder that was named, with forward slashes; what the document is called by default. */
  name: string;
  /** From a manifest, without the column `file`. */
  metadata: Record<string, string>;
}

/** Files that describe others, or that systems leave behind. */
const NOT_DOCUMENTS = new Set(['manifest.csv', 'corpus.json', 'Thumbs.db']);

/**
 * The documents among files and folders, in the order of their names; hidden ones are left out. A folder's own
 * manifest.csv is heeded, or the one given.
 * @throws KildeError `no-such-file`, `bad-manifest`
 */
export function findFiles(paths: string[], manifestPath?: string): FoundFile[] {
  const given = manifestPath ? readManifest(manifestPath) : null;
  return paths.flatMap((path) => {
    if (!existsSync(path)) throw new KildeError('no-such-file', 400, `There is no file or folder "${path}".`);
    if (statSync(path).isFile())
      return [{ path, name: basename(path), metadata: given?.get(basename(path)) ?? {} }];
    const own = join(path, 'manifest.csv');
    const manifest: Manifest =
      given ?? (existsSync(own) ? readManifest(own) : new Map<string, Record<string, string>>());
    return filesIn(resolve(path)).map((file) => {
      const name = relative(resolve(path), file).split(sep).join('/');
      return { path: file, name, metadata: manifest.get(name) ?? {} };
    });
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && !NOT_DOCUMENTS.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory()
        ? filesIn(join(folder, entry.name))
        : entry.isFile()
          ? [join(folder, entry.name)]
          : [],
    );
}
