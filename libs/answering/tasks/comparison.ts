import { Injectable } from '@nestjs/common';
import { CorporaRepository, type Asker } from '#corpus';
import { today } from '#platform';
import type { Source } from '../events.js';
import { sourceOf } from '../source.js';
import { Columns, type CellValue, type Label } from './columns.js';
import { Readings } from './reading.js';

export type Cell = Pick<CellValue, 'value' | 'quote'>[];

export interface Comparison {
  /** In the order asked for. */
  sources: Source[];
  rows: { field: string; label: Label; same: boolean; cells: Cell[] }[];
}

/** Puts documents side by side: what their metadata and their texts say on the same. */
@Injectable()
export class Comparisons {
  constructor(
    private readonly readings: Readings,
    private readonly columns: Columns,
    private readonly corpora: CorporaRepository,
  ) {}

  /** @throws KildeError `unknown-version` */
  async compare(asker: Asker, versions: string[]): Promise<Comparison> {
    const readings = [];
    for (const version of versions) readings.push(await this.readings.read(asker, version));
    const own = new Set(readings.map(({ version }) => version.corpus));
    const corpora = (await this.corpora.readable(asker)).filter(({ slug }) => own.has(slug));
    const rows = [];
    for (const { name: field, label, cell } of this.columns.of(corpora)) {
      const cells = [];
      for (const reading of readings) cells.push(await cell(asker, reading, today()));
      // What none of them says is no difference.
      if (cells.some(({ length }) => length > 0))
        rows.push({ ...{ field, label, same: areSame(cells) }, cells: cells.map(cellOf) });
    }
    return { sources: readings.map(({ version }) => sourceOf(version, today())), rows };
  }
}

/** Without what only serves to compare. */
export function cellOf(values: CellValue[]): Cell {
  return values.map(({ value, quote }) => ({ value, quote }));
}

function areSame(cells: CellValue[][]): boolean {
  const [first, ...others] = cells.map((values) =>
    values
      .map(({ key }) => key)
      .sort()
      .join('\n'),
  );
  return others.every((other) => other === first);
}
