import { startModelServer, type ModelServer, type Reply } from './model-server.fixture.js';
import { openAiEmbedder } from './openai-embedder.js';

let server: ModelServer | undefined;
afterEach(() => server?.close());

const KEY = 'sk-geheim';

async function embedderOn(answer: (body: { input: string[] }, count: number) => Reply, more: object = {}) {
  server = await startModelServer(answer);
  return openAiEmbedder({
    ...{ kind: 'openai', url: server.url, key: KEY, model: 'tiny' },
    prefixes: { query: 'query: ', passage: '' },
    ...more,
  });
}

/** Vectors [3, length of the text], the last text first. */
const data = (input: string[]) =>
  input.map((text, index) => ({ object: 'embedding', index, embedding: [3, text.length] })).reverse();
const good = ({ input }: { input: string[] }): Reply => ({ body: { object: 'list', data: data(input) } });

async function messageOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (reason: Error) => reason,
  );
  expect(error).toMatchObject({ code: 'model-unavailable', status: 503 });
  expect(error!.message).not.toContain(KEY);
  expect(error!.message).toContain(`The embedder at ${server!.url}/embeddings`);
  return error!.message;
}

test('gives vectors of length one in the order of the texts', async () => {
  const { embed, dimensions, name } = await embedderOn(good);
  expect((await embed(['abcd', ''], 'passage')).map((vector) => Array.from(vector))).toEqual([
    [expect.closeTo(0.6), expect.closeTo(0.8)],
    [1, 0],
  ]);
  expect(await dimensions()).toBe(2);
  expect(name).toBe('openai tiny');
  expect(server!.requests[0]).toMatchObject({
    path: '/v1/embeddings',
    headers: { authorization: `Bearer ${KEY}` },
    body: { model: 'tiny', input: ['abcd', ''], encoding_format: 'float' },
  });
});

test('puts the prefix before a query, and asks for the wanted dimensions', async () => {
  const { embed, dimensions, name } = await embedderOn(good, { dimensions: 2 });
  await embed(['leje'], 'query');
  expect(server!.requests[0]!.body).toMatchObject({ input: ['query: leje'], dimensions: 2 });
  expect(await dimensions()).toBe(2);
  expect(server!.requests).toHaveLength(1);
  expect(name).toBe('openai tiny 2 dimensions');
});

test('sends many texts in several requests', async () => {
  const { embed } = await embedderOn(good);
  const texts = Array.from({ length: 70 }, (_, at) => 'x'.repeat(at));
  expect(await embed(texts, 'passage')).toHaveLength(70);
  expect(server!.requests.map(({ body }) => (body.input as string[]).length)).toEqual([32, 32, 6]);
});

test.each<[string, Reply]>([
  ['too busy, and says for how long', { status: 429, headers: { 'Retry-After': '0' } }],
  ['broken', { status: 500, body: 'oh no' }],
  ['cut off in its answer', 'cut'],
])('tries passages again when the service is %s', async (_, reply) => {
  const { embed } = await embedderOn((body, count) => (count === 1 ? reply : good(body)));
  expect(await embed(['abcd'], 'passage')).toHaveLength(1);
  expect(server!.requests).toHaveLength(2);
});

test('waits as long as Retry-After says', async () => {
  const { embed } = await embedderOn((body, count) =>
    count === 1 ? { status: 503, headers: { 'Retry-After': '1' } } : good(body),
  );
  const since = performance.now();
  await embed(['abcd'], 'passage');
  expect(performance.now() - since).toBeGreaterThan(990);
});

test('gives up on passages after four tries, and on a query after one', async () => {
  const { embed } = await embedderOn(() => ({ status: 429, headers: { 'Retry-After': '0' } }));
  expect(await messageOf(embed(['abcd'], 'passage'))).toContain('answered 429: too many requests');
  expect(server!.requests).toHaveLength(4);
  await messageOf(embed(['abcd'], 'query'));
  expect(server!.requests).toHaveLength(5);
});

test.each<[string, Reply, string]>([
  ['a wrong key', { status: 401, body: `bad key ${KEY}` }, 'answered 401: check KILDE_EMBEDDER_KEY'],
  ['a wrong model', { status: 404 }, 'check KILDE_EMBEDDER_URL and KILDE_EMBEDDER_MODEL'],
  ['dimensions that the model has not', { status: 400 }, 'KILDE_EMBEDDER_DIMENSIONS'],
  ['something that is no JSON', { body: '<html>' }, 'does not answer with JSON'],
  ['another protocol', { body: { vectors: [] } }, 'does not speak the expected protocol (data'],
  ['too few vectors', { body: { data: data(['a']) } }, 'gave 1 vectors for 2 texts'],
  ['one vector twice', { body: { data: [...data(['a']), ...data(['b'])] } }, 'gave 2 vectors for 2 texts'],
  [
    'vectors of several lengths',
    {
      body: {
        data: [
          { index: 0, embedding: [1, 2] },
          { index: 1, embedding: [1] },
        ],
      },
    },
    'gave a vector of 1 numbers instead of 2',
  ],
])('%s is named at once, without a second try', async (_, reply, expected) => {
  const { embed } = await embedderOn(() => reply);
  expect(await messageOf(embed(['a', 'b'], 'passage'))).toContain(expected);
  expect(server!.requests).toHaveLength(1);
});

test('vectors longer than asked for are refused', async () => {
  const { embed } = await embedderOn(good, { dimensions: 1 });
  expect(await messageOf(embed(['a'], 'query'))).toContain('gave a vector of 2 numbers instead of 1');
});

test('a service that is not there is named, too', async () => {
  const { embed } = await embedderOn(good);
  await server!.close();
  expect(await messageOf(embed(['a'], 'query'))).toContain('cannot be reached (ECONNREFUSED)');
});
