import { isCaseNumber, type AnalysedQuery, type PassageRow, type UnitRow, type VersionRow } from '#corpus';
import { groupBy, words } from '#platform';
import type { LexicalScorer } from './lexical-score.js';
import { weights } from './weights.js';

export type Lane = 'lexical' | 'vector' | 'identifier';

export interface Score {
  total: number;
  lexical: number;
  vector: number;
  window: number;
  identifier: number;
}

/** A document among the candidates, with its best passage. */
export interface RankedDocument {
  version: VersionRow;
  unit: UnitRow;
  passage: PassageRow;
  score: Score;
  lanes: Lane[];
  /** Further passages of the document's candidate units that score at least half as well. */
  more: number;
  /** All passages of the document's candidate units, best first. */
  passages: { unit: UnitRow; passage: PassageRow; score: number }[];
}

/** The passage's text, cut from its unit's. */
export function passageText(unit: UnitRow, passage: PassageRow): string {
  return unit.text.slice(passage.start - unit.start, passage.end - unit.start);
}

/**
 * The second stage: the full score of each candidate unit, the best of each document, best first. Pure.
 * Documents with a lower score than `relativeFloor` of the best are left out.
 */
export function rank(query: AnalysedQuery, scorer: LexicalScorer, candidates: { units: UnitRow[]; versions: VersionRow[] }, lanes: Map<string, Lane[]>): RankedDocument[] {
  const versions = new Map(candidates.versions.map((version) => [version.id, version]));
  const allowed = candidates.units.filter((unit) => versions.has(unit.versionId) && obeys(query, unit));
  const scored = allowed.map((unit) => ({ unit, score: unitScore(query, scorer, unit) })).sort((a, b) => b.score.total - a.score.total || (a.unit.id < b.unit.id ? -1 : 1));
  const floor = (scored[0]?.score.total ?? 0) * weights.relativeFloor;

  const byDocument = groupBy(
    scored.filter(({ score }) => score.total > 0 && score.total >= floor),
    ({ unit }) => versions.get(unit.versionId)!.documentId,
  );
  return [...byDocument.values()].map((units) => {
    const best = units[0]!;
    const passages = units
      .flatMap(({ unit }) => unit.passages.map((passage) => ({ unit, passage, score: passageScore(query, scorer, unit, passage) })))
      .sort((a, b) => b.score - a.score || a.passage.start - b.passage.start);
    const chosen = passages.find(({ unit }) => unit === best.unit)!;
    return {
      version: versions.get(best.unit.versionId)!,
      unit: best.unit,
      passage: chosen.passage,
      score: best.score,
      lanes: lanes.get(best.unit.id) ?? [],
      more: passages.filter((other) => other !== chosen && other.score > 0 && other.score >= chosen.score / 2).length,
      passages,
    };
  });
}

function unitScore(query: AnalysedQuery, scorer: LexicalScorer, unit: UnitRow): Score {
  const { vector: w, window: v } = query.question ? weights.question : weights.keywords;
  const lexical = scorer.whole(`${unit.context}\n${unit.text}`, unit.language);
  const vector = (unit.cosine + Math.max(0, ...unit.passages.map((passage) => passage.cosine))) / 2;
  const window = v > 0 ? scorer.window(unit.context, unit.text, unit.language) : 0;
  const identifier = identifierScore(query, unit);
  return { total: lexical + w * vector + v * window + identifier, lexical, vector, window, identifier };
}

function identifierScore(query: AnalysedQuery, unit: UnitRow): number {
  const held = query.identifiers.filter((identifier) => unit.identifiers.includes(identifier));
  return Math.max(0, ...held.map((identifier) => (isCaseNumber(identifier) ? weights.caseNumber : weights.section)));
}

function passageScore(query: AnalysedQuery, scorer: LexicalScorer, unit: UnitRow, passage: PassageRow): number {
  const { vector } = query.question ? weights.question : weights.keywords;
  return scorer.whole(`${passage.headings.join('\n')}\n${passageText(unit, passage)}`, passage.language) + vector * Math.max(0, passage.cosine);
}

/** Quoted phrases must stand in the unit word for word, excluded words must not. */
function obeys(query: AnalysedQuery, unit: UnitRow): boolean {
  if (query.phrases.length === 0 && query.excluded.length === 0) return true;
  const text = ` ${words(`${unit.context}\n${unit.text}`).join(' ')} `;
  return query.phrases.every((phrase) => text.includes(` ${phrase.join(' ')} `)) && !query.excluded.some((word) => text.includes(` ${word} `));
}
