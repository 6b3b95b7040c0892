import { words } from '#platform';
import type { BenchDocument, BenchText } from '../text.js';

/** Words from which on a document made of several texts is long enough: some six passages, as a ruling has. */
const WORDS = 1000;

/** The texts joined in their order, each under its title, to documents of some pages. */
export function joined(text: BenchText): BenchText {
  const made: (BenchDocument | undefined)[] = [];
  let next = 0;
  const make = (): BenchDocument | undefined => {
    const parts: BenchDocument[] = [];
    for (let count = 0; count < WORDS; next++) {
      const part = text.document(next);
      if (!part) break;
      parts.push(part);
      count += words(part.text).length;
    }
    const [first] = parts;
    if (!first) return undefined;
    const titleOf = ({ metadata, key }: BenchDocument) => String(metadata.title ?? key);
    const body = parts.map((part) => `## ${titleOf(part)}\n\n${part.text}`).join('\n\n');
    return { key: first.key, fileName: 'text.md', text: body, metadata: { title: titleOf(first) } };
  };
  return {
    name: `${text.name}, joined to documents of ${WORDS} words or more`,
    document: (at) => {
      while (made.length <= at) made.push(make());
      return made[at];
    },
    queries: (count) => text.queries(count),
  };
}
