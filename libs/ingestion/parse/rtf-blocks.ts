import { oneLine, type Block } from './canonical.js';
import { rowText } from './tables.js';

/** What a paragraph is besides its text. */
export interface ParagraphKind {
  level?: number | undefined;
  inTable: boolean;
  /** Depth in a list, from 0. */
  depth: number;
}

/** Gathers paragraphs, cells and notes in the order of the file and answers with blocks. */
export function blockWriter(): {
  text(piece: string): void;
  /** What a list puts before its item, such as "1." or a bullet. */
  marker(piece: string): void;
  endParagraph(kind: ParagraphKind): void;
  endCell(): void;
  endRow(): void;
  beginNote(): void;
  endNote(): void;
  blocks(): Block[];
} {
  const blocks: Block[] = [];
  const notes: string[] = [];
  let text = '';
  let marker = '';
  let outside: { text: string; marker: string } | null = null;
  let cell: string[] = [];
  let cells: string[] = [];
  let open: { what: 'list' | 'table'; lines: string[] } | null = null;

  const close = () => {
    if (open) blocks.push({ text: open.lines.join('\n') });
    open = null;
  };
  const putLine = (what: 'list' | 'table', line: string) => {
    if (open?.what !== what) close();
    open ??= { what, lines: [] };
    open.lines.push(line);
  };
  const takeText = () => {
    const lines = text.split('\n').map((line) => line.replace(/[^\S\n]+/g, ' ').trim());
    text = '';
    return lines.join('\n').trim();
  };
  const takeMarker = () => {
    const symbol = oneLine(marker);
    marker = '';
    return /[\p{L}\p{N}]/u.test(symbol) ? `${symbol} ` : '- ';
  };

  return {
    text: (piece) => void (text += piece),
    marker: (piece) => void (marker += piece),
    endParagraph({ level, inTable, depth }) {
      const isItem = marker !== '';
      const lead = isItem ? takeMarker() : '';
      const said = takeText();
      if (outside || inTable) {
        if (outside) text = said && `${said} `;
        else cell.push(lead.replace(/^- $/, '') + said);
      } else if (!said) close();
      else if (level !== undefined) {
        close();
        blocks.push({ text: lead.replace(/^- $/, '') + oneLine(said), level });
      } else if (isItem)
        putLine('list', '  '.repeat(Math.min(depth, 8)) + lead + said.replace(/\n/g, '\n  '));
      else {
        close();
        blocks.push({ text: said });
      }
    },
    endCell() {
      cells.push([...cell, takeText()].join(' '));
      cell = [];
      marker = '';
    },
    endRow() {
      const row = rowText(cells);
      if (row) putLine('table', row);
      cells = [];
    },
    beginNote() {
      outside = { text, marker };
      text = marker = '';
    },
    endNote() {
      notes.push(takeText());
      if (outside) ({ text, marker } = outside);
      outside = null;
      text += `[${notes.length}]`;
    },
    blocks() {
      this.endParagraph({ inTable: false, depth: 0 });
      if (cells.length + cell.length > 0) this.endCell();
      this.endRow();
      close();
      if (notes.length > 0) blocks.push({ text: notes.map((note, i) => `${i + 1}. ${note}`).join('\n') });
      return blocks;
    },
  };
}
