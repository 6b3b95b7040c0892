import type { Nodes, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { parseFragment } from 'parse5';
import { parseDocument } from 'yaml';
import { assemble, type Block } from './canonical.js';
import { decodeText } from './decode.js';
import { htmlBlocks } from './html-blocks.js';
import { tame } from './markdown-limits.js';
import { ParseFailure } from './parse-failure.js';
import type { ParsedDocument } from './parsed-document.js';

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n((?:(?!---|\.\.\.)[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;

/**
 * Markdown with tables and YAML front matter, as plain text: emphasis and links become their words, lists
 * "- item" and "1. item", tables rows "a | b | c"; code stays, HTML tags go.
 * Throws ParseFailure 'corrupt' (with the line) for front matter that is no YAML.
 */
export function parseMarkdown(bytes: Uint8Array): ParsedDocument {
  const { text, warnings } = decodeText(bytes);
  const { metadata, body } = splitFrontMatter(text);
  const root = fromMarkdown(tame(body), {
    extensions: [gfmTable()],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
  return { ...assemble(markdownBlocks(root)), metadata, warnings };
}

/** Text between two --- lines is front matter when it starts like `key: value`; else --- is a rule. */
function splitFrontMatter(text: string): { metadata: Record<string, unknown>; body: string } {
  const [all, yaml] = FRONT_MATTER.exec(text) ?? [];
  if (all === undefined || yaml === undefined) return { metadata: {}, body: text };
  const first = yaml.split('\n').find((line) => line.trim() && !line.startsWith('#'));
  if (first && !/^["']?[\p{L}_][^:]*:(?:\s|$)/u.test(first)) return { metadata: {}, body: text };
  const document = parseDocument(yaml);
  const [error] = document.errors;
  // The opening --- is line 1 of the file, so a line of the YAML is one further down.
  if (error) throw unreadable(`line ${(error.linePos?.[0].line ?? 0) + 1}`, error.message);
  return { metadata: asMapping(document), body: text.slice(all.length) };
}

function asMapping(document: ReturnType<typeof parseDocument>): Record<string, unknown> {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (value === null || value === undefined) return {};
    if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    throw unreadable('its aliases', String(error));
  }
  throw unreadable('its beginning', 'it is no list of "key: value" lines');
}

function unreadable(where: string, detail: string): ParseFailure {
  const reason = detail.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '');
  return new ParseFailure(
    'corrupt',
    `The front matter cannot be read as YAML at ${where} (${reason}): correct it, for instance by quoting values that hold a colon.`,
  );
}

function markdownBlocks(root: Root): Block[] {
  return root.children.flatMap((node) => nodeBlocks(node, 0));
}

/** Deeper quotes and lists than this are read as plain paragraphs of their own. */
const DEEPEST = 50;

function nodeBlocks(node: RootContent, depth: number): Block[] {
  switch (node.type) {
    case 'heading':
      return [{ text: inlineText(node), level: node.depth }];
    case 'list': {
      const lines = listLines(node, depth);
      return [{ text: lines.join('\n') }];
    }
    case 'blockquote':
      if (depth >= DEEPEST) return [{ text: inlineText(node) }];
      return node.children.flatMap((child) => nodeBlocks(child, depth + 1));
    case 'table':
      return [{ text: node.children.map((row) => row.children.map(inlineText).join(' | ')).join('\n') }];
    case 'html':
      return htmlBlocks(parseFragment(node.value));
    case 'definition':
      // A link's target is no text, but "[^1]: word" is a footnote.
      return node.identifier.startsWith('^') ? [{ text: `${node.identifier} ${node.url}` }] : [];
    case 'thematicBreak':
      return [];
    default:
      return [{ text: inlineText(node) }];
  }
}

function listLines(list: Extract<RootContent, { type: 'list' }>, depth: number): string[] {
  return list.children.flatMap((item, i) => {
    const marker = list.ordered ? `${(list.start ?? 1) + i}. ` : '- ';
    const lines = item.children.flatMap((child) =>
      depth >= DEEPEST
        ? [inlineText(child)]
        : nodeBlocks(child, depth + 1).flatMap(({ text }) => text.split('\n')),
    );
    if (lines.length === 0) return [];
    return lines.map((line, j) => (j === 0 ? marker : '  ') + line);
  });
}

/** The words below a node, without recursion: nested emphasis in a crafted file may be very deep. */
function inlineText(root: Nodes): string {
  const pieces: string[] = [];
  const pending: Nodes[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'break') pieces.push('\n');
    else if (node.type === 'html') pieces.push(/^<br\b/i.test(node.value) ? '\n' : '');
    else if ('value' in node) pieces.push(node.value);
    else if (node.type === 'image' || node.type === 'imageReference') pieces.push(node.alt ?? '');
    else if ('children' in node) {
      for (let i = node.children.length - 1; i >= 0; i--) pending.push(node.children[i]!);
    }
  }
  return pieces.join('');
}
