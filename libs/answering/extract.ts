import { sentences } from '#corpus';
import { words } from '#platform';
import { matchedPassage, passageText, type Found, type RankedDocument, type ScoredPassage } from '#retrieval';
import { leansOn } from './context.js';
import { wants } from './cues.js';
import { bestPassages } from './passages.js';

/** A sentence of a passage, its range in the canonical text, and how well its words answer. */
export interface CandidateSentence {
  document: RankedDocument;
  passage: ScoredPassage;
  start: number;
  end: number;
  text: string;
  score: number;
}

/**
 * Source of neighbour, cue and passage: RETRIEVAL notes, section 2 ("Sentences for an extractive answer"). The
 * cosine of sentence and question stands beside the words as in the score of a unit. Weights fitted on half of 1,144
 * questions of xquad-da/de/en and squad-da, also with 20 further features (coverage, frequencies of the corpus, kinds
 * of answers, places in the passage), are hardly better on the other half: at most +.002 for the best sentence and +.007
 * for the best three, mean over the sets.
 */
const weights = { neighbour: 0.15, passage: 0.5, cosine: 0.15 };
const PASSAGES = 3;
const MOST_SENTENCES = 3;
/** A further sentence must score this share of the best one's, or it only waters the answer down. */
const ENOUGH = 0.75;
const SHORTEST_WORDS = 4;
const LABEL_WORDS = 12;

/** The sentences of the best three passages together, scored by their words; in the order of the text. Pure. */
export function candidateSentences({
  query,
  documents,
  scorer,
}: Pick<Found, 'query' | 'documents' | 'scorer'>): CandidateSentence[] {
  const wanted = wants(query.text);
  const passages = bestPassages({ query, documents, scorer }, PASSAGES, PASSAGES);

  const all = passages.map(({ document, passage }) => ({
    document,
    passage,
    own: sentencesOf(passage).map((sentence) => ({
      ...sentence,
      read: scorer.read(sentence.text, passage.passage.language),
    })),
  }));
  // Among sentences of the same documents their common subject tells little: what weighs is what sets them apart.
  const read = all.flatMap(({ own }) => own.map((sentence) => sentence.read));
  const averageWords = read.reduce((sum, sentence) => sum + sentence.length, 0) / (read.length || 1);
  const local = scorer.among(read);

  return all.flatMap(({ document, passage, own }) => {
    const bare = own.map((sentence) => local.sentence(sentence.read, averageWords));
    const whole = scorer.whole(matchedPassage(scorer, passage.unit, passage.passage));
    return own.map(({ start, end, text }, at): CandidateSentence => {
      const neighbours = (bare[at - 1] ?? 0) + (bare[at + 1] ?? 0);
      const score = bare[at]! + weights.neighbour * neighbours + wanted(text) + weights.passage * whole;
      return { document, passage, start, end, text, score };
    });
  });
}

/** The sentences with their meaning added to their scores. @param cosines of each sentence with the question */
export function withMeaning(candidates: CandidateSentence[], cosines: number[]): CandidateSentence[] {
  return candidates.map((sentence, at) => ({
    ...sentence,
    score: sentence.score + weights.cosine * cosines[at]!,
  }));
}

/** The best `most` of scored sentences, in their order. Pure. */
export function bestSentences(scored: CandidateSentence[], most: number): CandidateSentence[] {
  const best = new Set(scored.toSorted((a, b) => b.score - a.score).slice(0, most));
  return scored.filter((sentence) => best.has(sentence));
}

/**
 * Those of scored sentences that make an answer, in their order, each with the one that it cannot be understood
 * without; at least one where there is any. Pure.
 */
export function chooseSentences(scored: CandidateSentence[]): CandidateSentence[] {
  const best = bestSentences(scored, MOST_SENTENCES);
  const enough = ENOUGH * Math.max(...best.map(({ score }) => score));
  const chosen = new Set(best.filter(({ score }) => score >= enough));
  const context = [...chosen].map((sentence) => {
    const own = scored.filter(({ passage }) => passage === sentence.passage);
    const at = leansOn(
      own.map(({ text }) => text),
      own.indexOf(sentence),
    );
    return at === null ? null : own[at];
  });
  return scored.filter((sentence) => chosen.has(sentence) || context.includes(sentence));
}

/** A passage's sentences without its headings, with their ranges in the canonical text. */
function sentencesOf({ unit, passage }: ScoredPassage): { start: number; end: number; text: string }[] {
  const text = passageText(unit, passage);
  return sentences(text)
    .map(({ start, end }) => ({
      start: passage.start + start,
      end: passage.start + end,
      text: text.slice(start, end),
    }))
    .filter((sentence) => !passage.headings.includes(sentence.text.trim()) && saysSomething(sentence.text));
}

/** A short line without an end is a title or a label, unless it is an item of a list or a row of a table. */
export function saysSomething(sentence: string): boolean {
  const length = words(sentence).length;
  const ended =
    /[.!?:;…]["”“»')\]]*\s*$/u.test(sentence) || /^\s*([-•*–]|\(?\w{1,3}[.)])\s|\|/u.test(sentence);
  return length >= SHORTEST_WORDS && (ended || length >= LABEL_WORDS);
}
