import { inflateRawSync } from 'node:zlib';
import { decodeAs } from './decode.js';
import { ParseFailure } from './parse-failure.js';

/** The parts of an office file unpack to a few megabytes; more than this is a mistake or an attack. */
const MAX_UNPACKED_BYTES = 200 * 1024 * 1024;
/** Text shrinks to a twentieth, a table of equal rows to a hundredth; more than this, in a large part, is a bomb. */
const MAX_RATIO = 250;
const RATIO_FROM_BYTES = 10 * 1024 * 1024;
const MAX_ENTRIES = 10_000;
const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
export const STORED = 0;
export const DEFLATED = 8;
const ENCRYPTED = 1;
const NAMED_IN_UTF8 = 1 << 11;

export interface ZipEntry {
  name: string;
  encrypted: boolean;
  method: number;
  compressed: number;
  unpacked: number;
  offset: number;
}

/**
 * The directory of a ZIP archive. Throws ParseFailure 'corrupt' when it is missing or cut off, and 'too-large'
 * when the parts together say that they unpack to more than 200 MB, shrink beyond belief or are more than 10,000.
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(END_OF_DIRECTORY);
  const end = file.lastIndexOf(signature);
  if (end < 0 || end + 22 > file.length) throw corrupt();
  const entries: ZipEntry[] = [];
  let at = end - file.readUInt32LE(end + 12);
  // Where something stands before the archive, as in one that unpacks itself, offsets may count from behind it.
  const before = at - file.readUInt32LE(end + 16);
  if (before < 0) throw corrupt();
  const startsAt = (offset: number) => offset + 30 <= file.length && file.readUInt32LE(offset) === ENTRY;
  const count = file.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw tooLarge(`holds ${count} files, which is more than ${MAX_ENTRIES}`);
  for (let left = count; left > 0; left--) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== DIRECTORY_ENTRY) throw corrupt();
    const flags = file.readUInt16LE(at + 8);
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.subarray(at + 46, at + 46 + nameLength);
    const offset = file.readUInt32LE(at + 42);
    entries.push({
      // Without the flag the name is in the code page of DOS, though some programs write UTF-8 all the same.
      name: decodeAs(name, flags & NAMED_IN_UTF8 || isUtf8(name) ? 'utf-8' : 'cp437'),
      encrypted: (flags & ENCRYPTED) !== 0,
      method: file.readUInt16LE(at + 10),
      compressed: file.readUInt32LE(at + 20),
      unpacked: file.readUInt32LE(at + 24),
      offset: startsAt(offset) ? offset : offset + before,
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  const total = entries.reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (total > MAX_UNPACKED_BYTES) throw tooLarge('unpacks to more than 200 MB');
  for (const { unpacked, compressed } of entries)
    if (unpacked > RATIO_FROM_BYTES && unpacked > compressed * MAX_RATIO)
      throw tooLarge(`unpacks to more than ${MAX_RATIO} times its size, as no document does`);
  return entries;
}

/** The content of a part. Throws like `zipEntries`, also for a part that unpacks to more than it says. */
export function readZipEntry(bytes: Uint8Array, entry: ZipEntry): Buffer {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (entry.offset + 30 > file.length || file.readUInt32LE(entry.offset) !== ENTRY) throw corrupt();
  const start =
    entry.offset + 30 + file.readUInt16LE(entry.offset + 26) + file.readUInt16LE(entry.offset + 28);
  const content = file.subarray(start, start + entry.compressed);
  if (entry.method === STORED) return content;
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, entry.unpacked) });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? tooLarge('unpacks to more than it says')
      : corrupt();
  }
}

/** The parts of an office file by name; `null` for one that is not there. Throws like `zipEntries`. */
export type Package = (name: string) => Buffer | null;

export function openPackage(bytes: Uint8Array): Package {
  const entries = new Map(zipEntries(bytes).map((entry) => [entry.name, entry]));
  return (name) => {
    const entry = entries.get(name);
    return entry ? readZipEntry(bytes, entry) : null;
  };
}

/** The content of the parts with such names. Throws like `readZipEntry`. */
export function partsOf(bytes: Uint8Array, named: RegExp): Record<string, Buffer> {
  const entries = zipEntries(bytes).filter(({ name }) => named.test(name));
  return Object.fromEntries(entries.map((entry) => [entry.name, readZipEntry(bytes, entry)]));
}

/** A part that a file of this kind cannot be without. */
export function neededPart(part: Package, name: string): Buffer {
  const content = part(name);
  if (!content) throw corrupt();
  return content;
}

function isUtf8(bytes: Uint8Array): boolean {
  return !decodeAs(bytes, 'utf-8').includes('\uFFFD');
}

function corrupt(): ParseFailure {
  return new ParseFailure(
    'corrupt',
    'The file is damaged or was not sent completely: open it in the program it comes from, save it again and send the new file.',
  );
}

function tooLarge(what: string): ParseFailure {
  return new ParseFailure('too-large', `The file ${what}: divide it into smaller documents and send those.`);
}
