import {
  Document,
  HeadingLevel,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Quote } from '../events.js';
import { placeOf } from '../tasks/citation.js';
import { WORDS } from './words.js';
import type { OverviewTable } from './table.js';
import { xmlText } from './xml-text.js';

const WHOLE = { size: 100, type: WidthType.PERCENTAGE };

/** An overview as a Word document: the table, its values numbered, and below it the quote behind each number. */
export async function asWord({ title, language, head, rows, notes }: OverviewTable): Promise<Buffer> {
  const sources: Quote[] = [];
  const numbered = (quote: Quote | null) => (quote ? ` [${sources.push(quote)}]` : '');
  const line = (texts: string[], bold = false) =>
    texts.map((text) => new Paragraph({ children: [new TextRun({ text: xmlText(text), bold })] }));
  const cell = (texts: string[], bold = false) =>
    new TableCell({ children: line(texts.length > 0 ? texts : [''], bold) });
  const table = new Table({
    width: WHOLE,
    rows: [
      new TableRow({
        tableHeader: true,
        children: [head.document[0]!, ...head.columns].map((name) => cell([name], true)),
      }),
      ...rows.map(
        ({ document: [name, ...about], cells }) =>
          new TableRow({
            children: [
              new TableCell({ children: [...line([name!], true), ...line(about.filter(Boolean))] }),
              ...cells.map((values) => cell(values.map(({ value, quote }) => value + numbered(quote)))),
            ],
          }),
      ),
    ],
  });
  const listed = sources.map((quote, at) => {
    const { documentTitle, text } = quote;
    const where = [documentTitle, placeOf(quote, language)].filter(Boolean).join(', ');
    return new Paragraph({ children: [new TextRun({ text: xmlText(`[${at + 1}] ${where}: “${text}”`) })] });
  });
  const document = new Document({
    title: xmlText(title),
    creator: 'Kilde',
    styles: { default: { document: { run: { font: 'Calibri', size: 18 } } } },
    sections: [
      {
        properties: { page: { size: { orientation: PageOrientation.LANDSCAPE } } },
        children: [
          new Paragraph({ text: xmlText(title), heading: HeadingLevel.TITLE }),
          ...line(notes),
          table,
          new Paragraph({ text: WORDS[language].sources, heading: HeadingLevel.HEADING_1 }),
          ...listed,
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
