import { isCaseNumber, type AnalysedQuery, type VersionRow } from '#corpus';
import { groupBy, words } from '#platform';
import type { LexicalScorer } from './lexical-score.js';
import type { Passage, Unit } from './unit-store.js';
import { weights } from './weights.js';

export type Lane = 'lexical' | 'vector' | 'identifier';

export interface Score {
  total: number;
  lexical: number;
  vector: number;
  window: number;
  identifier: number;
}

export interface ScoredUnit {
  unit: Unit;
  score: Score;
}

export interface ScoredPassage {
  unit: Unit;
  passage: Passage;
  score: number;
}

/** A document among the candidates: its candidate units, best first; the first one's score is the document's. */
export interface RankedDocument {
  version: VersionRow;
  units: [ScoredUnit, ...ScoredUnit[]];
  lanes: Lane[];
}

/** The passage's text, cut from its unit's. */
export function passageText(unit: Unit, passage: Passage): string {
  return unit.text.slice(passage.start - unit.start, passage.end - unit.start);
}

/**
 * The second stage: the full score of each candidate unit, collapsed to documents, best first. Pure.
 * Documents with a lower score than `relativeFloor` of the best are left out.
 */
export function rank(
  query: AnalysedQuery,
  scorer: LexicalScorer,
  candidates: { units: Unit[]; versions: VersionRow[] },
  lanesOf: (unitId: string) => Lane[],
): RankedDocument[] {
  const versions = new Map(candidates.versions.map((version) => [version.id, version]));
  const scored = candidates.units
    .filter((unit) => versions.has(unit.versionId) && obeys(query, unit))
    .map((unit) => ({ unit, score: unitScore(query, scorer, unit) }))
    .sort((a, b) => b.score.total - a.score.total || (a.unit.id < b.unit.id ? -1 : 1));
  const floor = (scored[0]?.score.total ?? 0) * weights.relativeFloor;
  const good = scored.filter(({ score }) => score.total > 0 && score.total >= floor);
  return [...groupBy(good, ({ unit }) => versions.get(unit.versionId)!.documentId).values()].map((units) => {
    const [best] = units as [ScoredUnit];
    return {
      version: versions.get(best.unit.versionId)!,
      units: units as [ScoredUnit, ...ScoredUnit[]],
      lanes: lanesOf(best.unit.id),
    };
  });
}

/** The passages of a document's candidate units, each unit's best first, the units in their order. Pure. */
export function rankPassages(
  query: AnalysedQuery,
  scorer: LexicalScorer,
  document: RankedDocument,
): [ScoredPassage, ...ScoredPassage[]] {
  const { vector } = weightsFor(query);
  return document.units.flatMap(({ unit }) =>
    unit.passages
      .map((passage) => {
        const headings = scorer.read(passage.headings.join('\n'), passage.language);
        const lexical = scorer.whole(headings, scorer.read(passageText(unit, passage), passage.language));
        return { unit, passage, score: lexical + vector * Math.max(0, passage.cosine) };
      })
      .sort((a, b) => b.score - a.score || a.passage.start - b.passage.start),
  ) as [ScoredPassage, ...ScoredPassage[]];
}

function weightsFor(query: AnalysedQuery): { vector: number; window: number } {
  return query.question ? weights.question : weights.keywords;
}

function unitScore(query: AnalysedQuery, scorer: LexicalScorer, unit: Unit): Score {
  const { vector: w, window: v } = weightsFor(query);
  const context = scorer.read(unit.contextWords, unit.language);
  const text = scorer.read(unit.textWords, unit.language);
  const lexical = scorer.whole(context, text);
  const vector = (unit.cosine + Math.max(0, ...unit.passages.map((passage) => passage.cosine))) / 2;
  const window = v > 0 ? scorer.window(context, text) : 0;
  const identifier = identifierScore(query, unit);
  return { total: lexical + w * vector + v * window + identifier, lexical, vector, window, identifier };
}

function identifierScore(query: AnalysedQuery, unit: Unit): number {
  const held = query.identifiers.filter((identifier) => unit.identifiers.includes(identifier));
  return Math.max(
    0,
    ...held.map((identifier) => (isCaseNumber(identifier) ? weights.caseNumber : weights.section)),
  );
}

/** Quoted phrases must stand in the unit word for word, excluded words must not. */
function obeys(query: AnalysedQuery, unit: Unit): boolean {
  if (query.phrases.length === 0 && query.excluded.length === 0) return true;
  const text = ` ${words(`${unit.context}\n${unit.text}`).join(' ')} `;
  return (
    query.phrases.every((phrase) => text.includes(` ${phrase.join(' ')} `)) &&
    !query.excluded.some((word) => text.includes(` ${word} `))
  );
}
