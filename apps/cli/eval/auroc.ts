/**
 * The probability that a score of the first kind is higher than one of the second, equal ones counting half: the area
 * under the ROC curve (Hanley & McNeil 1982). NaN where one of the kinds has none. Pure.
 */
export function auroc(positive: number[], negative: number[]): number {
  const all = [
    ...positive.map((score) => ({ score, own: 1 })),
    ...negative.map((score) => ({ score, own: 0 })),
  ].sort((a, b) => a.score - b.score);
  let wins = 0;
  let below = 0;
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to]!.score === all[from]!.score) to++;
    const tied = all.slice(from, to);
    const positives = tied.filter(({ own }) => own === 1).length;
    const negatives = tied.length - positives;
    wins += positives * (below + negatives / 2);
    below += negatives;
    from = to;
  }
  return wins / (positive.length * negative.length);
}
