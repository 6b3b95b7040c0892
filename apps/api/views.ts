import { holdsOn, type DocumentView, type IngestionView, type VersionSummary } from '#corpus';
import { matches, passageText, rankPassages, type Found, type RankedDocument } from '#retrieval';
import type {
  Document,
  Hit,
  Ingestion,
  SearchResponse,
  VersionSummary as VersionSummaryResponse,
} from './contract/index.js';

/** How what the rooms know is shown over HTTP. Pure. */

export function hitView(found: Found, document: RankedDocument): Hit {
  const { version, units, lanes, reranker } = document;
  const { lexical, vector, window, identifier, total } = units[0].score;
  const [best, ...others] = rankPassages(found.query, found.scorer, document);
  const { unit, passage } = best;
  const text = passageText(unit, passage);
  return {
    score: total,
    passage: {
      id: passage.id,
      text,
      language: passage.language,
      headings: passage.headings,
      page: passage.pageFrom,
      start: passage.start,
      end: passage.end,
    },
    document: {
      id: version.documentId,
      key: version.key,
      title: version.title,
      corpus: version.corpus,
      kind: version.kind,
      rank: version.rank,
      treatments: version.treatments,
    },
    version: {
      id: version.id,
      validFrom: version.validFrom,
      validTo: version.validTo,
      current: holdsOn(version, new Date().toISOString().slice(0, 10)),
    },
    metadata: version.date ? { date: version.date, ...version.metadata } : version.metadata,
    matches: matches(
      found.wanted[passage.language].map(({ word }) => word),
      text,
      passage.language,
      passage.start,
    ),
    why: { lanes, lexical, vector, window, identifier, ...(reranker !== undefined && { reranker }) },
    more: others.filter(({ score }) => score >= best.score * MORE).length,
  };
}

/** Another passage of the document is worth a mention when it scores this share of the one shown. */
const MORE = 0.5;

export function searchView(found: Found, limit: number, offset: number): SearchResponse {
  return {
    hits: found.documents.slice(offset, offset + limit).map((document) => hitView(found, document)),
    total: found.documents.length,
    facets: found.facets.map((facet) => ({ ...facet, label: facet.label as Record<string, string> })),
    scope: found.scope as SearchResponse['scope'],
    ...(found.degraded.length > 0 && { degraded: found.degraded }),
  };
}

export function versionView({
  documentId: _,
  createdAt,
  ...version
}: VersionSummary): VersionSummaryResponse {
  return { ...version, createdAt: createdAt.toISOString() };
}

export function documentView(document: DocumentView): Document {
  const { id, key, corpus, parent, treatments, versions } = document;
  const current = versions.find((version) => version.current);
  const shown = current ?? versions[0];
  return {
    id,
    key,
    corpus,
    title: shown?.title ?? key,
    kind: shown?.kind ?? null,
    current: current?.id ?? null,
    parent,
    treatments,
    versions: versions.map(versionView),
  };
}

export function ingestionView({
  reasonCode,
  reason,
  createdAt,
  finishedAt,
  ...ingestion
}: IngestionView): Ingestion {
  return {
    ...ingestion,
    reason: reasonCode ? { code: reasonCode, message: reason ?? '' } : null,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
