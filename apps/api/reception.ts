import { Inject, Injectable } from '@nestjs/common';
import {
  IngestionsRepository,
  OriginalsRepository,
  QUEUE,
  type Asker,
  type IngestionQueue,
  type IngestionView,
} from '#corpus';
import { frontMatterKey } from '#ingestion';
import { CONFIG, KildeError, type Config } from '#platform';
import { DocumentKey } from './contract/common.js';
import { validate } from './http/operation.js';
import type { UploadedFile } from './http/upload.js';

/** Where a document comes in: stored whole or refused, then left to the queue. */
@Injectable()
export class Reception {
  constructor(
    private readonly originals: OriginalsRepository,
    private readonly ingestions: IngestionsRepository,
    @Inject(QUEUE) private readonly queue: IngestionQueue,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Stores the file and makes its ingestion due. The document's key is the one given, else the one in its front
   * matter, else the file's name.
   * @param line whose uploads it waits behind
   */
  async receive(
    corpusId: string,
    file: UploadedFile,
    { key, metadata, line }: { key?: string | undefined; metadata: Record<string, unknown>; line: string },
  ): Promise<IngestionView> {
    const stored = await this.originals.store(
      file.bytes,
      file.fileName,
      file.mediaType,
      this.config.maxUploadBytes,
    );
    try {
      const chosen = key ?? (await this.keyInside(stored.id, file.fileName)) ?? file.fileName;
      const { due, ingestion } = await this.ingestions.receive(
        { corpusId, key: validate(DocumentKey, chosen), originalId: stored.id, supplied: metadata },
        line,
      );
      void this.queue.add([due]); // never fails; a queue that is away holds up no upload
      return ingestion;
    } catch (error) {
      await this.originals.discard(stored.id);
      throw error;
    }
  }

  private async keyInside(originalId: string, fileName: string): Promise<string | null> {
    const first = await this.originals.read(originalId).next();
    return first.done ? null : frontMatterKey(first.value, fileName);
  }

  async retry(who: Asker, id: string): Promise<IngestionView> {
    await this.find(who, id);
    const due = await this.ingestions.retry(who, id);
    if (!due)
      throw new KildeError('not-failed', 409, 'Only a failed ingestion can be retried; this one is not.');
    await this.queue.add([due]);
    return this.find(who, id);
  }

  async find(who: Asker, id: string): Promise<IngestionView> {
    const ingestion = await this.ingestions.find(who, id);
    if (!ingestion)
      throw new KildeError('unknown-ingestion', 404, 'There is no ingestion with this id that you may see.');
    return ingestion;
  }
}
