import { crc32, deflateRawSync } from 'node:zlib';

const [LOCAL, ENTRY, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const VERSION = 20;
const NAMES_IN_UTF8 = 1 << 11;
const DEFLATED = 8;
/** 1 January 1980, the first day that the format knows: the same content gives the same bytes. */
const NO_DAY = 0x21;

/** A ZIP archive of these parts. Offsets are of the ZIP specification (APPNOTE 6.3, 4.3.7, 4.3.12 and 4.3.16). Pure. */
export function zip(parts: Record<string, string>): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let written = 0;
  for (const [name, part] of Object.entries(parts)) {
    const content = Buffer.from(part);
    const packed = deflateRawSync(content);
    const about = Buffer.alloc(26); // what the part's own head and its entry in the directory have in common
    about.writeUInt16LE(VERSION, 0);
    about.writeUInt16LE(NAMES_IN_UTF8, 2);
    about.writeUInt16LE(DEFLATED, 4);
    about.writeUInt16LE(NO_DAY, 8);
    about.writeUInt32LE(crc32(content), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(content.length, 18);
    about.writeUInt16LE(Buffer.byteLength(name), 22);
    const offset = Buffer.alloc(14);
    offset.writeUInt32LE(written, 10);
    const file = Buffer.concat([signature(LOCAL), about, Buffer.from(name), packed]);
    files.push(file);
    directory.push(signature(ENTRY, VERSION), about, offset, Buffer.from(name));
    written += file.length;
  }
  const list = Buffer.concat(directory);
  const tail = Buffer.alloc(18);
  tail.writeUInt16LE(files.length, 4);
  tail.writeUInt16LE(files.length, 6);
  tail.writeUInt32LE(list.length, 8);
  tail.writeUInt32LE(written, 12);
  return Buffer.concat([...files, list, signature(END), tail]);
}

function signature(kind: number, version?: number): Buffer {
  const bytes = Buffer.alloc(version === undefined ? 4 : 6);
  bytes.writeUInt32LE(kind);
  if (version !== undefined) bytes.writeUInt16LE(version, 4);
  return bytes;
}
