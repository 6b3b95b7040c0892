import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Parsers } from '#ingestion';
import { groupBy } from '#platform';
import { random } from '../bench/random.js';
import type { FoundFile } from '../find-files.js';
import { mutate } from './mutate.js';
import { check, endingOf, type CheckedFile } from './read-files.js';
import { storedZip } from './stored-zip.js';

/** Larger files take longer and find no more. */
const LARGEST = 60_000;
const FILES_A_FORMAT = 20;

export interface Fuzzing {
  mutations: number;
  seed: number;
  atATime: number;
}

/**
 * Reads so many mutations of the small files of each format. What crashed a parser or took too long is written to a
 * new folder, and its path is part of the result.
 */
export async function fuzz(
  files: FoundFile[],
  parsers: Parsers,
  { mutations, seed, atATime }: Fuzzing,
  done: (text: string) => void,
): Promise<CheckedFile[]> {
  const checked: CheckedFile[] = [];
  const kept = mkdtempSync(join(tmpdir(), 'kilde-fuzz-'));
  for (const [format, own] of groupBy(files, ({ name }) => endingOf(name))) {
    const seeds = seedsOf(own);
    if (seeds.length === 0) continue;
    const left = Array.from({ length: mutations }, (_, at) => at).values();
    const work = async () => {
      for (const at of left) {
        const bytes = mutate(seeds[at % seeds.length]!, random(seed, at));
        const name = `${format}-${seed}-${at}.${format}`;
        const one = await check(parsers, join(kept, name), name, bytes);
        if (one.outcome === 'crashed' || one.outcome === 'timedOut') writeFileSync(one.path, bytes);
        checked.push({ ...one, text: '' });
        done(`${format}: ${at + 1}/${mutations} mutations`);
      }
    };
    await Promise.all(Array.from({ length: atATime }, work));
  }
  return checked;
}

/** The smallest files, archives also with their members uncompressed. */
function seedsOf(files: FoundFile[]): Buffer[] {
  return files
    .map(({ path }) => readFileSync(path))
    .filter(({ length }) => length > 0 && length <= LARGEST)
    .sort((a, b) => a.length - b.length)
    .slice(0, FILES_A_FORMAT)
    .flatMap((bytes) => [bytes, storedZip(bytes)].filter((one) => one !== null));
}
