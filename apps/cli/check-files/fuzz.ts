import { mkdtempSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partsOf, storedZip, type Parsers } from '#ingestion';
import { groupBy } from '#platform';
import { random, type Random } from '../bench/random.js';
import type { FoundFile } from '../find-files.js';
import { mutate } from './mutate.js';
import { check, endingOf, type CheckedFile } from './read-files.js';

/** Larger files take longer and find no more. */
const LARGEST = 100_000;
const FILES_A_FORMAT = 20;

export interface Fuzzing {
  mutations: number;
  seed: number;
  atATime: number;
}

/** A small file, and its parts where it is an archive. */
interface Seed {
  bytes: Buffer;
  parts: Record<string, Buffer>;
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
    const seeds = await seedsOf(own, parsers);
    if (seeds.length === 0) continue;
    const left = Array.from({ length: mutations }, (_, at) => at).values();
    const work = async () => {
      for (const at of left) {
        const bytes = mutation(seeds[at % seeds.length]!, random(seed, at));
        const name = `${format}-${seed}-${at}.${format}`;
        const one = await check(parsers, join(kept, name), name, bytes);
        if (one.outcome === 'crashed' || one.outcome === 'timedOut') writeFileSync(one.path, bytes);
        checked.push({ ...one, text: '' });
        done(`${format}: ${at + 1}/${mutations} mutations`);
      }
    };
    await Promise.all(Array.from({ length: atATime }, work));
  }
  if (readdirSync(kept).length === 0) rmdirSync(kept);
  return checked;
}

/** Of the smallest files, first those that are read: changes of others are refused for what they were. */
async function seedsOf(files: FoundFile[], parsers: Parsers): Promise<Seed[]> {
  const small = files
    .map((file) => ({ ...file, bytes: readFileSync(file.path) }))
    .filter(({ bytes }) => bytes.length > 0 && bytes.length <= LARGEST)
    .sort((a, b) => a.bytes.length - b.bytes.length)
    .slice(0, FILES_A_FORMAT * 2);
  const seeds: [Seed[], Seed[]] = [[], []];
  for (const { path, name, bytes } of small) {
    const { outcome } = await check(parsers, path, name, bytes);
    seeds[outcome === 'read' ? 0 : 1].push({ bytes, parts: partsIn(bytes) });
  }
  return seeds.flat().slice(0, FILES_A_FORMAT);
}

/** Most changes of an archive's bytes break the archive alone, so that two of three are changes of one of its parts. */
function mutation({ bytes, parts }: Seed, numbers: Random): Uint8Array {
  const names = Object.keys(parts);
  if (names.length === 0 || numbers.between(0, 2) === 0) return mutate(bytes, numbers);
  const name = numbers.pick(names);
  return storedZip({ ...parts, [name]: mutate(parts[name]!, numbers) });
}

function partsIn(bytes: Buffer): Record<string, Buffer> {
  try {
    return partsOf(bytes, /[^/]$/);
  } catch {
    return {};
  }
}
