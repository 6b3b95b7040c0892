import { parseFragment } from 'parse5';
import { z } from 'zod';
import { assemble, type Block } from '../parse/canonical.js';
import { htmlBlocks } from '../parse/html-blocks.js';
import type { ParsedDocument } from '../parse/parsed-document.js';

/** What of an element is read; https://docs.unstructured.io/api-reference/partition/document-elements lists the rest. */
export const Elements = z.array(
  z.object({
    type: z.string(),
    text: z.string(),
    metadata: z
      .object({
        page_number: z.number().int().positive().optional(),
        category_depth: z.number().int().min(0).optional(),
        text_as_html: z.string().optional(),
      })
      .default({}),
  }),
);
export type Element = z.infer<typeof Elements>[number];

/** Running heads and feet, and what only says that a page ends. */
const FURNITURE = new Set(['Header', 'Footer', 'PageNumber', 'PageBreak']);

/** The elements of a document in the shape that our own parsers give. Titles are headings by their depth. */
export function fromElements(elements: Element[]): ParsedDocument {
  const blocks = elements.filter(({ type }) => !FURNITURE.has(type)).flatMap(blocksOf);
  return { ...assemble(joinItems(blocks)), metadata: {}, warnings: [] };
}

type Piece = Block & { item?: boolean };

function blocksOf({ type, text, metadata }: Element): Piece[] {
  const page = metadata.page_number === undefined ? {} : { page: metadata.page_number };
  if (type === 'Title') return [{ text, level: Math.min(6, (metadata.category_depth ?? 0) + 1), ...page }];
  if (type === 'ListItem') return [{ text: `- ${text}`, item: true, ...page }];
  if (type === 'Table' && metadata.text_as_html)
    return htmlBlocks(parseFragment(metadata.text_as_html)).map((block) => ({ ...block, ...page }));
  return [{ text, ...page }];
}

/** Items of a list that follow each other on a page are one block. */
function joinItems(pieces: Piece[]): Block[] {
  const blocks: Piece[] = [];
  for (const piece of pieces) {
    const before = blocks.at(-1);
    if (piece.item && before?.item && before.page === piece.page) before.text += `\n${piece.text}`;
    else blocks.push({ ...piece });
  }
  return blocks;
}
