import { inflateRawSync } from 'node:zlib';
import { ParseFailure } from './parse-failure.js';

/** The parts of an office file unpack to a few megabytes; more than this is a mistake or an attack. */
const MAX_UNPACKED_BYTES = 200 * 1024 * 1024;
const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

export interface ZipEntry {
  name: string;
  method: number;
  compressed: number;
  unpacked: number;
  offset: number;
}

/**
 * The directory of a ZIP archive. Throws ParseFailure 'corrupt' when it is missing or cut off, and 'too-large'
 * when the parts together say that they unpack to more than 200 MB.
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(END_OF_DIRECTORY);
  const end = file.lastIndexOf(signature);
  if (end < 0 || end + 22 > file.length) throw corrupt();
  const entries: ZipEntry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== DIRECTORY_ENTRY) throw corrupt();
    const nameLength = file.readUInt16LE(at + 28);
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      method: file.readUInt16LE(at + 10),
      compressed: file.readUInt32LE(at + 20),
      unpacked: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  if (entries.reduce((sum, { unpacked }) => sum + unpacked, 0) > MAX_UNPACKED_BYTES) throw tooLarge();
  return entries;
}

/** The content of a part as text. Throws like `zipEntries`, also for a part that unpacks to more than it says. */
export function readZipText(bytes: Uint8Array, entry: ZipEntry): string {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (entry.offset + 30 > file.length) throw corrupt();
  const start =
    entry.offset + 30 + file.readUInt16LE(entry.offset + 26) + file.readUInt16LE(entry.offset + 28);
  const content = file.subarray(start, start + entry.compressed);
  if (entry.method === 0) return content.toString('utf8');
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, entry.unpacked) }).toString('utf8');
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : corrupt();
  }
}

function corrupt(): ParseFailure {
  return new ParseFailure(
    'corrupt',
    'The file is damaged or was not sent completely: open it in the program it comes from, save it again and send the new file.',
  );
}

function tooLarge(): ParseFailure {
  return new ParseFailure(
    'too-large',
    'The file unpacks to more than 200 MB: divide it into smaller documents and send those.',
  );
}
