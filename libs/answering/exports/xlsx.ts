import writeExcelFile from 'write-excel-file/node';

/** The most that a cell of Excel's holds. */
const MOST_CHARACTERS = 32_767;
const WIDTH = 32; // characters

/**
 * Rows as a workbook of one sheet, the first row as its head. Every cell is text, so nothing in it is run as a formula.
 */
export async function asXlsx(rows: string[][]): Promise<Buffer> {
  const widest = Math.max(...rows.map((row) => row.length));
  const cells = rows.map((row, at) =>
    row.map((text) => ({
      type: String,
      value: text.slice(0, MOST_CHARACTERS),
      wrap: true,
      alignVertical: 'top' as const,
      fontWeight: at === 0 ? ('bold' as const) : undefined,
    })),
  );
  const columns = Array.from({ length: widest }, () => ({ width: WIDTH }));
  return writeExcelFile(cells, { columns, stickyRowsCount: 1 }).toBuffer();
}
