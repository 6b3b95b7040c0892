/** BM25 parameters of the whole-unit score: RETRIEVAL notes, section 2 (Robertson & Zaragoza 2009). */
export const K1 = 1.6;
export const B = 0.85;

/** Inverse document frequency; positive for any df <= n. An unseen term has df = 0. */
export function idf(units: number, df: number): number {
  return Math.log(1 + (units - df + 0.5) / (df + 0.5));
}

/** The saturated weight of a term without idf: between 0 and k1 + 1. */
export function saturation(tf: number, length: number, averageLength: number, k1 = K1, b = B): number {
  return (tf * (k1 + 1)) / (tf + k1 * (1 - b + (b * length) / (averageLength || 1)));
}
