import { detectLanguage } from '#corpus';
import type { Language } from '#platform';
import { wordCount } from './measure.js';
import type { Draft } from './passages.js';
import type { Section } from './sections.js';

/** Fewer words than these (a table, a list of names) say too little about their language. */
const TELLING_WORDS = 30;
/** So many words of another language are a part of their own, and fewer a quotation. */
const PART_WORDS = 60;

/** The language of a text where it is clear. */
export function clearLanguage(text: string): Language | null {
  return wordCount(text) < TELLING_WORDS ? null : detectLanguage(text);
}

/** Divides a section where its paragraphs change to another language, so that no passage mixes two. */
export function dividedByLanguage(text: string, section: Section): Section[] {
  if (section.words < 2 * PART_WORDS) return [section];
  const paragraphs = section.atoms.reduce<Section[]>((found, atom) => {
    const last = found.at(-1);
    if (!last || (atom.cut !== 'sentence' && atom.cut !== 'inside' && atom.cut !== 'line'))
      found.push({ path: section.path, atoms: [atom], words: atom.words });
    else {
      last.atoms.push(atom);
      last.words += atom.words;
    }
    return found;
  }, []);
  const parts = inOneLanguage(paragraphs, ({ atoms }) =>
    clearLanguage(text.slice(atoms[0]!.start, atoms.at(-1)!.end)),
  );
  if (parts.length === 1) return [section];
  return parts.map(({ pieces }) => ({
    path: section.path,
    atoms: pieces.flatMap(({ atoms }) => atoms),
    words: pieces.reduce((sum, { words }) => sum + words, 0),
  }));
}

/** Divides the passages of a unit where they change to another language: a unit is looked for by one. */
export function unitsByLanguage<P extends Draft & { language: Language | null }>(
  passages: P[],
): { language: Language | null; passages: P[] }[] {
  return inOneLanguage(passages, ({ language }) => language).map(({ language, pieces }) => ({
    language,
    passages: pieces,
  }));
}

interface Part<T> {
  /** Null where none of its pieces tells. */
  language: Language | null;
  pieces: T[];
  /** Of the pieces that tell. */
  words: number;
}

/**
 * Consecutive pieces of one language together. One that does not tell goes with those before it; what is too short to
 * be a part of its own does, too, or with those after it where it comes first.
 */
function inOneLanguage<T extends { words: number }>(
  pieces: T[],
  languageOf: (piece: T) => Language | null,
): Part<T>[] {
  const parts: Part<T>[] = [];
  for (const piece of pieces) {
    const language = languageOf(piece);
    put(parts, { language, pieces: [piece], words: language ? piece.words : 0 }, (part) => !part.language);
  }
  const long: Part<T>[] = [];
  for (const part of parts) put(long, part, ({ words }) => words < PART_WORDS);
  return long;
}

/** Adds a part to the list, or to the last of the list where they are of one language or one of them is no part. */
function put<T>(parts: Part<T>[], part: Part<T>, isNone: (part: Part<T>) => boolean): void {
  const last = parts.at(-1);
  if (!last || (last.language !== part.language && !isNone(last) && !isNone(part))) {
    parts.push({ ...part, pieces: [...part.pieces] });
    return;
  }
  if (isNone(last) && !isNone(part)) last.language = part.language;
  for (const piece of part.pieces) last.pieces.push(piece);
  last.words += part.words;
}
