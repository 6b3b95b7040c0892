import { writeTinyEmbedder } from '../../libs/models/onnx/tiny-model.fixture.js';
import {
  startModelServer,
  type ModelServer,
  type Reply,
} from '../../libs/models/http/model-server.fixture.js';
import { House } from '../harness.js';
import { RULING_FIELDS, RULINGS } from '../texts.js';

const THEMES = ['skimmel', 'depositum', 'varme', 'musik', 'miete'];

/** A vector that says which themes a text is about, as a model would: by the meaning and not by the word. */
const themesOf = (text: string) => [
  ...THEMES.map((theme) => (text.toLowerCase().includes(theme) ? 1 : 0)),
  text.includes('fugt') ? 1 : 0,
  0.1,
];
const embeddings = ({ input }: { input: string[] }): Reply => ({
  body: { data: input.map((text, index) => ({ index, embedding: themesOf(text) })) },
});

async function load(house: House): Promise<void> {
  await house.corpus('rulings', { fields: RULING_FIELDS });
  for (const { key, text, metadata } of RULINGS)
    expect(await house.put('rulings', key, text, metadata)).toMatchObject({ state: 'indexed' });
}

const search = (house: House, query: string) => house.admin.call('search', { body: { query } });

describe('an embedder behind HTTP', () => {
  let server: ModelServer;
  let house: House;
  let reply: typeof embeddings = embeddings;
  beforeAll(async () => {
    server = await startModelServer((body: { input: string[] }) => reply(body));
    house = await House.open({
      ...{ KILDE_EMBEDDER: 'openai', KILDE_EMBEDDER_URL: server.url, KILDE_EMBEDDER_MODEL: 'themes' },
      KILDE_EMBEDDER_KEY: 'sk-geheim',
    });
    await load(house);
  });
  beforeEach(() => (reply = embeddings));
  afterAll(async () => {
    await house.close();
    await server.close();
  });

  test('makes the vectors of passages and of queries', async () => {
    const sets = await house.sql(`SELECT model, dimensions, state FROM embedding_sets`);
    expect(sets).toEqual([{ model: 'openai themes', dimensions: THEMES.length + 2, state: 'live' }]);
    const { hits, degraded } = await search(house, 'skimmel');
    expect(degraded).toBeUndefined();
    expect(hits[0]).toMatchObject({
      document: { key: 'mould' },
      why: { lanes: expect.arrayContaining(['vector']) as [] },
    });
    expect(hits[0]!.why.vector).toBeGreaterThan(0.9);
  });

  test('when it is down, searches and answers do without it and say so', async () => {
    reply = () => ({ status: 500 });
    const { hits, degraded } = await search(house, 'skimmel');
    expect(degraded).toEqual(['vector']);
    expect(hits[0]).toMatchObject({ document: { key: 'mould' }, why: { vector: 0 } });
    const answer = await house.admin.call('answer', {
      body: { question: 'Hvor stort et afslag i lejen fik lejeren for skimmel i badeværelset?' },
    });
    expect(answer.degraded).toEqual(['vector']);
  });

  test('when it is down, a document fails with what is wrong, and goes in when it is tried again', async () => {
    reply = () => ({ status: 401 });
    const failed = await house.put('rulings', 'late', 'Musik efter midnat.');
    expect(failed).toMatchObject({ state: 'failed', attempts: 5, reason: { code: 'model-unavailable' } });
    expect(failed.reason!.message).toContain('check KILDE_EMBEDDER_KEY');
    expect(failed.reason!.message).toContain('can be retried');
    expect(failed.reason!.message).not.toContain('geheim');
    reply = embeddings;
    await house.admin.call('retryIngestion', { params: { id: failed.id } });
    expect(await house.settled(failed.id)).toMatchObject({ state: 'indexed' });
  });

  test('when it turns into another model under the same name, nothing is mixed', async () => {
    reply = ({ input }) => ({ body: { data: input.map((_, index) => ({ index, embedding: [1, 2] })) } });
    const failed = await house.put('rulings', 'other', 'En anden tekst om hegn.');
    expect(failed).toMatchObject({ state: 'failed', reason: { code: 'other-dimensions' } });
    expect((await search(house, 'skimmel')).degraded).toEqual(['vector']);
  });
});

test('an ONNX model in a folder makes the vectors, in the worker and in the API', async () => {
  const house = await House.open({
    KILDE_EMBEDDER: 'transformers',
    KILDE_EMBEDDER_MODEL: tinyModel(),
    KILDE_EMBEDDER_POOLING: 'mean',
  });
  try {
    await load(house);
    const { hits, degraded } = await search(house, 'fugt');
    expect(degraded).toBeUndefined();
    expect(hits[0]).toMatchObject({ document: { key: 'mould' }, why: { lexical: 0, lanes: ['vector'] } });
  } finally {
    await house.close();
  }
});

/** `fugt` (damp) means what `skimmel` (mould) means. */
function tinyModel(): string {
  const folder = `${process.env.KILDE_TEST_RUN!}/tiny`;
  const of = (at: number) => [0, 0, 0, 0].map((_, dimension) => (dimension === at ? 1 : 0));
  writeTinyEmbedder(
    folder,
    { skimmel: of(0), fugt: of(0), depositum: of(1), varmeregnskabet: of(2) },
    of(3).map((x) => x / 100),
  );
  return folder;
}

describe('a reranker', () => {
  type Asked = { query: string; texts: string[] };
  let server: ModelServer;
  let house: House;
  let reply: (body: Asked) => Reply;
  beforeAll(async () => {
    server = await startModelServer((body: Asked) => reply(body));
    house = await House.open({
      ...{ KILDE_RERANKER: 'tei', KILDE_RERANKER_URL: server.url },
      ...{ KILDE_RERANKER_DEPTH: '3', KILDE_RERANKER_TIMEOUT_MS: '300' },
    });
    await load(house);
  });
  afterAll(async () => {
    await house.close();
    await server.close();
  });

  const keys = async (query = 'lejer udlejer nævnet') => {
    const { hits, degraded } = await search(house, query);
    return {
      keys: hits.map(({ document }) => document.key),
      scores: hits.map(({ why }) => why.reranker),
      degraded,
    };
  };

  test('orders the first hits anew and leaves the others; a failing one is named and changes nothing', async () => {
    reply = () => ({ status: 503 });
    const before = await keys();
    expect(before.degraded).toEqual(['reranker']);
    expect(before.keys.length).toBeGreaterThan(3);

    reply = ({ texts }) => ({ body: texts.map((_, index) => ({ index, score: index / 10 })) });
    const after = await keys();
    expect(after.degraded).toBeUndefined();
    expect(after.keys).toEqual([...before.keys.slice(0, 3).reverse(), ...before.keys.slice(3)]);
    expect(after.scores.slice(0, 4)).toEqual([0.2, 0.1, 0, undefined]);
  });

  test('reads the best passage of each document with its title', async () => {
    await keys('skimmel hos udlejer');
    const { query, texts } = server.requests.at(-1)!.body as Asked;
    expect(query).toBe('skimmel hos udlejer');
    expect(texts[0]).toMatch(/^Skimmel i badeværelset\n[^]*skimmelsvampen/);
  });

  test('one that is silent is not waited for', async () => {
    reply = () => 'silence';
    const since = performance.now();
    expect((await keys()).degraded).toEqual(['reranker']);
    expect(performance.now() - since).toBeLessThan(3000);
  });
});
