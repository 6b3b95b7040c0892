import { rmSync } from 'node:fs';
import { serialize } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Parse } from '../parse/parse.js';
import { pageImage } from '../parse/page-image.js';
import { ParseFailure } from '../parse/parse-failure.js';
import { OUTPUT_MB, type Job, type Lodging, type Report, type Result } from './protocol.js';

/**
 * The life of a parser process: reads the files it is sent, one after the other. What a parser throws beside
 * ParseFailure ends the process with its trace on standard error: nobody knows what state such a parser leaves.
 */
export function serve(parse: Parse): void {
  const { folder, memoryMB } = JSON.parse(process.argv[2]!) as Lodging;
  const peakKB = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { parent: process.ppid, folder, memoryMB, peakKB };
  new Worker(new URL('./watch.js', import.meta.url), { workerData }).unref();

  const tell = (report: Report) => process.send!(report);
  process.on('disconnect', () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit();
  });
  process.on('message', (job: Job) => {
    peakKB[0] = process.memoryUsage.rss() / 1000;
    void read(parse, job, tell).then((result) => {
      const resident = process.memoryUsage.rss() / 1000;
      tell({
        ...result,
        peakMB: Math.max(peakKB[0]!, resident) / 1000,
        residentMB: resident / 1000,
      });
    });
  });
  tell({ ready: true });
}

async function read(
  parse: Parse,
  { bytes, fileName, mediaType, kept = [], image }: Job,
  tell: (report: Report) => void,
): Promise<Result> {
  try {
    const document = serialize(
      image
        ? await pageImage(bytes, mediaType!, image.page, image.scale)
        : await parse(
            bytes,
            fileName,
            mediaType,
            (page, pages, recognised) => tell({ page, pages, recognised }),
            { kept, keep: (range) => tell({ range }) },
          ),
    );
    if (document.length > OUTPUT_MB * 1_000_000) {
      throw new ParseFailure(
        'too-large',
        `The file becomes more than ${OUTPUT_MB} MB of text and tables: divide it into smaller documents and send those.`,
      );
    }
    return { document };
  } catch (error) {
    if (!(error instanceof ParseFailure)) throw error;
    return { refusal: { code: error.code, message: error.message } };
  }
}
