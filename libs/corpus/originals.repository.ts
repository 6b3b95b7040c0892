import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KildeError } from '#platform';
import { DataSource } from 'typeorm';
import { planned } from './engine/on-connection.js';

/** Originals are stored as rows of this many bytes: one large value costs PGlite ten times its size in memory. */
const PART_BYTES = 1_000_000;

export interface StoredOriginal {
  id: string;
  size: number;
  sha256: Buffer;
}

@Injectable()
export class OriginalsRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Stores a file part by part. It stays invisible until an ingestion is made for it; on any error, a stream cut
   * short included, its parts are removed.
   * @throws KildeError `file-too-large`, `file-empty`
   */
  async store(
    bytes: AsyncIterable<Uint8Array>,
    fileName: string,
    mediaType: string | null,
    maxBytes: number,
  ): Promise<StoredOriginal> {
    const id = randomUUID();
    const hash = createHash('sha256');
    let size = 0;
    let part = 0;
    try {
      for await (const piece of inParts(bytes, PART_BYTES)) {
        size += piece.length;
        if (size > maxBytes) throw tooLarge(fileName, maxBytes);
        hash.update(piece);
        // Size and digest of what is here so far come with each part: most files have one, which is one statement.
        await planned(
          this.database,
          `WITH original AS (INSERT INTO originals (id, file_name, media_type, size, sha256) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO UPDATE SET size = excluded.size, sha256 = excluded.sha256)
           INSERT INTO original_parts VALUES ($1, $6, $7)`,
          [id, fileName, mediaType, size, hash.copy().digest(), part++, piece],
        );
      }
      if (size === 0)
        throw new KildeError(
          'file-empty',
          400,
          `"${fileName}" is empty (0 bytes). Check the file and send it again.`,
        );
      return { id, size, sha256: hash.digest() };
    } catch (error) {
      await this.discard(id);
      throw error;
    }
  }

  async discard(id: string): Promise<void> {
    await this.database.query(`DELETE FROM originals WHERE id = $1 AND NOT complete`, [id]);
  }

  /** Removes what uploads that were cut off by a crash left behind. */
  async discardUnfinished(): Promise<void> {
    await this.database.query(
      `DELETE FROM originals WHERE NOT complete AND created_at < now() - interval '1 day'`,
    );
  }

  /** The bytes, part by part in order. */
  async *read(id: string): AsyncGenerator<Buffer> {
    for (let part = 0; ; part++) {
      const [row]: { bytes: Buffer }[] = await this.database.query(
        `SELECT bytes FROM original_parts WHERE original_id = $1 AND part = $2`,
        [id, part],
      );
      if (!row) return;
      yield row.bytes;
      if (row.bytes.length < PART_BYTES) return;
    }
  }

  async readWhole(id: string): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.read(id)) parts.push(part);
    return Buffer.concat(parts);
  }
}

function tooLarge(fileName: string, maxBytes: number): KildeError {
  const limit = Math.round(maxBytes / 1_000_000);
  return new KildeError(
    'file-too-large',
    413,
    `"${fileName}" is larger than the limit of ${limit} MB. Split it, or ask the operator to raise KILDE_MAX_UPLOAD_MB.`,
  );
}

async function* inParts(bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    held.push(chunk);
    length += chunk.length;
    if (length < size) continue;
    const all = Buffer.concat(held);
    let at = 0;
    for (; at + size <= all.length; at += size) yield all.subarray(at, at + size);
    held = [all.subarray(at)];
    length = all.length - at;
  }
  if (length > 0) yield Buffer.concat(held);
}
