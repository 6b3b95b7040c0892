import type { z } from 'zod';
import { holdsOn, type DocumentView, type IngestionView, type VersionSummary } from '#corpus';
import { byLanguage, today, type Language } from '#platform';
import {
  marker,
  passageText,
  rankPassages,
  type Found,
  type Marker,
  type RankedDocument,
  type ScoredPassage,
} from '#retrieval';
import type {
  Document,
  Hit,
  Ingestion,
  SearchResponse,
  VersionSummary as VersionSummaryResponse,
} from './contract/index.js';
import type { routes } from './contract/routes.js';

/** How what the rooms know is shown over HTTP. Pure. */

/** @param most further passages */
function hitView(found: Found, markers: Markers, document: RankedDocument, most: number): Hit {
  const { version, units, lanes, reranker } = document;
  const { lexical, vector, window, identifier, total } = units[0].score;
  const [best, ...others] = rankPassages(found.query, found.scorer, document);
  const further = others.filter(({ score }) => score >= best.score * MORE);
  const { matches, ...passage } = passageView(markers, best);
  return {
    score: total,
    passage,
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
      current: holdsOn(version, today()),
      replacedBy: version.replacedBy,
    },
    metadata: version.date ? { date: version.date, ...version.metadata } : version.metadata,
    matches,
    why: { lanes, lexical, vector, window, identifier, ...(reranker !== undefined && { reranker }) },
    more: further.length,
    others: further.slice(0, most).map((other) => passageView(markers, other)),
  };
}

/** Another passage of the document is worth a mention when it scores this share of the one shown. */
const MORE = 0.5;

/** What marks texts of each language. */
type Markers = Record<Language, Marker>;

function passageView(markers: Markers, { unit, passage }: ScoredPassage): Hit['others'][number] {
  const { id, language, headings, pageFrom, start, end } = passage;
  const text = passageText(unit, passage);
  return {
    id,
    text,
    language,
    headings,
    page: pageFrom,
    start,
    end,
    matches: markers[language](text, start),
  };
}

/** What part of the found is shown, and how. */
type Page = Pick<z.output<typeof routes.search.body>, 'limit' | 'offset' | 'sort' | 'passages'>;

/** One page of what was found, in the order asked for. */
export function searchView(
  found: Found,
  { limit, offset, sort, passages }: Page,
): Omit<SearchResponse, 'didYouMean'> {
  const documents = sort === 'date' ? found.documents.toSorted(newestFirst) : found.documents;
  const markers = byLanguage((language) =>
    marker(
      found.wanted[language].map(({ word }) => word),
      language,
    ),
  );
  const page = documents.slice(offset, offset + limit);
  return {
    hits: page.map((document) => hitView(found, markers, document, passages)),
    total: documents.length,
    facets: found.facets.map((facet) => ({ ...facet, label: facet.label as Record<string, string> })),
    scope: found.scope as SearchResponse['scope'],
    ...(found.degraded.length > 0 && { degraded: found.degraded }),
  };
}

function newestFirst(a: RankedDocument, b: RankedDocument): number {
  return (b.version.date ?? '').localeCompare(a.version.date ?? '');
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
