/** Prints a table: the first column to the left, the others, figures, to the right. */
export function printTable(head: string[], rows: string[][]): void {
  const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  widths[0] = Math.max(widths[0]!, 20);
  console.log('');
  for (const row of [head, ...rows])
    console.log(
      `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  ')}`.trimEnd(),
    );
}

/** Three figures are enough. */
export function shown(value: number | null): string {
  if (value === null) return 'unknown';
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

type Row = Record<string, string | number | null>;

/** Prints rows as aligned columns under their names. */
export function printRows(rows: Row[], empty: string): void {
  if (rows.length === 0) return console.log(empty);
  const names = Object.keys(rows[0]!);
  const cells = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '')))];
  const widths = names.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  for (const line of cells)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    );
}
