import { Injectable } from '@nestjs/common';
import { ContentsRepository, DocumentsRepository, type Asker } from '#corpus';
import { Search, type Found, type SearchRequest } from '#retrieval';
import { answerability } from './answerable.js';
import type { Refusal } from './events.js';
import { Extractive } from './extractive.js';
import { sourceOf } from './source.js';

/** Looks among the versions that are not in force on the day that was asked for. */
@Injectable()
export class Outdated {
  constructor(
    private readonly search: Search,
    private readonly extractive: Extractive,
    private readonly documents: DocumentsRepository,
    private readonly versions: ContentsRepository,
  ) {}

  /** What superseded and future versions say to the question, each with the version in force; with how likely that is. */
  async find(
    asker: Asker,
    request: SearchRequest,
  ): Promise<{ found: Found; likely: number; outdated: Refusal['outdated'] }> {
    const found = await this.search.find(asker, { ...request, outdated: true });
    const likely = answerability(found) ?? 0;
    const quotes = likely > 0 ? await this.extractive.quotes(asker, found) : [];
    const { asOf } = found.scope;
    const inForce = await this.documents.inForce(
      asker,
      [...new Set(quotes.map((quote) => quote.documentId))],
      asOf,
    );
    const rows = new Map(
      (await this.versions.versions(asker, [...inForce.values()])).map((row) => [row.documentId, row]),
    );
    const outdated = quotes.map((quote) => {
      const row = rows.get(quote.documentId);
      return { quote, inForce: row ? sourceOf(row, asOf) : null };
    });
    return { found, likely, outdated };
  }
}
