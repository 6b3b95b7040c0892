import { safeName } from './children.js';
import { ParseFailure } from './parse-failure.js';
import type { Child, ParsedDocument } from './parsed-document.js';
import { DEFLATED, readZipEntry, STORED, zipEntries } from './zip.js';

/** What systems leave in archives beside the files that were put there. */
const LEFT_BEHIND = /(?:^|\/)(?:__MACOSX\/|\.[^/.]|Thumbs\.db$|desktop\.ini$)/i;

/**
 * A ZIP archive: no text, and each member a document of its own. Members that are protected by a password, or
 * packed in a way that only old programs know, are left out with the warning 'content-left-out'.
 * Throws ParseFailure 'corrupt' (also for a member whose path leads out of the archive), 'encrypted', 'too-large'
 * or 'empty'.
 */
export function parseZip(bytes: Uint8Array): ParsedDocument {
  const members = zipEntries(bytes).filter(({ name }) => !/[\\/]$/.test(name) && !LEFT_BEHIND.test(name));
  if (members.length === 0)
    throw new ParseFailure(
      'empty',
      'The archive holds no files: check that it was packed completely, and send it again.',
    );
  const open = members.filter(
    ({ encrypted, method }) => !encrypted && (method === STORED || method === DEFLATED),
  );
  if (open.length === 0 && !members.some(({ encrypted }) => encrypted))
    throw new ParseFailure(
      'unsupported',
      'The archive is packed in a way that is no longer used: unpack it and pack the files again.',
    );
  if (open.length === 0)
    throw new ParseFailure(
      'encrypted',
      'The archive is protected by a password: pack the files without password and send that.',
    );
  const children = open.map((member): Child => {
    const name = safeName(member.name);
    if (name === null) throw trick(member.name);
    return { name, bytes: readZipEntry(bytes, member) };
  });
  return {
    ...{ text: '', headings: [], pages: [], metadata: {} },
    warnings: open.length < members.length ? ['content-left-out'] : [],
    children: children.filter((child) => child.bytes.length > 0),
  };
}

function trick(name: string): ParseFailure {
  const shown = JSON.stringify(name.slice(0, 80));
  return new ParseFailure(
    'corrupt',
    `The archive holds a file named ${shown}, a path that leads out of it: pack the files again under plain names.`,
  );
}
