import { readFile } from 'node:fs/promises';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { LANGUAGES } from '#platform';
import { type Direction, directionOf, type Translation } from './translations.js';

/**
 * The entries of one direction as text: lines "stem TAB word:weight word:weight", weights in hundredths, sorted by
 * the stem's UTF-16 code units. Kept as it is read and searched in place, so that loading parses nothing.
 */
export type EntryText = string;

const FORMAT = 'kilde-lexicon 1';
/** The steps a weight is kept in. */
const STEPS = 100;

/** Every direction, in the order of the file. */
export function directions(): Direction[] {
  return LANGUAGES.flatMap((from) =>
    LANGUAGES.filter((to) => to !== from).map((to) => directionOf(from, to)),
  );
}

/** The text of entries source stem -> target words. */
export function entryText(entries: Map<string, Translation[]>): EntryText {
  const line = (stem: string) => {
    const list = entries.get(stem)!.map(({ word, weight }) => `${word}:${Math.round(weight * STEPS)}`);
    return `${stem}\t${list.join(' ')}\n`;
  };
  return [...entries.keys()].sort().map(line).join('');
}

/** The translations of a stem; none when it is not there. A binary search over the characters of the text. */
export function findEntry(text: EntryText, stem: string): Translation[] {
  let [low, high] = [0, text.length];
  while (low < high) {
    const start = text.lastIndexOf('\n', ((low + high) >> 1) - 1) + 1;
    const tab = text.indexOf('\t', start);
    const end = text.indexOf('\n', tab);
    const found = text.slice(start, tab);
    if (found === stem)
      return text
        .slice(tab + 1, end)
        .split(' ')
        .map(parseTranslation);
    if (found < stem) low = end + 1;
    else high = start;
  }
  return [];
}

function parseTranslation(text: string): Translation {
  const colon = text.lastIndexOf(':');
  return { word: text.slice(0, colon), weight: Number(text.slice(colon + 1)) / STEPS };
}

/**
 * The file's bytes: gzipped UTF-8 text. Its first line names the format; each direction begins with a line such as
 * "= da-de 1000000", how many characters of entries follow.
 */
export function encodeLexicon(texts: Map<Direction, EntryText>): Buffer {
  const parts = directions().map((direction) => {
    const text = texts.get(direction) ?? '';
    return `= ${direction} ${text.length}\n${text}`;
  });
  return gzipSync(`${FORMAT}\n${parts.join('')}`, { level: constants.Z_BEST_COMPRESSION });
}

/** Reads a lexicon from its file's bytes; `path` is for the messages. Throws when they are cut, changed or foreign. */
export function decodeLexicon(file: Buffer, path: string): Map<Direction, EntryText> {
  let text: string;
  try {
    text = gunzipSync(file).toString();
  } catch (error) {
    throw new Error(`${path} is cut short or damaged, or no lexicon at all.`, { cause: error });
  }
  if (!text.startsWith(`${FORMAT}\n`))
    throw new Error(`${path} does not begin with "${FORMAT}"; build it again.`);
  const texts = new Map<Direction, EntryText>();
  let at = FORMAT.length + 1;
  for (const direction of directions()) {
    const head = text.slice(at, text.indexOf('\n', at) + 1);
    const [, name, length] = /^= (\S+) (\d+)\n$/u.exec(head) ?? [];
    if (name !== direction) throw new Error(`${path} does not hold ${direction} where it should.`);
    at += head.length;
    texts.set(direction, text.slice(at, (at += Number(length))));
  }
  if (at !== text.length) throw new Error(`${path} holds ${text.length} characters instead of ${at}.`);
  return texts;
}

/** Reads a lexicon file. Throws an Error that names the path when it is missing, cut, damaged or of another format. */
export async function readLexiconFile(path: string): Promise<Map<Direction, EntryText>> {
  const file = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new Error(`No translation lexicon at ${path}.`, { cause: error });
    throw error;
  });
  return decodeLexicon(file, path);
}
