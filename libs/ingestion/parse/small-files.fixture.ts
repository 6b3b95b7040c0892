/** Files of many kinds for tests, small enough to be written here byte by byte. */
import { storedZip as zip } from './stored-zip.js';

export { zip };

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** A Word document with this body (WordprocessingML), the styles Title and heading 1 to 3, and these other parts. */
export function docx(body: string, parts: Record<string, string> = {}): Uint8Array {
  const styles = ['Title', 'heading 1', 'heading 2', 'heading 3'].map(
    (name) =>
      `<w:style w:type="paragraph" w:styleId="${name.replace(' ', '')}"><w:name w:val="${name}"/></w:style>`,
  );
  const related = ['styles', 'footnotes'].map(
    (part) => `<Relationship Id="${part}" Type="${OFFICE}/${part}" Target="${part}.xml"/>`,
  );
  return zip({
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="d" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${related.join('')}</Relationships>`,
    'word/styles.xml': `<w:styles ${WORD}>${styles.join('')}</w:styles>`,
    'word/footnotes.xml': `<w:footnotes ${WORD}/>`,
    'word/document.xml': `<w:document ${WORD} xmlns:r="${OFFICE}"><w:body>${body}</w:body></w:document>`,
    ...parts,
  });
}

/** A paragraph of Word's, in a style if one is named. */
export function paragraph(text: string, style?: string, properties = ''): string {
  const named = style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : '';
  return `<w:p>${named}<w:r>${properties}<w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** Text at a place on a page of 595 x 842 points; `y` counts from the top. */
export interface Mark {
  text: string;
  x: number;
  y: number;
  size?: number;
  bold?: boolean;
}

/** A PDF with these pages; `trailer` is added to its trailer, `page` to each of its pages, `drawing` to their contents. */
export function pdf(pages: Mark[][], trailer = '', page = '', drawing = ''): Uint8Array {
  const contents = pages.map((marks) =>
    marks
      .map(({ text, x, y, size = 10, bold }) => {
        const escaped = text.replace(/[\\()]/g, '\\$&');
        return `BT /${bold ? 'B' : 'R'} ${size} Tf ${x} ${842 - y} Td (${escaped}) Tj ET`;
      })
      .join('\n')
      .concat(drawing && `\n${drawing}`),
  );
  const font = (name: string) =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const kids = pages.map((_, i) => `${5 + i * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} /MediaBox [0 0 595 842] >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    ...contents.flatMap((content, i) => [
      `<< /Type /Page ${page} /Parent 2 0 R /Contents ${6 + i * 2} 0 R /Resources << /Font << /R 3 0 R /B 4 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF`;
  return Buffer.from(file + table + end, 'latin1');
}

/** Lines below each other, as `pdf` draws them. */
export function lines(texts: string[], at: Omit<Mark, 'text'>, leading = 13): Mark[] {
  return texts.map((text, i) => ({ ...at, text, y: at.y + i * leading }));
}

const ODF = 'urn:oasis:names:tc:opendocument:xmlns';

/** An OpenDocument file of this kind (`text`, `spreadsheet`, `presentation`) with this body and these automatic styles. */
export function odf(kind: string, body: string, styles = ''): Uint8Array {
  const names = ['office', 'text', 'table', 'style', 'presentation']
    .map((name) => `xmlns:${name}="${ODF}:${name}:1.0"`)
    .concat(`xmlns:draw="${ODF}:drawing:1.0"`)
    .join(' ');
  return zip({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'content.xml': `<office:document-content ${names}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
  });
}

const MAIN = 'http://schemas.openxmlformats.org';
export const DRAWING = `${MAIN}/drawingml/2006/main`;

/** The relationships of an Office Open XML part, with the ids r1, r2 … */
export function related(targets: [type: string, target: string][]): string {
  const list = targets.map(
    ([type, target], i) => `<Relationship Id="r${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

/**
 * A presentation whose slides hold these shapes (PresentationML); a slide's notes stand under its number, and what
 * the master of all slides shows in `master`.
 */
export function pptx(slides: string[], notes: Record<number, string> = {}, master = ''): Uint8Array {
  const names = `xmlns:p="${MAIN}/presentationml/2006/main" xmlns:a="${MAIN}/drawingml/2006/main" xmlns:r="${OFFICE}"`;
  const parts: Record<string, string> = {
    'ppt/presentation.xml': `<p:presentation ${names}>${slides.map((_, i) => `<p:sldId id="${256 + i}" r:id="r${i + 1}"/>`).join('')}</p:presentation>`,
    'ppt/_rels/presentation.xml.rels': related(slides.map((_, i) => ['slide', `slides/slide${i + 1}.xml`])),
  };
  slides.forEach((shapes, i) => {
    parts[`ppt/slides/slide${i + 1}.xml`] = `<p:sld ${names}>${shapes}</p:sld>`;
    parts[`ppt/slides/_rels/slide${i + 1}.xml.rels`] = related([
      ['slideLayout', '../layout.xml'],
      ...(notes[i + 1] ? [['notesSlide', `../notes${i + 1}.xml`] as [string, string]] : []),
    ]);
    parts[`ppt/notes${i + 1}.xml`] = `<p:notes ${names}>${shape(notes[i + 1] ?? '', 'body')}</p:notes>`;
  });
  parts['ppt/layout.xml'] = `<p:sldLayout ${names}/>`;
  parts['ppt/_rels/layout.xml.rels'] = related([['slideMaster', 'master.xml']]);
  parts['ppt/master.xml'] = `<p:sldMaster ${names}>${master}</p:sldMaster>`;
  return zip(parts);
}

/** A shape of a slide with these lines, standing for a place of the layout if one is named. */
export function shape(lines: string, place?: string): string {
  const paragraphs = lines.split('\n').map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`);
  return `<p:sp>${place ? `<p:nvPr><p:ph type="${place}"/></p:nvPr>` : ''}<p:txBody>${paragraphs.join('')}</p:txBody></p:sp>`;
}

/** A workbook: the rows of each sheet (SpreadsheetML), shared strings, formats of cells by their number format, other parts. */
export function xlsx(
  sheets: Record<string, string>,
  strings: string[] = [],
  formats: number[] = [],
  parts: Record<string, string> = {},
): Uint8Array {
  const names = `xmlns="${MAIN}/spreadsheetml/2006/main" xmlns:r="${OFFICE}"`;
  const list = Object.entries(sheets);
  const files = list.map((_, i): [string, string] => ['worksheet', `worksheets/sheet${i + 1}.xml`]);
  return zip({
    'xl/workbook.xml': `<workbook ${names}>${list.map(([name], i) => `<sheet name="${name}" r:id="r${i + 1}"${name.startsWith('_') ? ' state="hidden"' : ''}/>`).join('')}</workbook>`,
    'xl/_rels/workbook.xml.rels': related([
      ...files,
      ['sharedStrings', 'strings.xml'],
      ['styles', 'styles.xml'],
    ]),
    'xl/strings.xml': `<sst ${names}>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet ${names}><cellXfs>${formats.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      list.map(([, rows], i) => [`xl/${files[i]![1]}`, `<worksheet ${names}>${rows}</worksheet>`]),
    ),
    ...parts,
  });
}

/** An e-book of these chapters (XHTML bodies). */
export function epub(chapters: string[]): Uint8Array {
  const items = chapters.map((_, i) => `<item id="c${i}" href="text/${i}.xhtml"/>`).join('');
  const spine = chapters.map((_, i) => `<itemref idref="c${i}"/>`).join('');
  return zip({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': '<container><rootfile full-path="OEBPS/book.opf"/></container>',
    'OEBPS/book.opf': `<package xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Bogen</dc:title>${items}<spine>${spine}</spine></package>`,
    ...Object.fromEntries(
      chapters.map((body, i) => [`OEBPS/text/${i}.xhtml`, `<html><body>${body}</body></html>`]),
    ),
  });
}

/** The beginning of an OLE container whose directory names this stream; `first` stands in its first sector. */
export function ole(stream: string, first = ''): Uint8Array {
  const file = Buffer.alloc(2048);
  file.write('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1');
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  file.write(first, 512, 'latin1');
  file.write(stream, 1024, 'utf16le');
  return file;
}
