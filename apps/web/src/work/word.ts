import {
  Document,
  ExternalHyperlink,
  HeadingLevel,
  Packer,
  Paragraph,
  TextRun,
  type ParagraphChild,
} from 'docx';
import type { CaseDocument } from './case-document.js';

const QUOTE_INDENT = 567; // 1 cm, in twentieths of a point

/** As a Word document: headings, quotes indented, each citation a link to its place. */
export async function asWord({ title, origin, notes, places }: CaseDocument): Promise<Blob> {
  const children = [
    heading(title, HeadingLevel.TITLE),
    ...paragraphs(origin, { italics: true }),
    ...paragraphs(notes),
    ...places.flatMap(({ title, quote, source, note }, at) => [
      heading(`${at + 1}. ${title}`, HeadingLevel.HEADING_2),
      ...paragraphs(quote ?? '', {}, QUOTE_INDENT),
      ...(source ? [new Paragraph({ children: [linked(source)] })] : []),
      ...paragraphs(note),
    ]),
  ];
  const spacing = { after: 120 };
  const document = new Document({
    title: xmlText(title),
    creator: 'Kilde',
    styles: { default: { document: { run: { font: 'Calibri', size: 22 }, paragraph: { spacing } } } },
    sections: [{ children }],
  });
  return Packer.toBlob(document);
}

function heading(text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel]): Paragraph {
  return new Paragraph({ text: xmlText(text), heading: level });
}

function linked({ citation, link }: { citation: string; link: string }): ParagraphChild {
  return new ExternalHyperlink({
    link,
    children: [new TextRun({ text: xmlText(citation), style: 'Hyperlink' })],
  });
}

/** A paragraph for each line of a text. */
function paragraphs(text: string, run: { italics?: boolean } = {}, left = 0): Paragraph[] {
  return text
    .split('\n')
    .filter((line) => line.trim())
    .map(
      (line) =>
        new Paragraph({ indent: { left }, children: [new TextRun({ ...run, text: xmlText(line.trim()) })] }),
    );
}

/** Without the control characters that XML cannot hold. */
function xmlText(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}
