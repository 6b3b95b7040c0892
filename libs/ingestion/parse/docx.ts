import mammoth from 'mammoth';
import { parseFragment } from 'parse5';
import { assemble, oneLine } from './canonical.js';
import { NUMBER, withNumbers } from './docx-numbers.js';
import { INSERTED_HEADING, withInsertions } from './docx-insertions.js';
import { htmlBlocks, isUnread, MARKER } from './html-blocks.js';
import { attribute, elements, isElement, textOf, type Element, type Node } from './html-tree.js';
import { officeProperties } from './office-properties.js';
import { ParseFailure } from './parse-failure.js';
import type { ParsedDocument } from './parsed-document.js';
import { append, makeText } from './xml-tree.js';
import { readZipEntry, zipEntries } from './zip.js';

/** The title of a document stands above its headings, so these begin at the second level. */
const LEVELS = [1, 2, 3, 4, 5, 6];
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  ...LEVELS.map((level) => `p[style-name='heading ${level}'] => h${Math.min(6, level + 1)}:fresh`),
  ...LEVELS.map((level) => `p.${INSERTED_HEADING}${level} => h${Math.min(6, level + 1)}:fresh`),
];
/** What mammoth says of parts that hold text and that it cannot read: formulas, other files inserted, ruby. */
const LEFT_OUT = /ignored: .*(?:oMath|altChunk|subDoc|ruby)/;
/** A paragraph in bold that is longer than this is emphasised text and no heading. */
const BOLD_HEADING_LENGTH = 90;

/**
 * A Word document with the numbers that Word shows: headings by style, or by whole short paragraphs in bold where no heading style is used;
 * footnotes at the end. Title, author and dates of the file go to the metadata.
 * Throws ParseFailure 'corrupt' or 'too-large'.
 */
export async function parseDocx(bytes: Uint8Array): Promise<ParsedDocument> {
  const entries = zipEntries(bytes);
  const properties = entries.find(({ name }) => name === 'docProps/core.xml');
  for (const entry of entries) if (/\.(?:xml|rels)$/.test(entry.name)) readZipEntry(bytes, entry);
  const { html, warnings } = await toHtml(await withInsertions(withNumbers(bytes)));
  const body = parseFragment(html);
  if (elements(body, ({ tagName }) => /^h[1-6]$/.test(tagName)).length === 0) promoteBoldParagraphs(body);
  placeNumbers(body);
  return {
    ...assemble(htmlBlocks(body, (element) => isUnread(element) || isBackReference(element))),
    metadata: officeProperties(properties ? readZipEntry(bytes, properties) : null),
    warnings,
  };
}

async function toHtml(bytes: Uint8Array): Promise<Pick<ParsedDocument, 'warnings'> & { html: string }> {
  try {
    // Pictures are left out before they are read, since by default they would become part of the HTML.
    const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: '' }));
    const options = { styleMap: STYLES, convertImage };
    const { value: html, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, options);
    const partial = messages.some(({ message }) => LEFT_OUT.test(message));
    return { html, warnings: partial ? ['content-left-out'] : [] };
  } catch {
    throw new ParseFailure(
      'corrupt',
      'The Word document is damaged: open it in Word or LibreOffice, save it again as .docx and send the new file.',
    );
  }
}

/** The number of an item is its mark; that of another paragraph stands before its text. */
function placeNumbers(body: Node): void {
  const marks = elements(body, (element) => attribute(element, 'id')?.startsWith(NUMBER) ?? false);
  for (const mark of marks) {
    const number = oneLine(attribute(mark, 'id')!.slice(NUMBER.length));
    const paragraph = mark.parentNode as Element;
    if (paragraph.tagName === 'li') paragraph.attrs.push({ name: MARKER, value: number });
    else if (number) append(mark, makeText(`${number} `));
  }
}

/** The arrow that leads from a footnote back to its place. */
function isBackReference(element: Element): boolean {
  return element.tagName === 'a' && /^#(?:foot|end)note-ref-/.test(attribute(element, 'href') ?? '');
}

/** Documents written without styles mark their headings by bold type alone. */
function promoteBoldParagraphs(body: Node): void {
  const paragraphs = elements(body, ({ tagName }) => tagName === 'p' || tagName === 'table');
  paragraphs.forEach((paragraph, i) => {
    const next = paragraphs[i + 1];
    if (next && isBoldLine(paragraph) && next.tagName === 'p' && !isBoldLine(next)) {
      paragraph.nodeName = paragraph.tagName = 'h2';
    }
  });
}

function isBoldLine(paragraph: Element): boolean {
  const text = oneLine(textOf(paragraph));
  if (paragraph.tagName !== 'p' || !/\p{L}{2}/u.test(text) || text.length > BOLD_HEADING_LENGTH) return false;
  const inTable = paragraph.parentNode !== null && isElement(paragraph.parentNode as Node);
  if (inTable || /[.,:;]$/.test(text)) return false;
  const bold = paragraph.childNodes.filter((node) => node.nodeName === 'strong');
  return oneLine(bold.map((node) => textOf(node)).join('')) === text;
}
