import { readFile } from 'node:fs/promises';
import { brotliCompressSync, brotliDecompressSync, crc32 } from 'node:zlib';

const MAGIC = 'KILDE-STATIC\n';
const VERSION = 1;

/**
 * A static embedding model as shipped. Rows are int4 (see int4.ts), `dimensions / 2` bytes each.
 * A known word's row already holds its weight a_w and its gram rows.
 */
export interface StaticModel {
  name: string;
  dimensions: number;
  /** Known word -> index of its row; the most frequent word first. */
  words: Map<string, number>;
  /** Relative frequency of each word, mean over the languages, on a grid of 2^(1/8): a relative error below 5 %. */
  probabilities: Float32Array;
  wordRows: Uint8Array;
  wordScales: Float32Array;
  /** As many as there are gram buckets: a power of two. */
  bucketRows: Uint8Array;
  bucketScales: Float32Array;
  /** The weight a_w of every word that is not known. */
  unknownWeight: number;
}

interface Header {
  version: number;
  name: string;
  dimensions: number;
  unknownWeight: number;
  /** Byte lengths of the sections that follow, in order: words, probabilities, rows, scales. */
  sections: number[];
  checksum: number;
}

const bytesOf = (values: Float32Array) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** The file's bytes: magic, header length (u32, little endian), header (JSON), sections. */
export function encodeModel(model: StaticModel): Buffer {
  const list = brotliCompressSync([...model.words.keys()].join('\n'));
  const logs = Uint8Array.from(model.probabilities, (p) => Math.min(255, Math.round(-8 * Math.log2(p))));
  const sections = [
    ...[list, logs, model.wordRows, bytesOf(model.wordScales)],
    ...[model.bucketRows, bytesOf(model.bucketScales)],
  ];
  const body = Buffer.concat(sections);
  const header: Header = {
    ...{ version: VERSION, name: model.name, dimensions: model.dimensions },
    unknownWeight: model.unknownWeight,
    sections: sections.map((section) => section.byteLength),
    checksum: crc32(body),
  };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.byteLength);
  return Buffer.concat([Buffer.from(MAGIC), length, json, body]);
}

function readHeader(file: Buffer, path: string): { header: Header; body: Buffer } {
  if (file.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new Error(`${path} is not a static embedding model.`);
  }
  const start = MAGIC.length + 4;
  const end = file.byteLength >= start ? start + file.readUInt32LE(MAGIC.length) : Infinity;
  if (end > file.byteLength) throw new Error(`${path} is cut short: its header is incomplete.`);
  const header = JSON.parse(file.toString('utf8', start, end)) as Header;
  if (header.version !== VERSION) {
    throw new Error(`${path} has format version ${header.version}; this program reads version ${VERSION}.`);
  }
  return { header, body: file.subarray(end) };
}

/** Reads a model from its file's bytes; `path` is for the messages. Throws when they are cut, changed or foreign. */
export function decodeModel(file: Buffer, path: string): StaticModel {
  const { header, body } = readHeader(file, path);
  const expected = header.sections.reduce((sum, length) => sum + length, 0);
  if (body.byteLength !== expected) {
    throw new Error(`${path} is cut short: ${body.byteLength} of ${expected} bytes follow its header.`);
  }
  if (crc32(body) !== header.checksum) throw new Error(`${path} is damaged: its checksum does not match.`);
  let offset = 0;
  const [list, logs, wordRows, wordScales, bucketRows, bucketScales] = header.sections.map((length) =>
    body.subarray(offset, (offset += length)),
  ) as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];
  const words = brotliDecompressSync(list).toString().split('\n');
  // A copy, because a section may start where no float may.
  const floats = (section: Buffer) => new Float32Array(Uint8Array.from(section).buffer);
  return {
    name: header.name,
    dimensions: header.dimensions,
    words: new Map(words.map((word, index) => [word, index])),
    probabilities: Float32Array.from(logs, (log) => 2 ** (-log / 8)),
    ...{ wordRows, wordScales: floats(wordScales) },
    ...{ bucketRows, bucketScales: floats(bucketScales) },
    unknownWeight: header.unknownWeight,
  };
}

/** Reads a model file. Throws an Error that names the path when it is missing, cut, damaged or of another version. */
export async function readModel(path: string): Promise<StaticModel> {
  const file = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new Error(`No static embedding model at ${path}.`, { cause: error });
    throw error;
  });
  return decodeModel(file, path);
}
