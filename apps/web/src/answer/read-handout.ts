import type { Corpus, Version } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { day } from '../i18n/format.js';
import type { Texts } from '../i18n/index.js';
import { citation } from '../source/citation.js';
import { permanentLink } from '../source/quote.js';
import type { Handout } from './handout.js';
import { numberSources, type Source } from './sources.js';
import type { Telling } from './telling.js';

/** Reads the quoted documents for their citations. @throws ApiError */
export async function readHandout(
  question: string,
  told: Telling,
  corpora: Corpus[],
  t: Texts,
): Promise<Handout> {
  const sources = numberSources(told.sentences);
  const ids = [...new Set(sources.map(({ quote }) => quote.versionId))];
  const versions = await Promise.all(ids.map((id) => requests.version(id)));
  return {
    question: told.rewritten ?? question,
    origin: t.answer.origin(day(told.scope?.asOf ?? '', t)),
    sentences: told.sentences.map(({ text, quotes }) => ({
      text,
      numbers: sources.filter((source) => quotes.some(source.holds)).map(({ number }) => number),
    })),
    sources: sources.map((source) => cited(source, versions, corpora)),
  };
}

function cited({ number, quote }: Source, versions: Version[], corpora: Corpus[]) {
  const version = versions.find(({ id }) => id === quote.versionId)!;
  const corpus = corpora.find(({ slug }) => slug === quote.corpus);
  return {
    number,
    title: quote.documentTitle,
    quote: quote.text.trim(),
    citation: citation(version, quote, corpus),
    link: permanentLink(version, quote),
  };
}
