import { Injectable } from '@nestjs/common';
import { ImpactsRepository, SearchRepository, type Candidate, type LexicalQuery, type Scope } from '#corpus';
import { firstInScope } from './first-in-scope.js';
import { follow } from './follow.js';
import { ImpactTable } from './impact-table.js';

/** Where impacts are added up: in the database, or in this process on the embedded engine. */
export interface Impacts {
  /** To be called before `best` for each search, so that it knows what is stored by then. */
  prepare(): Promise<void>;
  /** Units in scope that say most of what a query asks for, best first. */
  best(scope: Scope, query: LexicalQuery, limit: number): Promise<Candidate[]>;
}

export const IMPACTS = Symbol('impacts');

/** The server engine adds up where the impacts are stored, of a bounded number of units. */
@Injectable()
export class StoredImpacts implements Impacts {
  constructor(private readonly search: SearchRepository) {}

  prepare(): Promise<void> {
    return Promise.resolve();
  }

  best(scope: Scope, query: LexicalQuery, limit: number): Promise<Candidate[]> {
    return this.search.lexical(scope, query, limit);
  }
}

/**
 * Keeps the impacts of all units in this process: the embedded engine takes 20 ms to look at a sixth of 30,000, arrays
 * here 1 to look at all that hold a term. Whether a unit may be seen is asked of the database each time.
 */
@Injectable()
export class ImpactsInMemory implements Impacts {
  private readonly table = new ImpactTable();
  readonly prepare: () => Promise<void>;

  constructor(
    private readonly search: SearchRepository,
    impacts: ImpactsRepository,
  ) {
    this.prepare = follow(
      (sequence, limit) => impacts.storedAfter(sequence, limit),
      (stored) => this.table.add(stored),
    );
  }

  async best(scope: Scope, query: LexicalQuery, limit: number): Promise<Candidate[]> {
    const found = await firstInScope(this.search, scope, limit, (count, corpora) =>
      this.table.best(query.weights, count, corpora),
    );
    return found ?? this.search.lexical(scope, query, limit);
  }
}
