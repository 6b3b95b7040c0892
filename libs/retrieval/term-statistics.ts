import { Injectable } from '@nestjs/common';
import { StatisticsRepository, type QueryStatistics, type Scope, type Term } from '#corpus';

/** What was looked up between two changes of the statistics; frequencies of 0 included. */
interface Known {
  generation: string;
  frequency: Map<string, number>;
}

const MOST_SCOPES = 16;
/** Some 10 MB a scope. */
const MOST_TERMS = 100_000;

/** Looks frequencies up, and remembers them until something in scope changes. Never answers with old ones. */
@Injectable()
export class TermStatistics {
  private readonly scopes = new Map<string, Known>();

  constructor(private readonly repository: StatisticsRepository) {}

  /**
   * N, average lengths and the frequencies of at least these terms over the corpora in scope.
   * @param terms by their keys
   */
  async of(scope: Scope, terms: ReadonlyMap<string, Term>): Promise<QueryStatistics> {
    const key = JSON.stringify([scope.asker, scope.corpora.map((corpus) => corpus.id)]);
    const before = this.scopes.get(key);
    const unknown = before ? new Map([...terms].filter(([term]) => !before.frequency.has(term))) : terms;
    let found = await this.repository.of(scope, unknown.values());
    if (before && found.generation === before.generation) {
      remember(before, unknown, found);
      return { ...found, frequency: before.frequency };
    }
    if (unknown.size < terms.size) found = await this.repository.of(scope, terms.values());
    const known = { generation: found.generation, frequency: new Map<string, number>() };
    remember(known, terms, found);
    this.keep(key, known);
    return { ...found, frequency: known.frequency };
  }

  private keep(key: string, known: Known): void {
    this.scopes.delete(key);
    this.scopes.set(key, known);
    const [oldest] = this.scopes.keys();
    if (this.scopes.size > MOST_SCOPES) this.scopes.delete(oldest!);
  }
}

function remember(known: Known, terms: ReadonlyMap<string, Term>, { frequency }: QueryStatistics): void {
  // A new map, so that a search that holds the old one keeps what it asked for.
  if (known.frequency.size + terms.size > MOST_TERMS) known.frequency = new Map(frequency);
  for (const term of terms.keys()) known.frequency.set(term, frequency.get(term) ?? 0);
}
