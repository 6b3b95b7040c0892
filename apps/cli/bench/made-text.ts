import type { Language } from '#platform';
import { random, type Random } from './random.js';
import { readSampleQuestions, readSamples, type Material } from './sample-texts.js';
import type { BenchDocument, BenchText } from './text.js';

/** Documents of a median of 650 words, one in twenty over 2,000: about as rulings and instructions are. */
const MEDIAN_WORDS = 650;
const SPREAD = 0.7;
const LEAST_WORDS = 80;
const MOST_WORDS = 8000;
/** The share of long words that give way to a word of the wide vocabulary, so that rare words are as rare as in real text. */
const REPLACED = 0.35;
/** Distinct words of the wide vocabulary beyond those of the samples: compounds of them. */
const COMPOUNDS = 40_000;
const NAMED_SENTENCES = 0.08;

/**
 * Makes documents out of the samples: their sentences and headings in a new order, with other numbers, dates,
 * amounts, names and compounds. Document `at` depends on the seed and on `at` alone. The text makes no sense to a
 * reader; lengths, headings and the frequencies of its words are those of real documents.
 */
export function madeText(seed: number): BenchText {
  const materials = readSamples();
  const documentAt = (at: number) => makeDocument(random(seed, at), materials, at);
  return {
    name: `made from the samples, seed ${seed}`,
    document: documentAt,
    queries: (count) => {
      const questions = readSampleQuestions();
      const by = random(seed, -1);
      return Array.from({ length: count }, (_, at) => {
        const question = at % 2 === 0 ? questions[at / 2] : undefined;
        return question ?? keywords(by, documentAt(by.between(0, 999)).text);
      });
    },
  };
}

/** Two to four words of a text, as people type them into a search box. */
function keywords(by: Random, text: string): string {
  const long = text.match(/\p{L}{5,}/gu) ?? [];
  return Array.from({ length: by.between(2, 4) }, () => by.pick(long)).join(' ');
}

function makeDocument(by: Random, materials: Material[], at: number): BenchDocument {
  const material = by.pick(materials);
  const number = `${by.between(1998, 2026)}-${String(by.between(1, 9999)).padStart(4, '0')}`;
  const title = `${by.pick(material.headings)} ${number}`;
  const wanted = Math.min(MOST_WORDS, Math.max(LEAST_WORDS, MEDIAN_WORDS * Math.exp(SPREAD * by.normal())));
  const parts = [`# ${title}`];
  let length = 0;
  for (let section = 1; length < wanted; section++) {
    parts.push(`## ${section}. ${by.pick(material.headings)}`);
    for (let paragraphs = by.between(1, 4); paragraphs > 0 && length < wanted; paragraphs--) {
      const paragraph = Array.from({ length: by.between(1, 6) }, () => makeSentence(by, material)).join(' ');
      length += paragraph.split(' ').length;
      parts.push(paragraph);
    }
  }
  return {
    key: `made-${at}`,
    fileName: `made-${at}.md`,
    text: `${parts.join('\n\n')}\n`,
    metadata: {
      title,
      kind: by.pick(['ruling', 'guideline', 'memo']),
      date: `${by.between(1998, 2025)}-${two(by.between(1, 12))}-${two(by.between(1, 28))}`,
      caseNumber: number,
      topics: [by.rank(40), by.rank(40)].map((rank) => material.words[rank] ?? 'other'),
    },
  };
}

const two = (value: number) => String(value).padStart(2, '0');

function makeSentence(by: Random, material: Material): string {
  if (by.next() < NAMED_SENTENCES) return NAMING[material.language](name(by), by);
  return by
    .pick(material.sentences)
    .replace(/\d+/g, (digits) => otherNumber(by, digits))
    .replace(/\p{L}{5,}/gu, (word) => (by.next() < REPLACED ? otherWord(by, material, word) : word));
}

/** Years stay years, days and months stay small, and an amount keeps its length. */
function otherNumber(by: Random, digits: string): string {
  if (/^(?:19|20)\d\d$/.test(digits)) return String(by.between(1995, 2026));
  if (digits.length === 1) return String(by.between(1, 9));
  if (digits.length === 2) return String(by.between(10, 28));
  return String(by.between(1, 10 ** digits.length - 1)).padStart(digits.length, '0');
}

/** A word by its rank in the wide vocabulary: first the samples' own words, then compounds of them. */
function otherWord(by: Random, { words }: Material, instead: string): string {
  const rank = by.rank(words.length + COMPOUNDS);
  const made = random(rank);
  const word = words[rank] ?? `${made.pick(words)}${made.pick(words)}`;
  return /^\p{Lu}/u.test(instead) ? word[0]!.toUpperCase() + word.slice(1) : word;
}

const SYLLABLES = 'al ber dor el fi gran hol in jor kas lin mo nor os pil ra sten tor ul ves vin åb'.split(
  ' ',
);

/** A name of two or three syllables; few are frequent, most are rare. */
function name(by: Random): string {
  const made = random(by.rank(20_000), 7);
  const syllables = Array.from({ length: made.between(2, 3) }, () => made.pick(SYLLABLES)).join('');
  return syllables[0]!.toUpperCase() + syllables.slice(1);
}

const NAMING: Record<Language, (name: string, by: Random) => string> = {
  da: (name, by) =>
    `Sagen vedrører ${name}${by.pick(['gade', 'vej', 'allé'])} ${by.between(1, 180)}, ${by.between(1000, 9990)} ${name}, og et beløb på ${by.between(1, 98)}.${by.between(100, 999)} kr.`,
  de: (name, by) =>
    `Betroffen ist das Grundstück ${name}${by.pick(['straße', 'weg', 'platz'])} ${by.between(1, 180)} in ${by.between(10000, 99000)} ${name}, streitig sind ${by.between(1, 98)}.${by.between(100, 999)} Euro.`,
  en: (name, by) =>
    `The case concerns ${by.between(1, 180)} ${name} ${by.pick(['Street', 'Road', 'Lane'])}, ${name}, and a sum of £${by.between(1, 98)},${by.between(100, 999)}.`,
};
