import type { Child } from './parsed-document.js';

/** A path that names a file inside its parent and nothing else; null for one that does not. */
export function safeName(name: string): string | null {
  const path = name.replace(/\\/g, '/').normalize('NFC');
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (/^(?:\/|[a-zA-Z]:)/.test(path) || /\p{Cc}/u.test(path)) return null;
  return parts.length === 0 || parts.includes('..') ? null : parts.join('/');
}

/** A name for an attachment, whatever its mail says: the last part of a path, or the one given instead. */
export function attachmentName(name: string | null | undefined, otherwise: string): string {
  const bare = (name ?? '')
    .replace(/\p{Cc}/gu, '')
    .split(/[\\/]/)
    .at(-1)!
    .trim();
  return safeName(bare) ?? otherwise;
}

/** The same children with names that differ: "brev.pdf", "brev (2).pdf". */
export function distinct(children: Child[]): Child[] {
  const taken = new Set<string>();
  return children.map((child) => {
    let { name } = child;
    for (let count = 2; taken.has(name); count++)
      name = child.name.replace(/(\.[^./]*)?$/, (ending) => ` (${count})${ending}`);
    taken.add(name);
    return { ...child, name };
  });
}
