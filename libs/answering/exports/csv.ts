/** What Excel, LibreOffice and others take for the beginning of a formula. (OWASP, "CSV Injection".) */
const FORMULA = /^[\s\0]*[=+\-@|%＝＋－＠]/u;

/**
 * Rows as CSV: RFC 4180, with the mark by which Excel knows UTF-8. A text that a spreadsheet would take for a formula
 * gets an apostrophe before it, since what stands in documents must never be run. Pure.
 */
export function asCsv(rows: string[][]): string {
  const cell = (text: string) => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}
