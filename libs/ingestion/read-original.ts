import type { ClaimedIngestion } from '#corpus';
import type { Log } from '#platform';
import { parserCode } from './apart/parser-code.js';
import type { Parsers } from './apart/parsers.js';
import type { ParsedFile } from './parse/parse.js';
import type { Repositories } from './repositories.js';

/**
 * Reads an original apart. What is read of a long one is kept until its ingestion ends, so that an attempt that is
 * cut off is followed by one that goes on where it was.
 * @param tell hears the share of its pages that are read, without being waited for
 * @throws as `Parsers.parseApart` does
 */
export async function readOriginal(
  { originals, ranges }: Repositories,
  parsers: Parsers,
  job: ClaimedIngestion,
  log: Log,
  tell: (share: number) => void,
): Promise<ParsedFile> {
  const parser = parserCode();
  const kept = job.begun ? await ranges.of(job.originalId, parser) : [];
  if (kept.length > 0)
    log.info('an ingestion goes on where an earlier attempt was', {
      id: job.id,
      page: kept.at(-1)!.last + 1,
    });
  let keeping = Promise.resolve();
  try {
    return await parsers.parseApart(
      job.bytes ?? (await originals.readWhole(job.originalId)),
      job.fileName,
      job.mediaType ?? undefined,
      (news) => {
        if ('page' in news) tell(news.page / news.pages);
        // One that is lost is a gap, behind which the next attempt reads again.
        if ('range' in news)
          keeping = keeping.then(() => ranges.keep(job.originalId, parser, news.range)).catch(() => {});
      },
      kept,
    );
  } finally {
    await keeping;
  }
}
