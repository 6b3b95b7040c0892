import { readFile } from 'node:fs/promises';
import { byLanguage, type Language, LANGUAGES, words } from '#platform';
import { isFunctionWord } from './function-words.js';
import { listed, raise, type Translation } from './translations.js';

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

/** The terms of several lists. */
export async function readCuratedLists(paths: string[]): Promise<CuratedTerm[]> {
  return (await Promise.all(paths.map(readCurated))).flat();
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
    terms.push(byLanguage(cellOf));
  }
  return terms;
}

/** What a word of a multi-word term counts when its fellow is known by position, and when it is not. */
const BY_POSITION = 0.7;
const BY_MEMBERSHIP = 0.3;

/** The terms of one direction as word -> words; the words are lower-cased. */
export interface CuratedDirection {
  /**
   * Words that are a term by themselves. Their k alternatives weigh 1 / sqrt(k) each (what IBM Model 1 would give k
   * equal ones), and the m words of a phrase 1 / sqrt(m) of that.
   */
  own: CuratedWords;
  /** Words of phrases, by position when both phrases have as many words, else weakly by all words of the other. */
  inPhrases: CuratedWords;
  /** Terms of several words. */
  phrases: CuratedPhrase[];
}

/** A term of several words ("smide ud"), and what stands for the whole of it. */
export interface CuratedPhrase {
  words: string[];
  translations: Translation[];
}

/** The terms as words of one direction; from a language to itself, each as the other alternatives. Pure. */
export function curatedDirection(terms: CuratedTerm[], from: Language, to: Language): CuratedDirection {
  const own = new Map<string, Set<string>>();
  const inPhrases = new Map<string, Map<string, number>>();
  const phrases: CuratedPhrase[] = [];
  for (const term of terms) {
    const alternatives = term[to].map((text) => words(text));
    for (const [index, source] of term[from].map((text) => words(text)).entries()) {
      const targets = from === to ? alternatives.filter((_, at) => at !== index) : alternatives;
      if (source.length > 1) {
        const whole = targets.map((target) => target.join(' '));
        if (whole.length) phrases.push({ words: source, translations: shared(whole, to) });
        for (const target of targets) addPhrase(inPhrases, source, target, { from, to });
      } else if (source[0]) {
        const known = own.get(source[0]) ?? new Set<string>();
        for (const target of targets) known.add(target.join(' '));
        if (known.size) own.set(source[0], known);
      }
    }
  }
  return {
    own: new Map(Array.from(own, ([word, targets]) => [word, shared([...targets], to)])),
    inPhrases: new Map(Array.from(inPhrases, ([word, weights]) => [word, listed(weights)])),
    phrases,
  };
}

/** Weights whose squares are shares of one: a word that stands in several alternatives has the sum of its shares. */
function shared(targets: string[], to: Language): Translation[] {
  const shares = new Map<string, number>();
  for (const target of targets) {
    const parts = words(target).filter((word) => !isFunctionWord(word, to));
    for (const part of parts) shares.set(part, (shares.get(part) ?? 0) + 1 / (targets.length * parts.length));
  }
  return listed(new Map(Array.from(shares, ([word, share]) => [word, Math.sqrt(share)])));
}

function addPhrase(
  inPhrases: Map<string, Map<string, number>>,
  source: string[],
  target: string[],
  { from, to }: { from: Language; to: Language },
): void {
  const aligned = source.length === target.length;
  for (const [index, word] of source.entries()) {
    if (isFunctionWord(word, from)) continue;
    const weights = inPhrases.get(word) ?? new Map<string, number>();
    inPhrases.set(word, weights);
    for (const fellow of aligned ? [target[index]!] : target) {
      if (!isFunctionWord(fellow, to)) raise(weights, fellow, aligned ? BY_POSITION : BY_MEMBERSHIP);
    }
  }
}
