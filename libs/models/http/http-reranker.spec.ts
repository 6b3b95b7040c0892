import { httpReranker } from './http-reranker.js';
import { startModelServer, type ModelServer, type Reply } from './model-server.fixture.js';

let server: ModelServer | undefined;
afterEach(() => server?.close());

const TEXTS = ['en', 'to', 'tre'];
const TEI = [
  { index: 2, score: 0.9 },
  { index: 0, score: 0.5 },
  { index: 1, score: 0.1 },
];

async function rerank(kind: 'tei' | 'cohere', reply: Reply, timeoutMs = 5000): Promise<number[]> {
  server = await startModelServer(() => reply);
  const { url } = server;
  const config = kind === 'tei' ? { kind, url } : { kind, url, model: 'tiny', key: 'sk-geheim' };
  return httpReranker(config).rerank('hvad?', TEXTS, timeoutMs);
}

test('speaks with text-embeddings-inference', async () => {
  expect(await rerank('tei', { body: TEI })).toEqual([0.5, 0.1, 0.9]);
  expect(server!.requests).toMatchObject([
    { path: '/v1/rerank', body: { query: 'hvad?', texts: TEXTS, truncate: true } },
  ]);
});

test('speaks with Cohere and vLLM', async () => {
  const results = TEI.map(({ index, score }) => ({ index, relevance_score: score }));
  expect(await rerank('cohere', { body: { id: 'x', results } })).toEqual([0.5, 0.1, 0.9]);
  expect(server!.requests).toMatchObject([
    {
      headers: { authorization: 'Bearer sk-geheim' },
      body: { model: 'tiny', query: 'hvad?', documents: TEXTS },
    },
  ]);
});

test.each<[string, Reply, string]>([
  ['fails', { status: 500 }, 'answered 500'],
  ['is silent', 'silence', 'did not answer within 200 ms'],
  ['leaves a text out', { body: TEI.slice(1) }, 'did not score each of the 3 texts'],
  [
    'scores a text that is not there',
    { body: [...TEI.slice(1), { index: 7, score: 1 }] },
    'did not score each',
  ],
  ['speaks another protocol', { body: { results: [] } }, 'does not speak the expected protocol'],
])('says so when the service %s', async (_, reply, expected) => {
  await expect(rerank('tei', reply, 200)).rejects.toMatchObject({
    code: 'model-unavailable',
    message: expect.stringContaining(expected) as string,
  });
});
