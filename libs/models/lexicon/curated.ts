import { readFile } from 'node:fs/promises';
import { type Language, LANGUAGES, words } from '#platform';
import { isFunctionWord } from './function-words.js';
import { type Direction, directionOf, type Translation } from './translations.js';

/** Word as written in the list (lower-cased) -> its translations, strongest first. */
export type CuratedWords = Map<string, Translation[]>;

/** A term's alternatives in each language; none where the cell is empty. */
export type CuratedTerm = Record<Language, string[]>;

/**
 * Reads the list of terms written by hand: lines that begin with # are comments, the first other line names the
 * columns da, de, en; alternatives are separated by " | ". Throws an Error that names the line that is not so.
 */
export async function readCurated(path: string): Promise<CuratedTerm[]> {
  return parseCurated(await readFile(path, 'utf8'), path);
}

/** The same from text; `path` is for the messages. */
export function parseCurated(text: string, path: string): CuratedTerm[] {
  const terms: CuratedTerm[] = [];
  let columns: string[] | undefined;
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    if (!line || line.startsWith('#')) continue;
    const cells = line.split('\t');
    if (!columns) {
      columns = cells;
      if (LANGUAGES.some((language) => !cells.includes(language))) {
        throw new Error(`${path}, line ${index + 1}: the columns must be ${LANGUAGES.join(', ')}.`);
      }
      continue;
    }
    if (cells.length !== columns.length) {
      throw new Error(`${path}, line ${index + 1}: ${cells.length} columns instead of ${columns.length}.`);
    }
    const names = columns;
    const cellOf = (language: Language) => cells[names.indexOf(language)]!.split(' | ').filter(Boolean);
    terms.push(Object.fromEntries(LANGUAGES.map((name) => [name, cellOf(name)])) as CuratedTerm);
  }
  return terms;
}

/** What a word of a multi-word term counts when its fellow is known by position, and when it is not. */
const BY_POSITION = 0.7;
const BY_MEMBERSHIP = 0.3;

/**
 * The terms as word -> words in each direction. A word with a row of its own has that row's alternatives: k of them
 * weigh 1 / sqrt(k) each (what IBM Model 1 would give k equal ones), and m words of a phrase 1 / sqrt(m) of that.
 * A word that stands in phrases only is translated by position when both phrases have as many words, else weakly
 * by all words of the other side.
 */
export function curatedWords(terms: CuratedTerm[]): Map<Direction, CuratedWords> {
  const directions = new Map<Direction, CuratedWords>();
  for (const from of LANGUAGES) {
    for (const to of LANGUAGES) if (from !== to) directions.set(directionOf(from, to), oneDirection(terms, from, to));
  }
  return directions;
}

function oneDirection(terms: CuratedTerm[], from: Language, to: Language): CuratedWords {
  const own = new Map<string, Set<string>>();
  const weak = new Map<string, Map<string, number>>();
  for (const term of terms) {
    const targets = term[to];
    for (const source of term[from].map((text) => words(text))) {
      if (source.length !== 1) {
        addPhrase(weak, source, targets.map((text) => words(text)), from, to);
        continue;
      }
      const known = own.get(source[0]!) ?? new Set<string>();
      for (const target of targets) known.add(target);
      if (known.size) own.set(source[0]!, known);
    }
  }
  const result: CuratedWords = new Map();
  for (const [word, found] of weak) result.set(word, Array.from(found, ([target, weight]) => ({ word: target, weight })));
  for (const [word, targets] of own) result.set(word, ownTranslations([...targets], to));
  return result;
}

function ownTranslations(targets: string[], to: Language): Translation[] {
  const weights = new Map<string, number>();
  for (const target of targets) {
    const parts = words(target).filter((word) => !isFunctionWord(word, to));
    const weight = 1 / Math.sqrt(targets.length * parts.length);
    for (const part of parts) weights.set(part, Math.max(weight, weights.get(part) ?? 0));
  }
  return Array.from(weights, ([word, weight]) => ({ word, weight })).sort((a, b) => b.weight - a.weight);
}

function addPhrase(
  weak: Map<string, Map<string, number>>,
  source: string[],
  targets: string[][],
  from: Language,
  to: Language,
): void {
  for (const target of targets) {
    for (const [index, word] of source.entries()) {
      if (isFunctionWord(word, from)) continue;
      const aligned = target.length === source.length;
      const found = weak.get(word) ?? new Map<string, number>();
      weak.set(word, found);
      for (const fellow of aligned ? [target[index]!] : target) {
        if (isFunctionWord(fellow, to)) continue;
        found.set(fellow, Math.max(found.get(fellow) ?? 0, aligned ? BY_POSITION : BY_MEMBERSHIP));
      }
    }
  }
}
