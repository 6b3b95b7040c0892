import { readFile } from 'node:fs/promises';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { LANGUAGES } from '#platform';
import { type Direction, directionOf, type Translation } from './translations.js';

/** What the file holds: source stem -> target words, in each direction. */
export type Entries = Map<Direction, Map<string, Translation[]>>;

const FORMAT = 'kilde-lexicon 1';
/** The steps a weight is kept in. */
const STEPS = 100;

/**
 * The file's bytes: gzipped UTF-8 text. Its first line names the format; each direction begins with a line
 * "= da-de 28094" (so many entries follow); an entry is "stem TAB word:weight word:weight", weights in hundredths.
 */
export function encodeEntries(entries: Entries): Buffer {
  const lines = [FORMAT];
  for (const [direction, found] of entries) {
    lines.push(`= ${direction} ${found.size}`);
    for (const stem of [...found.keys()].sort()) {
      const list = found.get(stem)!.map(({ word, weight }) => `${word}:${Math.round(weight * STEPS)}`);
      lines.push(`${stem}\t${list.join(' ')}`);
    }
  }
  return gzipSync(`${lines.join('\n')}\n`, { level: constants.Z_BEST_COMPRESSION });
}

/** Reads entries from the file's bytes; `path` is for the messages. Throws when they are cut, changed or foreign. */
export function decodeEntries(file: Buffer, path: string): Entries {
  let text: string;
  try {
    text = gunzipSync(file).toString();
  } catch (error) {
    throw new Error(`${path} is cut short or damaged, or no lexicon at all.`, { cause: error });
  }
  const lines = text.split('\n');
  if (lines[0] !== FORMAT) throw new Error(`${path} does not begin with "${FORMAT}"; build it again.`);
  const entries: Entries = new Map();
  let at = 1;
  for (const direction of directions()) {
    const [, name, count] = /^= (\S+) (\d+)$/u.exec(lines[at++] ?? '') ?? [];
    if (name !== direction) throw new Error(`${path} does not hold ${direction} where it should.`);
    const found = new Map<string, Translation[]>();
    for (const end = at + Number(count); at < end; at++) {
      const [stem, list] = (lines[at] ?? '').split('\t');
      if (!stem || !list) throw new Error(`${path}, line ${at + 1}: not an entry.`);
      found.set(stem, list.split(' ').map(parseTranslation));
    }
    entries.set(direction, found);
  }
  return entries;
}

/** Every direction, in the order of the file. */
export function directions(): Direction[] {
  return LANGUAGES.flatMap((from) =>
    LANGUAGES.filter((to) => to !== from).map((to) => directionOf(from, to)),
  );
}

function parseTranslation(text: string): Translation {
  const colon = text.lastIndexOf(':');
  return { word: text.slice(0, colon), weight: Number(text.slice(colon + 1)) / STEPS };
}

/** Reads a lexicon file. Throws an Error that names the path when it is missing, cut, damaged or of another format. */
export async function readEntries(path: string): Promise<Entries> {
  const file = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new Error(`No translation lexicon at ${path}.`, { cause: error });
    throw error;
  });
  return decodeEntries(file, path);
}
