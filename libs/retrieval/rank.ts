import { isCaseNumber, namesOf, type AnalysedQuery, type PassageContent, type VersionRow } from '#corpus';
import { groupBy, words } from '#platform';
import type { LexicalScorer, MatchedText } from './lexical-score.js';
import type { Unit } from './unit-store.js';
import { weights, type QueryWeights } from './weights.js';

/** A query with what meaning and windows weigh for it. */
export interface WeighedQuery extends AnalysedQuery {
  weights: QueryWeights;
}

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
  passage: PassageContent;
  score: number;
}

/** A document among the candidates: its candidate units, best first; the first one's score is the document's. */
export interface RankedDocument {
  version: VersionRow;
  units: [ScoredUnit, ...ScoredUnit[]];
  lanes: Lane[];
  /** The reranker's score, where there is one and it looked at the document. */
  reranker?: number;
}

/** The passage's text, cut from its unit's. */
export function passageText(unit: Unit, passage: PassageContent): string {
  return unit.text.slice(passage.start - unit.start, passage.end - unit.start);
}

/** The passage's text as the scorer reads it; its unit's words, which have their numbers, where it is all of it. */
export function matchedPassage(scorer: LexicalScorer, unit: Unit, passage: PassageContent): MatchedText {
  const isAll = passage.end - passage.start === unit.text.length && passage.language === unit.language;
  return scorer.read(isAll ? unit.textWords : passageText(unit, passage), passage.language);
}

/**
 * The second stage: the full score of each candidate unit, collapsed to documents, best first. Pure.
 * Nothing when no unit is a find, so that nonsense finds nothing; else documents below `relativeFloor` of the best are
 * left out.
 */
export function rank(
  query: WeighedQuery,
  scorer: LexicalScorer,
  candidates: { units: Unit[]; versions: VersionRow[] },
  lanesOf: (unitId: string) => Lane[],
): RankedDocument[] {
  const versions = new Map(candidates.versions.map((version) => [version.id, version]));
  const placeOf = ({ versionId }: Unit) =>
    `${versions.get(versionId)!.corpus}/${versions.get(versionId)!.key}`;
  /** Of equal scores: by what stays the same wherever and whenever a document is stored. */
  const before = (a: Unit, b: Unit) =>
    placeOf(a) === placeOf(b) ? a.start - b.start : placeOf(a) < placeOf(b) ? -1 : 1;
  const scored = candidates.units
    .filter((unit) => versions.has(unit.versionId) && obeys(query, unit))
    .map((unit) => ({ unit, score: unitScore(query, scorer, unit, versions.get(unit.versionId)!) }))
    .sort((a, b) => b.score.total - a.score.total || before(a.unit, b.unit));
  const found = scored.some(({ score }) => isFind(score));
  const floor = found ? scored[0]!.score.total * weights.relativeFloor : Infinity;
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
  query: WeighedQuery,
  scorer: LexicalScorer,
  document: RankedDocument,
): [ScoredPassage, ...ScoredPassage[]] {
  const { vector } = query.weights;
  return document.units.flatMap(({ unit }) =>
    unit.passages
      .map((passage, at) => {
        const headings = scorer.read(passage.headings.join('\n'), passage.language);
        const lexical = scorer.whole(headings, matchedPassage(scorer, unit, passage));
        return { unit, passage, score: lexical + vector * Math.max(0, unit.cosines[at] ?? 0) };
      })
      .sort((a, b) => b.score - a.score || a.passage.start - b.passage.start),
  ) as [ScoredPassage, ...ScoredPassage[]];
}

function unitScore(query: WeighedQuery, scorer: LexicalScorer, unit: Unit, version: VersionRow): Score {
  const { vector: w, window: v } = query.weights;
  const context = scorer.read(unit.contextWords, unit.language);
  const text = scorer.read(unit.textWords, unit.language);
  const lexical = scorer.whole(context, text);
  const vector = (unit.cosine + Math.max(0, ...unit.cosines)) / 2;
  const window = v > 0 ? scorer.window(context, text) : 0;
  const identifier = identifierScore(query, unit, version);
  return { total: lexical + w * vector + v * window + identifier, lexical, vector, window, identifier };
}

function isFind({ lexical, vector, identifier }: Score): boolean {
  return lexical >= weights.find.lexical || vector >= weights.find.vector || identifier > 0;
}

function identifierScore(query: AnalysedQuery, unit: Unit, version: VersionRow): number {
  const held = query.identifiers.filter((identifier) => unit.identifiers.includes(identifier));
  if (held.length === 0) return 0;
  const names = namesOf(version.key, version.metadata);
  const worth = (identifier: string) => {
    if (!isCaseNumber(identifier)) return weights.section;
    return names.includes(identifier) ? weights.ownCaseNumber : weights.caseNumber;
  };
  return Math.max(...held.map(worth));
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
