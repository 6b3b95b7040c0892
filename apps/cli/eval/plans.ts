import { join } from 'node:path';
import { KildeError, LANGUAGES, packageRoot } from '#platform';
import type { Corpus, Ingestion } from '../../api/contract/index.js';
import type { Client } from '../client.js';
import { ingestAll, type IngestOutcome } from '../ingest-files.js';
import { progress } from '../progress.js';
import { loadSamples } from '../samples.js';
import { putTo, readCollection, readQuestions, type Collection } from './beir.js';
import { readJsonLines } from '../json-lines.js';
import type { Questions } from './measures.js';
import type { Place } from './systems.js';

/** Documents to load, and the sets of questions to put to them. */
export interface Plan {
  questions: Questions[];
  load(client: Client): Promise<Place>;
}

export interface Wanted {
  beir?: string[];
  queries?: string[];
  samples?: boolean;
  /** Only the first so many queries of each set. */
  limit?: string;
}

/** Reads all that is to be measured, before anything is started. Throws KildeError `bad-test-set`, `bad-option`. */
export async function readPlans(wanted: Wanted): Promise<Plan[]> {
  const { beir = [], queries, samples } = wanted;
  if (beir.length === 0 && (queries || !samples))
    throw new KildeError('bad-option', 400, 'Say what to measure on: --beir FOLDER..., or --samples.');
  const asked = await Promise.all((queries ?? []).map(readQuestions));
  const collections = await Promise.all(
    beir.map(async (folder): Promise<Plan> => {
      const collection = await readCollection(folder);
      const questions = queries ? asked : [await readQuestions(folder)];
      return {
        questions: questions.map((own) => putTo(own, collection)),
        load: (client) => loadCollection(client, collection),
      };
    }),
  );
  // The samples come first: they are loaded into an empty Kilde only.
  const plans = samples
    ? [{ questions: await readSampleQuestions(), load: samplesLoaded }, ...collections]
    : collections;
  const limit = limitOf(wanted);
  return plans.map((plan) => ({
    ...plan,
    questions: plan.questions.map((set) => ({ ...set, queries: set.queries.slice(0, limit) })),
  }));
}

function limitOf({ limit }: Wanted): number {
  if (limit === undefined) return Infinity;
  if (/^[1-9]\d{0,6}$/.test(limit)) return Number(limit);
  throw new KildeError('bad-option', 400, `--limit: "${limit}" is no whole number of at least 1.`);
}

interface SampleQuestion {
  id: string;
  language: string;
  question: string;
  answerable: boolean;
  /** corpus/key */
  documents: string[];
}

/** The answerable questions of samples/questions.jsonl by their language: samples-da, samples-de, samples-en. */
export async function readSampleQuestions(): Promise<Questions[]> {
  const questions: SampleQuestion[] = [];
  for await (const question of readJsonLines(join(packageRoot(), 'samples/questions.jsonl')))
    questions.push(question as SampleQuestion);
  const answerable = questions.filter((question) => question.answerable);
  return LANGUAGES.map((language) => {
    const own = answerable.filter((question) => question.language === language);
    return {
      name: `samples-${language}`,
      queries: own.map(({ id, question }) => ({ id, text: question })),
      judgements: new Map(own.map(({ id, documents }) => [id, new Map(documents.map((key) => [key, 1]))])),
    };
  });
}

async function samplesLoaded(client: Client): Promise<Place> {
  reportFailures('samples', await loadSamples(client));
  const { items } = await client.get<{ items: Corpus[] }>('/corpora');
  return samplesPlace(items.map(({ slug }) => slug));
}

/** All the sample corpora together; a document is called corpus/key. */
export function samplesPlace(corpora: string[]): Place {
  return { corpora, idOf: ({ corpus, key }) => `${corpus}/${key}` };
}

/** Makes a public corpus of a collection, through the API. */
export async function loadCollection(
  client: Client,
  { name, language, documents }: Collection,
): Promise<Place> {
  const slug = name.toLowerCase().replace(/[^a-z0-9-]/g, '-');
  await client.post('/corpora', { slug, title: name, language, access: 'public' });
  const files = documents.map(({ id, title, text }) => ({
    ...{ name: id, key: id },
    send: () =>
      client.upload<Ingestion>(
        '/documents',
        { corpus: slug, key: id, metadata: JSON.stringify({ title }) },
        { name: `${id}.txt`, bytes: new Blob([text]) },
      ),
  }));
  const outcomes = await ingestAll(client, files, (done) =>
    progress(`${name}: ${done}/${files.length} documents`),
  );
  progress('');
  reportFailures(name, outcomes);
  return { corpora: [slug], idOf: ({ key }) => key };
}

function reportFailures(name: string, outcomes: IngestOutcome[]): void {
  const failed = outcomes.filter((outcome) => outcome.state === 'failed');
  if (failed.length > 0)
    console.error(`${name}: ${failed.length} documents failed, the first one: ${failed[0]!.reason}`);
}
