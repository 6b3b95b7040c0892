import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import fc from 'fast-check';
import { EmbeddingSetsRepository, type EmbeddingSet } from '#corpus';
import { Reindex, VectorSets, type Reindexed } from '#ingestion';
import { EMBEDDERS, type Embedders } from '#models';
import { createLog } from '#platform';
import type { Ingestion } from '../../apps/api/contract/index.js';
import { WorkerModule } from '../../apps/worker/worker.module.js';
import {
  startModelServer,
  type ModelServer,
  type Reply,
} from '../../libs/models/http/model-server.fixture.js';
import { kilde } from '../cli.js';
import { House } from '../harness.js';
import { keptFrequencies, looseEnds, NO_LOOSE_ENDS, recountedFrequencies } from '../stored.js';

let house: House;
let worker: INestApplicationContext;
let model: ModelServer;
let reply: (body: { input: string[] }) => Reply;

/** Vectors of 3 numbers, that say how long a text is. */
const lengths = ({ input }: { input: string[] }): Reply => ({
  body: { data: input.map((own, index) => ({ index, embedding: [own.length, own.split(' ').length, 1] })) },
});
const modelAs = (prefix: string) => ({
  [`${prefix}EMBEDDER`]: 'openai',
  [`${prefix}EMBEDDER_URL`]: model.url,
  [`${prefix}EMBEDDER_MODEL`]: 'lengths',
});

beforeAll(async () => {
  model = await startModelServer((body: { input: string[] }) => reply(body));
  house = await House.open(modelAs('KILDE_NEXT_'));
  const module = WorkerModule.on(house.kilde.connection, house.config, createLog('quiet'));
  worker = await NestFactory.createApplicationContext(module, { logger: false });
});
beforeEach(() => (reply = lengths));
afterAll(async () => {
  await house.close();
  await model.close();
});

const SENTENCES = [
  'Lejen kan forhøjes én gang om året med tre måneders varsel.',
  'Skimmel i badeværelset giver lejeren ret til et nedslag i lejen.',
  'Varmeregnskabet skal sendes til lejeren inden fire måneder.',
  'Udlejer skal betale depositum tilbage efter fraflytning.',
  'Die Miete darf nur einmal im Jahr erhöht werden.',
  'Die Betriebskostenabrechnung ist dem Mieter vorzulegen.',
  'The tenant may complain to the board within six weeks.',
  'Sag HN-2023-0417 blev afgjort efter lejelovens § 19, stk. 2.',
];
const QUERIES = [
  'skimmel i badet',
  'Hvornår skal varmeregnskabet sendes?',
  'Miete erhöht',
  'HN-2023-0417',
  'lejer',
];

const text = fc
  .array(fc.nat(SENTENCES.length - 1), { minLength: 1, maxLength: 12 })
  .map((chosen) =>
    chosen
      .map((at, place) => (place % 4 === 3 ? `# Del ${at}\n\n${SENTENCES[at]}` : SENTENCES[at]))
      .join('\n\n'),
  );
const texts = fc.array(text, { minLength: 2, maxLength: 4 });

let made = 0;
async function corpusOf(documents: [key: string, text: string][]): Promise<string> {
  const slug = `corpus-${++made}`;
  await house.corpus(slug);
  const sent: Ingestion[] = [];
  for (const [key, content] of documents)
    sent.push(await house.send(slug, content, { key, fileName: `${key}.md` }));
  for (const { id } of sent) expect(await house.settled(id)).toMatchObject({ state: 'indexed' });
  return slug;
}

const keyed = (contents: string[]) => contents.map((content, at): [string, string] => [`d${at}`, content]);

/** What `kilde reindex --corpus` does, without starting a process for it. */
async function reindex(...slugs: string[]): Promise<Reindexed[]> {
  const corpora = await house.sql<{ id: string }>(`SELECT id FROM corpora WHERE slug = ANY ($1)`, [slugs]);
  const done: Reindexed[] = [];
  for (const { id } of corpora) done.push(await worker.get(Reindex).corpus(id, () => {}));
  return done;
}

/** Every score with its parts, by query and document. */
async function scores(slug: string): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const query of QUERIES) {
    const { hits } = await house.admin.call('search', { body: { query, corpora: [slug], limit: 100 } });
    for (const { document, score, why } of hits) all[`${query}: ${document.key}`] = { score, ...why };
  }
  return all;
}

/** What is stored of each unit for the lanes. */
async function index(slug: string): Promise<Record<string, unknown>> {
  const rows = await house.sql<{ name: string }>(
    `SELECT d.key || ' ' || u.position AS name, u.impacts::text, (SELECT array_agg(t ORDER BY t) FROM unnest(u.terms) t) AS terms, e.embedding::text
     FROM units u JOIN versions v ON v.id = u.version_id JOIN documents d ON d.id = v.document_id JOIN corpora c ON c.id = u.corpus_id
     LEFT JOIN unit_vectors e ON e.corpus_id = u.corpus_id AND e.unit_id = u.id WHERE c.slug = $1`,
    [slug],
  );
  return Object.fromEntries(rows.map(({ name, ...row }) => [name, row]));
}

async function remove(slug: string, key: string): Promise<void> {
  const { items } = await house.admin.call('listDocuments', { query: { corpus: slug } });
  const { id } = items.find((item) => item.key === key)!;
  await house.admin.call('deleteDocument', { params: { id } });
}

test('a document that came and went leaves no trace: at once in the frequencies and scores, after reindexing in all that is stored', async () => {
  await fc.assert(
    fc.asyncProperty(texts, text, text, async (contents, passing, late) => {
      const documents = keyed(contents);
      const calm = await corpusOf([...documents, ['late', late]]);
      const lively = await corpusOf([...documents, ['passing', passing], ['late', late]]);
      await remove(lively, 'passing');
      const of = (slug: string, all: Record<string, unknown>) =>
        Object.entries(all)
          .filter(([name]) => name.startsWith(`${slug} `))
          .map(([name, value]) => [name.slice(slug.length), value])
          .sort();
      const kept = await keptFrequencies(house);
      expect(of(lively, kept.terms)).toEqual(of(calm, kept.terms));
      expect(of(lively, kept.totals)).toEqual(of(calm, kept.totals));
      expect(await scores(lively)).toEqual(await scores(calm));
      await reindex(calm, lively);
      expect(await index(lively)).toEqual(await index(calm));
      expect(await scores(lively)).toEqual(await scores(calm));
    }),
    { numRuns: 3, endOnFailure: true },
  );
});

test('after reindexing, the order in which documents came in does not matter', async () => {
  await fc.assert(
    fc.asyncProperty(texts, async (contents) => {
      const documents = keyed(contents);
      const forwards = await corpusOf(documents);
      const backwards = await corpusOf(documents.toReversed());
      await reindex(forwards, backwards);
      expect(await index(backwards)).toEqual(await index(forwards));
      expect(await scores(backwards)).toEqual(await scores(forwards));
    }),
    { numRuns: 3, endOnFailure: true },
  );
});

test('documents of a corpus outside the scope change nothing at all', async () => {
  await fc.assert(
    fc.asyncProperty(texts, texts, async (contents, others) => {
      const slug = await corpusOf(keyed(contents));
      const before = [await scores(slug), await index(slug)];
      const other = await corpusOf(keyed(others));
      await reindex(other);
      expect([await scores(slug), await index(slug)]).toEqual(before);
    }),
    { numRuns: 3, endOnFailure: true },
  );
});

test('a quoted phrase stands in every hit, and every document that holds it is a hit', async () => {
  const plain = (of: string) => (of.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
  const phrase = fc
    .tuple(fc.constantFrom(...SENTENCES), fc.nat(6), fc.integer({ min: 1, max: 3 }))
    .map(([sentence, from, length]) =>
      plain(sentence)
        .split(' ')
        .slice(from, from + length)
        .join(' '),
    )
    .filter((words) => words !== '');
  await fc.assert(
    fc.asyncProperty(texts, fc.array(phrase, { minLength: 4, maxLength: 4 }), async (contents, phrases) => {
      const documents = keyed(contents);
      const slug = await corpusOf(documents);
      for (const quoted of phrases) {
        const { hits } = await house.admin.call('search', {
          body: { query: `"${quoted}"`, corpora: [slug], limit: 100 },
        });
        const holding = documents.filter(([, content]) => ` ${plain(content)} `.includes(` ${quoted} `));
        expect({ quoted, hits: hits.map(({ document }) => document.key).sort() }).toEqual({
          quoted,
          hits: holding.map(([key]) => key).sort(),
        });
      }
    }),
    { numRuns: 3, endOnFailure: true },
  );
});

test('reindexing puts wrong frequencies right, and says how many', async () => {
  const slug = await corpusOf(keyed(SENTENCES));
  const [{ id }] = (await house.sql<{ id: string }>(`SELECT id FROM corpora WHERE slug = $1`, [slug])) as [
    { id: string },
  ];
  await house.sql(`UPDATE frequencies SET units = units + 3 WHERE corpus_id = $1 AND term = 'skimmel'`, [id]);
  await house.sql(`DELETE FROM frequencies WHERE corpus_id = $1 AND term = 'miet'`, [id]);
  await house.sql(`INSERT INTO frequencies VALUES ($1, 'da', 's', 'spøgelse', 5)`, [id]);
  await house.sql(`UPDATE statistics SET stem_length = stem_length + 100 WHERE corpus_id = $1`, [id]);
  const [{ corrected }] = (await reindex(slug)) as [Reindexed];
  expect(corrected).toBeGreaterThanOrEqual(3);
  expect(await keptFrequencies(house)).toEqual(await recountedFrequencies(house));
  await reindex(slug);
  expect(await reindex(slug)).toEqual([{ units: 8, renewed: 0, corrected: 0, embedded: 0 }]);
});

test('another model’s vectors are made beside those in use; searches go over to them and back without one that fails or mixes', async () => {
  const sets = (...args: string[]) => kilde(house.store, ['sets', ...args], modelAs('KILDE_NEXT_'));
  const slug = await corpusOf(keyed(SENTENCES));
  await house.corpus('meanwhile');
  await house.put('meanwhile', 'before', 'Et hegn må være 1,80 meter højt.');
  const [vectors, repository] = [worker.get(VectorSets), worker.get(EmbeddingSetsRepository)];
  const [live, next] = (await vectors.begin()).map(({ set }) => set) as [EmbeddingSet, EmbeddingSet];
  const inSets = (key: string) =>
    house.sql<{ id: number }>(
      `SELECT e.set_id AS id FROM documents d JOIN versions v ON v.document_id = d.id JOIN units u ON u.version_id = v.id
       JOIN unit_vectors e ON e.unit_id = u.id WHERE d.key = $1 ORDER BY 1`,
      [key],
    );
  await house.put('meanwhile', 'early', SENTENCES[0]!);
  expect(await inSets('early')).toEqual([{ id: live.id }, { id: next.id }]);
  expect((await sets('switch', String(next.id))).stderr).toContain('Run kilde sets build, then switch.');

  // Cut off after the first batch, it goes on with the others.
  let asked: string[] = [];
  reply = (body) => (asked.length > 0 ? { status: 401 } : (asked.push(...body.input), lengths(body)));
  const open = { set: next, embedder: worker.get<Embedders>(EMBEDDERS)[1]! };
  const fill = async () => {
    for (const { id } of await house.sql<{ id: string }>(`SELECT id FROM corpora`))
      await vectors.fill(open, id);
  };
  await expect(fill()).rejects.toMatchObject({ code: 'model-unavailable' });
  const before = asked;
  asked = [];
  reply = (body) => (asked.push(...body.input), lengths(body));
  expect((await sets('build', '--work', '80')).code).toBe(0);
  expect(before.length).toBeGreaterThan(0);
  expect(asked.filter((text) => before.includes(text))).toEqual([]);

  const found = async () => {
    const answer = await house.admin.call('search', { body: { query: QUERIES[1]!, corpora: [slug] } });
    expect(answer.degraded).toBeUndefined();
    return JSON.stringify(answer.hits.map(({ document, score, why }) => [document.key, score, why]));
  };
  const byLive = await found();
  expect((await sets('switch', String(next.id))).stdout).toMatch(new RegExp(`^${next.id} +live`, 'm'));
  const byNext = await found();
  expect(byNext).not.toBe(byLive);

  let over = false;
  const seen: string[] = [];
  const client = async () => {
    while (!over) seen.push(await found());
  };
  const clients = [client(), client(), client()];
  const late = house.put('meanwhile', 'under-load', SENTENCES[1]!);
  expect((await sets('rollback')).code).toBe(0);
  for (const set of [next, live, next, live, next, live]) {
    expect(await repository.makeLive(set.id)).toBe(true);
    await Promise.race([...clients, new Promise((done) => setTimeout(done, 150))]);
  }
  over = true;
  await Promise.all(clients);
  expect(new Set(seen)).toEqual(new Set([byLive, byNext]));
  expect(await late).toMatchObject({ state: 'indexed' });
  expect(await inSets('under-load')).toEqual([{ id: live.id }, { id: next.id }]);

  expect(await repository.remove(live.id)).toBe(false);
  expect((await sets('drop', String(next.id))).stdout).not.toContain('lengths');
  expect(await looseEnds(house)).toEqual(NO_LOOSE_ENDS);
});

test('another embedder: searches go by words and say so, documents still come in, and kilde reindex makes the vectors anew', async () => {
  await worker.close();
  await house.stop();
  const other = modelAs('KILDE_');
  house = await House.open(other, house.store);
  const slug = await corpusOf(keyed(SENTENCES));
  const search = () => house.admin.call('search', { body: { query: 'skimmel', corpora: [slug] } });
  const before = await search();
  expect(before.degraded).toEqual(['vector']);
  expect(before.hits[0]?.passage.text).toContain('Skimmel');

  const one = await kilde(house.store, ['reindex', '--corpus', slug], other);
  expect(one.stdout).toContain('run kilde reindex for all corpora');
  expect((await search()).degraded).toEqual(['vector']);

  const running = kilde(house.store, ['reindex'], other);
  const answers: Awaited<ReturnType<typeof search>>[] = [];
  const ended = running.then(() => true);
  while (!(await Promise.race([ended, search().then((found) => !answers.push(found))])));
  expect(answers.every(({ hits }) => hits.length > 0)).toBe(true);
  expect((await running).stdout).toContain('All vectors are of the configured embedder.');
  const after = await search();
  expect(after.degraded).toBeUndefined();
  expect(after.hits[0]?.why.vector).toBeGreaterThan(0);
  expect(await house.sql(`SELECT model, state FROM embedding_sets`)).toEqual([
    { model: 'openai lengths', state: 'live' },
  ]);
  expect(await looseEnds(house)).toEqual(NO_LOOSE_ENDS);
});
