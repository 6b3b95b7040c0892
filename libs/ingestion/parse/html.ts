import { parse } from 'parse5';
import { assemble, isoDay, oneLine } from './canonical.js';
import { decodeText } from './decode.js';
import { htmlBlocks } from './html-blocks.js';
import { mainContent } from './html-main.js';
import { attribute, elements, textOf, type Node } from './html-tree.js';
import type { ParsedDocument } from './parsed-document.js';

/** The standard lets a page name its encoding within its first 1024 bytes. */
const CHARSET = /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w:.-]+)/i;

/**
 * The main content of a web page, without what stands around it on every page. `<title>`, `<html lang>` and
 * `<meta>` (title, date, author, description, DC.*, DCTERMS.*, article:*) go to the metadata.
 */
export function parseHtml(bytes: Uint8Array): ParsedDocument {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const [, meta, xml] = CHARSET.exec(head) ?? [];
  const { text, warnings } = decodeText(bytes, meta ?? xml);
  return parsePage(text, warnings);
}

/** The same for a page that is text already. */
export function parsePage(html: string, warnings: ParsedDocument['warnings'] = []): ParsedDocument {
  const page = parse(html);
  const { root, skip } = mainContent(page);
  return { ...assemble(htmlBlocks(root, skip)), metadata: pageMetadata(page), warnings };
}

function pageMetadata(page: Node): Record<string, string> {
  const metadata: Record<string, string> = {};
  const add = (key: string, value: string) => {
    if (value && !Object.hasOwn(metadata, key)) metadata[key] = value;
  };
  for (const element of elements(page, ({ tagName }) => ['html', 'title', 'meta'].includes(tagName))) {
    if (element.tagName === 'title') add('title', oneLine(textOf(element)));
    else if (element.tagName === 'html') add('lang', oneLine(attribute(element, 'lang') ?? ''));
    else {
      const name = attribute(element, 'name') ?? attribute(element, 'property') ?? '';
      const key = /^(?:title|date|author|description|keywords)$/i.test(name) ? name.toLowerCase() : name;
      if (/^(?:title|date|author|description|keywords|dc\..+|dcterms\..+|article:.+)$/i.test(key)) {
        const content = oneLine(attribute(element, 'content') ?? '');
        // A document's date is a day; pages write anything there.
        add(key, key === 'date' ? isoDay(content) : content);
      }
    }
  }
  return metadata;
}
