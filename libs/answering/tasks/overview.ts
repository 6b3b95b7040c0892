import { Injectable } from '@nestjs/common';
import type { Asker } from '#corpus';
import { KildeError } from '#platform';
import { Search, type Found, type RankedDocument, type SearchRequest } from '#retrieval';
import type { Source } from '../events.js';
import { Extractive } from '../extractive.js';
import { Refusing } from '../refusal.js';
import { sourceOf } from '../source.js';
import { Columns, type Label } from './columns.js';
import { cellOf, type Cell } from './comparison.js';
import { Readings, type Reading } from './reading.js';

export interface Overview {
  columns: { name: string; label: Label }[];
  rows: { source: Source; cells: Cell[] }[];
  /** Read and left out together. */
  found: number;
  read: number;
  left: { code: 'over-limit' | 'less-relevant'; count: number }[];
  scope: Found['scope'];
}

export interface OverviewRequest extends Omit<SearchRequest, 'facets' | 'candidates' | 'outdated'> {
  /** Names of columns, or questions put to each document. */
  columns?: (string | { question: string })[] | undefined;
  limit: number;
}

const STANDARD = ['answer', 'outcome', 'amounts', 'provisions', 'date'];
const ANSWER = { da: 'Svar', de: 'Antwort', en: 'Answer' };

/** A column of an overview: what it says of a document; `read` gives the whole text to those that need it. */
interface Told {
  name: string;
  label: Label;
  cell: (document: RankedDocument, read: () => Promise<Reading>) => Promise<Cell>;
}

/** Reads everything that a search finds, and tells it in a table. */
@Injectable()
export class Overviews {
  constructor(
    private readonly search: Search,
    private readonly readings: Readings,
    private readonly columns: Columns,
    private readonly extractive: Extractive,
    private readonly refusing: Refusing,
  ) {}

  /** @throws KildeError `unknown-column`, `out-of-policy`, and as `Search.find` does */
  async overview(
    asker: Asker,
    { columns: wanted = STANDARD, limit, ...request }: OverviewRequest,
    signal?: AbortSignal,
  ): Promise<Overview> {
    const questions = wanted.flatMap((column) => (typeof column === 'string' ? [] : column.question));
    for (const text of [request.query, ...questions]) this.refusing.forbid(text);
    const found = await this.search.find(asker, request);
    const documents = found.documents.slice(0, limit);
    const columns: Told[] = [];
    for (const column of wanted) columns.push(await this.told(asker, column, request, found, documents));
    const rows = [];
    for (const document of documents) {
      signal?.throwIfAborted();
      let reading: Promise<Reading> | undefined;
      const read = () => (reading ??= this.readings.read(asker, document.version.id));
      const cells = [];
      for (const { cell } of columns) cells.push(await cell(document, read));
      rows.push({ source: sourceOf(document.version, found.scope.asOf), cells });
    }
    const left = [
      { code: 'over-limit' as const, count: found.documents.length - documents.length },
      { code: 'less-relevant' as const, count: found.below },
    ];
    return {
      columns: columns.map(({ name, label }) => ({ name, label })),
      ...{ rows, scope: found.scope, read: documents.length, left: left.filter(({ count }) => count > 0) },
      found: found.documents.length + found.below,
    };
  }

  private async told(
    asker: Asker,
    wanted: string | { question: string },
    request: SearchRequest,
    found: Found,
    documents: RankedDocument[],
  ): Promise<Told> {
    if (typeof wanted !== 'string') {
      const answers = await this.ask(asker, wanted.question, request, documents);
      const label = { [answers.scope.language ?? 'en']: wanted.question };
      return { name: wanted.question, label, cell: (document) => this.answer(asker, answers, document) };
    }
    if (wanted === 'answer')
      return { name: wanted, label: ANSWER, cell: (document) => this.answer(asker, found, document) };
    const known = this.columns.of(found.searched);
    const column = known.find(({ name }) => name === wanted);
    if (!column)
      throw new KildeError(
        'unknown-column',
        400,
        `There is no column "${wanted}". Columns of the corpora searched: ${['answer', ...known.map(({ name }) => name)].join(', ')}.`,
      );
    const cell: Told['cell'] = async (_, read) =>
      cellOf(await column.cell(asker, await read(), found.scope.asOf));
    return { name: wanted, label: column.label, cell };
  }

  /** A question put to these documents alone. */
  private ask(
    asker: Asker,
    question: string,
    { filters, ...request }: SearchRequest,
    documents: RankedDocument[],
  ): Promise<Found> {
    const only = { version: documents.map(({ version }) => version.id) };
    return this.search.find(asker, { ...request, query: question, filters: { ...filters, ...only } });
  }

  /** What a document says to a question, in its own sentences. */
  private async answer(asker: Asker, found: Found, { version }: RankedDocument): Promise<Cell> {
    const documents = found.documents.filter((document) => document.version.id === version.id);
    const quotes = await this.extractive.quotes(asker, { ...found, documents });
    return quotes.map((quote) => ({ value: quote.text, quote }));
  }
}
