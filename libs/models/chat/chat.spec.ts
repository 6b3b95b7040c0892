import { setTimeout as sleep } from 'node:timers/promises';
import { startChatServer, type ChatReply, type ChatRequest, type ChatServer } from './chat-server.fixture.js';
import { chooseChat, converse, type Chat, type ChatEnd, type ChatMessage } from './chat.js';

let server: ChatServer | undefined;
afterEach(() => server?.close());

const KEY = 'sk-geheim';
const MESSAGES: ChatMessage[] = [
  ['system', 'Rules.'],
  ['user', 'Hvornår?'],
];
const SCHEMA = { name: 'answer', schema: { type: 'object' } };

async function chatOn(
  answer: (request: ChatRequest, count: number) => ChatReply,
  more: object = {},
): Promise<Chat> {
  server = await startChatServer(answer);
  const config = {
    kind: 'openai',
    url: server.url,
    key: KEY,
    model: 'tiny',
    output: 'schema',
    timeoutMs: 5000,
  } as const;
  return (await chooseChat({ ...config, ...more }))!;
}

async function said(
  chat: Chat,
  signal?: AbortSignal,
): Promise<{ text: string; pieces: number; end: ChatEnd }> {
  const pieces: string[] = [];
  const talk = converse(chat, MESSAGES, SCHEMA, signal);
  for (let next = await talk.next(); ; next = await talk.next()) {
    if (next.done) return { text: pieces.join(''), pieces: pieces.length, end: next.value };
    pieces.push(next.value);
  }
}

const messageOf = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (reason: Error) => reason,
  );
  expect(error).toMatchObject({ code: 'model-unavailable', status: 503 });
  expect(error!.message).toMatch(/^The chat model at http:\/\/127\.0\.0\.1:\d+\/v1\/chat\/completions /);
  for (const secret of [KEY, 'Hvornår']) expect(error!.message).not.toContain(secret);
  return error!.message;
};

test('streams what the model says, bound to the schema, at temperature 0', async () => {
  const text = 'Inden fire uger efter fraflytningen, står der i afgørelsen.';
  const chat = await chatOn(() => ({ text, model: 'tiny-2026-q8' }));
  const { pieces, ...whole } = await said(chat);
  expect(whole).toEqual({ text, end: { model: 'tiny-2026-q8', whole: true } });
  expect(pieces).toBeGreaterThan(1);
  const [{ headers, body }] = server!.requests as [ChatServer['requests'][0]];
  expect(headers.authorization).toBe(`Bearer ${KEY}`);
  expect(body).toMatchObject({
    ...{ model: 'tiny', temperature: 0, stream: true },
    messages: MESSAGES.map(([role, content]) => ({ role, content })),
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'answer', schema: { type: 'object' }, strict: true },
    },
  });
});

test.each([
  ['json', { type: 'json_object' }],
  ['text', undefined],
])('a service that knows no schemas is asked for %s', async (output, format) => {
  await said(await chatOn(() => ({ text: 'x' }), { output }));
  expect(server!.requests[0]!.body.response_format).toEqual(format);
});

test.each<[string, ChatReply, string]>([
  [
    'a wrong key',
    { status: 401, body: { error: { message: `bad ${KEY}` } } },
    'answered 401: check KILDE_CHAT_KEY',
  ],
  ['a wrong model', { status: 404 }, 'check KILDE_CHAT_URL and KILDE_CHAT_MODEL'],
  ['no schemas', { status: 400, body: { error: { message: 'Hvornår?' } } }, 'KILDE_CHAT_OUTPUT'],
  ['a fault', { status: 500 }, 'answered 500'],
  ['a cut stream', { text: 'x'.repeat(200), cutAfter: 50 }, 'broke off'],
])('%s is named, once', async (_, reply, expected) => {
  expect(await messageOf(said(await chatOn(() => reply)))).toContain(expected);
  expect(server!.requests).toHaveLength(1);
});

test.each<[string, ChatReply]>([
  ['is silent', 'silence'],
  ['is slow', { text: 'x'.repeat(2400), pauseMs: 50 }],
])('a service that %s is given up after its time', async (_, reply) => {
  const chat = await chatOn(() => reply, { timeoutMs: 300 });
  expect(await messageOf(said(chat))).toContain('did not answer within 300 ms');
  await sleep(100);
  expect(server!.givenUp).toBe(1);
});

test('is not asked on by somebody who has gone', async () => {
  const chat = await chatOn(() => ({ text: 'x'.repeat(2400), pauseMs: 50 }));
  const gone = new AbortController();
  setTimeout(() => gone.abort(new Error('gone')), 200);
  await expect(said(chat, gone.signal)).rejects.toThrow('gone');
  await sleep(100);
  expect(server!.givenUp).toBe(1);
});

test('a service that is not there is named, too', async () => {
  const chat = await chatOn(() => 'silence');
  await server!.close();
  expect(await messageOf(said(chat))).toContain('cannot be reached');
});

test('no variable of another program makes it print or send questions elsewhere', async () => {
  Object.assign(process.env, { LANGSMITH_TRACING: 'true', LANGCHAIN_VERBOSE: 'true' });
  await chatOn(() => 'silence');
  expect([process.env.LANGSMITH_TRACING, process.env.LANGCHAIN_VERBOSE]).toEqual([undefined, undefined]);
});
