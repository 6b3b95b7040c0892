import { sentences } from '#corpus';
import { words } from '#platform';
import { passageText, rankPassages, type Found, type RankedDocument, type ScoredPassage } from '#retrieval';

/** A sentence of a passage, its range in the canonical text. */
export interface ExtractedSentence {
  document: RankedDocument;
  passage: ScoredPassage;
  start: number;
  end: number;
  text: string;
}

/** Source of the weights: RETRIEVAL notes, section 2 ("Sentences for an extractive answer"). */
const weights = { neighbour: 0.15, number: 0.2, passage: 0.5 };
const PASSAGES = 3;
const MOST_SENTENCES = 3;
/** A further sentence must score this share of the best one's, or it only waters the answer down. */
const ENOUGH = 0.7;
const SHORTEST_WORDS = 4;
const ASKS_FOR_NUMBER =
  /\b(hvor (mange|meget|længe|tit|ofte|stor|høj|gammel)|hvornår|wie (viele?|lange|hoch|oft|groß|alt)|wann|bis wann|how (many|much|long|often|old|large|high)|when|frist|deadline)/iu;

/**
 * The sentences that answer best, verbatim, over the best three passages together; in the order of the documents
 * and of their text. Pure.
 */
export function extract({
  query,
  documents,
  scorer,
}: Pick<Found, 'query' | 'documents' | 'scorer'>): ExtractedSentence[] {
  const wantsNumber = ASKS_FOR_NUMBER.test(query.text);
  const passages = documents
    .slice(0, PASSAGES)
    .flatMap((document) =>
      rankPassages(query, scorer, document).map((passage) => ({
        document,
        passage,
        worth: document.units[0].score.total + passage.score,
      })),
    )
    .sort((a, b) => b.worth - a.worth)
    .slice(0, PASSAGES);

  const all = passages.map(({ document, passage }) => ({
    document,
    passage,
    sentences: sentencesOf(passage),
  }));
  const lengths = all.flatMap(({ sentences }) => sentences.map((sentence) => words(sentence.text).length));
  const averageWords = lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1);

  const scored = all.flatMap(({ document, passage, sentences: own }) => {
    const { language } = passage.passage;
    const bare = own.map((sentence) => scorer.sentence(scorer.read(sentence.text, language), averageWords));
    const whole = scorer.whole(scorer.read(passageText(passage.unit, passage.passage), language));
    return own.map((sentence, at) => {
      const neighbours = (bare[at - 1] ?? 0) + (bare[at + 1] ?? 0);
      const number = wantsNumber && /\d/.test(sentence.text) ? weights.number : 0;
      return {
        document,
        passage,
        ...sentence,
        score: bare[at]! + weights.neighbour * neighbours + number + weights.passage * whole,
      };
    });
  });
  const best = scored.toSorted((a, b) => b.score - a.score).slice(0, MOST_SENTENCES);
  const chosen = new Set(best.filter((sentence) => sentence.score >= ENOUGH * best[0]!.score));
  return scored.filter((sentence) => chosen.has(sentence)).map(({ score: _, ...sentence }) => sentence);
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
    .filter(
      (sentence) =>
        !passage.headings.includes(sentence.text.trim()) && words(sentence.text).length >= SHORTEST_WORDS,
    );
}
