import { B, idf, K1, saturation, stem } from '#corpus';
import { words, type Language } from '#platform';

/**
 * BM25 over Snowball stems and nothing else (Robertson & Zaragoza 2009, k1 = 1.6, b = 0.85): the usual full-text
 * search, kept apart from Kilde's own index. A query's words are stemmed in each document's language. Returns a
 * function from a query to the texts that hold one of its words, best first.
 */
export function bm25<T extends { language: Language; text: string }>(
  texts: T[],
): (query: string, limit: number) => T[] {
  const postings = new Map<string, Map<number, number>>();
  const lengths = texts.map(({ text, language }, at) => {
    const all = words(text);
    for (const word of all) {
      const term = termOf(word, language);
      const counts = postings.get(term) ?? new Map<number, number>();
      postings.set(term, counts.set(at, (counts.get(at) ?? 0) + 1));
    }
    return all.length;
  });
  const average = lengths.reduce((sum, length) => sum + length, 0) / (texts.length || 1);
  const languages = [...new Set(texts.map(({ language }) => language))];

  return (query, limit) => {
    const scores = new Map<number, number>();
    const asked = words(query).flatMap((word) => languages.map((language) => termOf(word, language)));
    for (const term of new Set(asked)) {
      const counts = postings.get(term) ?? new Map<number, number>();
      const rarity = idf(texts.length, counts.size);
      for (const [at, count] of counts)
        scores.set(at, (scores.get(at) ?? 0) + rarity * saturation(count, lengths[at]!, average, K1, B));
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, limit)
      .map(([at]) => texts[at]!);
  };
}

function termOf(word: string, language: Language): string {
  return `${language}:${stem(word, language)}`;
}
