import type { Language } from '#platform';

/** Who asks. Without a principal only public corpora can be read, and only where anonymous reading is on. */
export interface Asker {
  principal: string | null;
  anonymous: boolean;
}

/** The corpora that an asker may read: $1 is the principal, $2 whether anonymous reading is on. */
export const READABLE = `SELECT corpus_id FROM corpus_roles($1::uuid, $2::boolean)`;

/** A condition on a version's metadata, checked against the corpora's schemas before it comes here. */
export type Filter =
  | { field: string; type: 'keyword'; anyOf: string[] }
  | { field: string; type: 'number'; anyOf?: number[]; from?: number; to?: number }
  | { field: string; type: 'date'; anyOf?: string[]; from?: string; to?: string };

/** What a question may look at. Empty `corpora` means nothing, never everything. */
export interface Scope {
  asker: Asker;
  corpora: { id: string; slug: string; language: Language }[];
  /** YYYY-MM-DD */
  asOf: string;
  /** The versions that are not in force on that day, instead of those that are. */
  outdated?: boolean | undefined;
  filters: Filter[];
  /** Lists of term ids, one a language, of which a unit must hold at least one list whole (quoted phrases). */
  required: number[][];
  /** Term ids of which a unit may hold none. */
  excluded: number[];
}

/** Collects the values of a statement; `add` returns the placeholder. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** `scope (id)`: the asked-for corpora that this asker may read, decided by the database. */
export function scopeCte(scope: Scope, parameters: Parameters): string {
  const slugs = parameters.add(scope.corpora.map((corpus) => corpus.id));
  const principal = parameters.add(scope.asker.principal);
  const anonymous = parameters.add(scope.asker.anonymous);
  return `scope AS MATERIALIZED (
    SELECT corpus_id AS id FROM corpus_roles(${principal}::uuid, ${anonymous}::boolean) WHERE corpus_id = ANY (${slugs}::uuid[])
  )`;
}

/** The conditions that every lane puts on a unit `u` and its version `v`. */
export function inScope(scope: Scope, parameters: Parameters): string {
  return [
    'u.corpus_id IN (SELECT id FROM scope)',
    ...ofVersions(scope, parameters),
    ...ofUnits(scope, parameters),
  ].join('\n      AND ');
}

/** Those of them that only look at the version `v`. */
export function versionInScope(scope: Scope, parameters: Parameters): string {
  return ['v.corpus_id IN (SELECT id FROM scope)', ...ofVersions(scope, parameters)].join('\n      AND ');
}

/** Those of them that only look at the unit `u`. */
export function unitInScope(scope: Scope, parameters: Parameters): string {
  return ['u.corpus_id IN (SELECT id FROM scope)', ...ofUnits(scope, parameters)].join('\n      AND ');
}

function ofVersions(scope: Scope, parameters: Parameters): string[] {
  const day = parameters.add(scope.asOf);
  return [
    ...(scope.outdated
      ? [`(v.valid_from > ${day}::date OR v.valid_to <= ${day}::date)`]
      : [
          `(v.valid_from IS NULL OR v.valid_from <= ${day}::date)`,
          `(v.valid_to IS NULL OR v.valid_to > ${day}::date)`,
        ]),
    ...scope.filters
      .filter(({ field }) => field !== 'language')
      .map((filter) => condition(filter, parameters)),
  ];
}

function ofUnits(scope: Scope, parameters: Parameters): string[] {
  const conditions = scope.filters
    .filter(({ field }) => field === 'language')
    .map((filter) => condition(filter, parameters));
  if (scope.required.length > 0) {
    conditions.push(
      `(${scope.required.map((ids) => `u.terms @> ${parameters.add(ids)}::int[]`).join(' OR ')})`,
    );
  }
  if (scope.excluded.length > 0) conditions.push(`NOT u.terms && ${parameters.add(scope.excluded)}::int[]`);
  return conditions;
}

/** Columns that are filtered like fields, with the type that values are compared as. */
const COLUMNS: Record<string, [column: string, type: string]> = {
  kind: ['v.kind', 'text'],
  language: ['u.language', 'text'],
  date: ['v.date', 'date'],
  version: ['v.id', 'uuid'],
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function condition(filter: Filter, parameters: Parameters): string {
  const column = COLUMNS[filter.field];
  if (filter.type === 'keyword') {
    if (column) {
      const [name, type] = column;
      const values = type === 'uuid' ? filter.anyOf.filter((value) => UUID.test(value)) : filter.anyOf;
      return `${name} = ANY (${parameters.add(values)}::${type}[])`;
    }
    // In a form that the index on metadata answers: the field is the value, or a list that holds it.
    const held = filter.anyOf.flatMap((value) => [value, [value]]);
    const each = held.map((value) => `v.metadata @> ${parameters.add({ [filter.field]: value })}::jsonb`);
    return each.length > 0 ? `(${each.join(' OR ')})` : 'false';
  }
  // Days of metadata compare as text because they are written YYYY-MM-DD.
  const type = column?.[1] ?? (filter.type === 'number' ? 'numeric' : 'text');
  const typed = column?.[0] ?? `(v.metadata ->> ${parameters.add(filter.field)})::${type}`;
  const parts = [];
  if (filter.anyOf) parts.push(`${typed} = ANY (${parameters.add(filter.anyOf)}::${type}[])`);
  if (filter.from !== undefined) parts.push(`${typed} >= ${parameters.add(filter.from)}::${type}`);
  if (filter.to !== undefined) parts.push(`${typed} <= ${parameters.add(filter.to)}::${type}`);
  return parts.length > 0 ? parts.join(' AND ') : 'true';
}

/** Units by their primary key, as `k` with their place `k.at`: parameters $3 and $4 are `keysOf`, behind those of READABLE. */
export const BY_KEY = byKey('$3', '$4');

export function keysOf(keys: { corpusId: string; unitId: string }[]): [corpora: string[], units: string[]] {
  return [keys.map((key) => key.corpusId), keys.map((key) => key.unitId)];
}

/** The units with these keys, as `u`, found by their primary key; `k.at` is their place. */
export function unitsByKey(keys: { corpusId: string; unitId: string }[], parameters: Parameters): string {
  const [corpora, units] = keysOf(keys);
  return `${byKey(parameters.add(corpora), parameters.add(units))} JOIN units u ON u.corpus_id = k.corpus_id AND u.id = k.id`;
}

function byKey(corpora: string, units: string): string {
  return `unnest(${corpora}::uuid[], ${units}::uuid[]) WITH ORDINALITY AS k (corpus_id, id, at)`;
}
