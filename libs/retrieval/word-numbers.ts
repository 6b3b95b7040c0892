import { wordFeatures } from '#corpus';
import { byLanguage, words, type Language } from '#platform';
import { roomFor } from './growing.js';

/** A text as the numbers of its words, with what no query changes worked out. */
export interface NumberedText {
  words: Int32Array;
  /** How many grams the words up to each place have: one more than there are words, from 0. */
  gramsBefore: Int32Array;
}

const NONE: readonly number[] = [];

/**
 * Gives numbers to the words of a language, and to the stems and grams that they have, so that what a word is to a
 * query is told by comparing numbers.
 */
export class WordNumbers {
  private readonly words = byLanguage(() => new Map<string, number>());
  private readonly stems = new Map<string, number>();
  private readonly grams = new Map<string, number>();
  /** By word: its stem's number. */
  private readonly stemsOf: number[] = [];
  /** By word: where the numbers of its grams end; they begin where those of the word before end. */
  private readonly ends: number[] = [];
  private gramsOf = new Int32Array(1 << 16);

  /** How many words have a number; all numbers are below. */
  get count(): number {
    return this.ends.length;
  }

  numbered(text: string, language: Language): NumberedText {
    const numbers = Int32Array.from(words(text), (word) => this.numberOf(word, language));
    const gramsBefore = new Int32Array(numbers.length + 1);
    for (const [place, number] of numbers.entries())
      gramsBefore[place + 1] = gramsBefore[place]! + this.ends[number]! - this.begin(number);
    return { words: numbers, gramsBefore };
  }

  /** What is told of stems, by the numbers of those that a word has. */
  byStem<Told>(told: ReadonlyMap<string, Told>): Map<number, Told> {
    return byNumber(told, this.stems);
  }

  /** The same of grams, one more than is told: 0 is said of all others. */
  byGram(told: ReadonlyMap<string, number>): Int32Array {
    const found = new Int32Array(this.grams.size);
    for (const [gram, number] of byNumber(told, this.grams)) found[gram] = number + 1;
    return found;
  }

  /** The number of a word that has one. */
  known(word: string, language: Language): number | undefined {
    return this.words[language].get(word);
  }

  /** The number of a word's stem. */
  stemOf(word: number): number {
    return this.stemsOf[word]!;
  }

  /** What is told of the word's grams, in their order. @param told as `byGram` gives it */
  ofGrams(word: number, told: Int32Array): readonly number[] {
    let found = NONE; // most words share no gram with what is told
    const end = this.ends[word]!;
    for (let at = this.begin(word); at < end; at++) {
      const own = told[this.gramsOf[at]!]!;
      if (own > 0) found = found === NONE ? [own - 1] : [...found, own - 1];
    }
    return found;
  }

  private begin(word: number): number {
    return word > 0 ? this.ends[word - 1]! : 0;
  }

  private numberOf(word: string, language: Language): number {
    const known = this.words[language].get(word);
    if (known !== undefined) return known;
    const { stem, grams } = wordFeatures(word, language);
    const begin = this.ends.at(-1) ?? 0;
    const end = begin + grams.length;
    this.gramsOf = roomFor(this.gramsOf, end);
    for (const [at, gram] of grams.entries()) this.gramsOf[begin + at] = numberIn(this.grams, gram);
    this.stemsOf.push(numberIn(this.stems, stem));
    const number = this.ends.push(end) - 1;
    this.words[language].set(word, number);
    return number;
  }
}

function numberIn(numbers: Map<string, number>, piece: string): number {
  const known = numbers.get(piece);
  if (known !== undefined) return known;
  numbers.set(piece, numbers.size);
  return numbers.size - 1;
}

function byNumber<Told>(told: ReadonlyMap<string, Told>, numbers: ReadonlyMap<string, number>) {
  const found = new Map<number, Told>();
  for (const [piece, own] of told) {
    const number = numbers.get(piece);
    if (number !== undefined) found.set(number, own);
  }
  return found;
}
