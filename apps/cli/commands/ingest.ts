import { KildeError, type Config } from '#platform';
import type { Corpus } from '../../api/contract/index.js';
import { withServer, type Client } from '../client.js';
import { findFiles } from '../find-files.js';
import { ingestFiles, type IngestOutcome } from '../ingest-files.js';

/** `kilde ingest`: sends files and folders to a corpus, which is made when it does not exist. Exit code 1 if any failed. */
export async function ingest(
  config: Config,
  paths: string[],
  options: { corpus: string; manifest?: string; language?: string },
): Promise<number> {
  const files = findFiles(paths, options.manifest);
  if (files.length === 0)
    throw new KildeError('nothing-to-ingest', 400, `There are no files in ${paths.join(', ')}.`);
  return withServer(config, async (client) => {
    await ensureCorpus(client, options.corpus, options.language ?? 'da');
    const outcomes = await ingestFiles(client, options.corpus, files, progressLine(files.length));
    return summary(outcomes, options.corpus);
  });
}

async function ensureCorpus(client: Client, slug: string, language: string): Promise<void> {
  const { items } = await client.get<{ items: Corpus[] }>('/corpora');
  if (items.some((corpus) => corpus.slug === slug)) return;
  await client.post('/corpora', { slug, title: slug, language, access: 'public' });
  console.log(`Made the corpus "${slug}".`);
}

const BAR = 30;

/** On a terminal one line that fills up; elsewhere a line a file. */
function progressLine(total: number): (done: number, outcome: IngestOutcome) => void {
  if (!process.stdout.isTTY)
    return (done, { name, state }) => console.log(`${done}/${total} ${state} ${name}`);
  return (done, { name }) => {
    const filled = Math.round((BAR * done) / total);
    const shown = name.length > 40 ? `…${name.slice(-39)}` : name;
    process.stdout.write(
      `\r\u001b[K[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${done}/${total} ${shown}${done === total ? '\n' : ''}`,
    );
  };
}

function summary(outcomes: IngestOutcome[], corpus: string): number {
  const of = (state: IngestOutcome['state']) => outcomes.filter((outcome) => outcome.state === state);
  const failed = of('failed');
  for (const { name, reason } of of('skipped')) console.log(`Skipped ${name}: ${reason}`);
  for (const { name, warnings } of of('indexed'))
    if (warnings.length > 0) console.log(`Note on ${name}: ${warnings.join(', ')}`);
  for (const { name, reason } of failed) console.log(`Failed ${name}: ${reason}`);
  console.log(
    `${of('indexed').length} indexed, ${of('skipped').length} skipped, ${failed.length} failed in corpus "${corpus}".`,
  );
  return failed.length > 0 ? 1 : 0;
}
