import { Inject, Injectable } from '@nestjs/common';
import { termId, WordsRepository, wordFeatures, type Asker, type StoredStem } from '#corpus';
import { words } from '#platform';
import { forgiven, isOdd, meant, pieces, slips } from './spelling.js';
import { WORD_KNOWLEDGE, type WordKnowledge } from './word-knowledge.js';

/** Texts in which the spelling of a stem is looked up. */
const TEXTS = 5;
const WORD = /[\p{L}\p{M}\p{N}_]+/gu;

/** Spelling help from the words of the corpora searched. */
@Injectable()
export class DidYouMean {
  constructor(
    private readonly words: WordsRepository,
    @Inject(WORD_KNOWLEDGE) private readonly knowledge: WordKnowledge,
  ) {}

  /**
   * The query with what looks misspelt put right, or null. Words are taken from corpora that the asker may read, and
   * only for words that stand in none of them and that general language does not know either.
   * @param unknown the words of the query that stand in none of the corpora
   * @param corpora slugs
   */
  async instead(asker: Asker, query: string, unknown: string[], corpora: string[]): Promise<string | null> {
    const { background, parts } = this.knowledge;
    const known = (word: string) => background.word(word) > 0 || parts(word).length > 0;
    const odd = unknown.filter((word) => isOdd(word, known));
    if (odd.length === 0) return null;
    const lengths = odd.map((word) => word.length);
    const stored = await this.words.stemsLike(asker, corpora, {
      pieces: odd.flatMap(pieces),
      // A stem may be shorter than its word by an ending.
      shortest: Math.min(...lengths) - 5,
      longest: Math.max(...lengths) + 2,
    });
    const right = new Map<string, string>();
    for (const word of odd) {
      const stem = meant(word, stored);
      if (stem) right.set(word, await this.spelled(asker, corpora, stem, word));
    }
    if (right.size === 0) return null;
    return query.replace(WORD, (word) => right.get(word.normalize('NFC').toLowerCase()) ?? word);
  }

  /** The form of a stem that is nearest to the word as it was typed, and among equals the commonest. */
  private async spelled(
    asker: Asker,
    corpora: string[],
    { language, stem }: StoredStem,
    typed: string,
  ): Promise<string> {
    const texts = await this.words.textsWith(asker, corpora, [termId(language, stem)], TEXTS);
    const counts = new Map<string, number>();
    for (const word of texts.flatMap(words))
      if (wordFeatures(word, language).stem === stem) counts.set(word, (counts.get(word) ?? 0) + 1);
    const [best] = [...counts]
      .map(([word, count]) => ({ word, count, slips: slips(typed, word, forgiven(typed) + 3) }))
      .sort((a, b) => a.slips - b.slips || b.count - a.count);
    return best?.word ?? stem;
  }
}
