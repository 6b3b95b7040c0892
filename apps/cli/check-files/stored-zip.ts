import { inflateRawSync } from 'node:zlib';

const [LOCAL, ENTRY, END] = [0x04034b50, 0x02014b50, 0x06054b50];

/**
 * The same ZIP archive with its members uncompressed, so that a changed byte is a changed byte of a member; null for
 * what is no archive or cannot be opened. Offsets are of the ZIP specification (APPNOTE 6.3, 4.3.7 and 4.3.12).
 */
export function storedZip(file: Buffer): Buffer | null {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || file.readUInt32LE(0) !== LOCAL) return null;
  const [members, directory]: [Buffer[], Buffer[]] = [[], []];
  let [from, written] = [file.readUInt32LE(end + 16), 0];
  try {
    for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
      const lengths = [28, 30, 32].map((at) => file.readUInt16LE(from + at));
      const entry = Buffer.from(file.subarray(from, from + 46 + lengths[0]!));
      from += 46 + lengths[0]! + lengths[1]! + lengths[2]!;
      const local = entry.readUInt32LE(42);
      const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
      const packed = file.subarray(start, start + entry.readUInt32LE(20));
      const content = entry.readUInt16LE(10) === 8 ? inflateRawSync(packed) : packed;
      const head = Buffer.alloc(30);
      head.writeUInt32LE(LOCAL);
      head.writeUInt16LE(lengths[0]!, 26);
      for (const [header, at] of [
        [head, 6],
        [entry, 8],
      ] as const) {
        header.writeUInt32LE(0, at); // no flags, stored
        header.writeUInt32LE(entry.readUInt32LE(16), at + 8);
        header.writeUInt32LE(content.length, at + 12);
        header.writeUInt32LE(content.length, at + 16);
      }
      entry.writeUInt32LE(0, 30); // neither extra fields nor a comment
      entry.writeUInt32LE(written, 42);
      members.push(head, entry.subarray(46), content);
      directory.push(entry);
      written += 30 + lengths[0]! + content.length;
    }
  } catch {
    return null;
  }
  const tail = Buffer.alloc(22);
  tail.writeUInt32LE(END);
  tail.writeUInt16LE(directory.length, 8);
  tail.writeUInt16LE(directory.length, 10);
  tail.writeUInt32LE(Buffer.concat(directory).length, 12);
  tail.writeUInt32LE(written, 16);
  if (directory.some((entry) => entry.readUInt32LE(0) !== ENTRY)) return null;
  return Buffer.concat([...members, ...directory, tail]);
}
