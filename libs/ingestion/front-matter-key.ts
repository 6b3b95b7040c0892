import { parseMarkdown } from './parse/markdown.js';
import { ParseFailure } from './parse/parse-failure.js';

/** The `key` in a Markdown file's front matter, or null. Front matter that cannot be read is the worker's to report. */
export function frontMatterKey(bytes: Uint8Array, fileName: string): string | null {
  if (!/\.(md|markdown)$/i.test(fileName)) return null;
  try {
    const { key } = parseMarkdown(bytes).metadata;
    return typeof key === 'string' || typeof key === 'number' ? String(key) : null;
  } catch (error) {
    if (error instanceof ParseFailure) return null;
    throw error;
  }
}
