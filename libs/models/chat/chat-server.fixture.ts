import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A request to `POST /chat/completions`, as far as tests look at it. */
export interface ChatRequest {
  model: string;
  stream: boolean;
  temperature: number;
  messages: { role: string; content: string }[];
  response_format?: { type: string; json_schema?: { schema: object } };
}

/** What the server says: a text in pieces, perhaps slowly or cut off; a status; or nothing at all. */
export type ChatReply =
  | { text: string; model?: string; pauseMs?: number; cutAfter?: number }
  | { status: number; body?: unknown; headers?: Record<string, string> }
  | 'silence';

export interface ChatServer {
  url: string;
  /** What it was asked, in order. */
  requests: { headers: IncomingHttpHeaders; body: ChatRequest }[];
  /** How many requests were given up by the client before their end. */
  givenUp: number;
  close(): Promise<void>;
}

const PIECE = 24;

/** A real HTTP server that stands for a chat model behind OpenAI's protocol, streaming. */
export async function startChatServer(
  answer: (request: ChatRequest, count: number) => ChatReply,
): Promise<ChatServer> {
  const requests: ChatServer['requests'] = [];
  const state = { givenUp: 0 };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    response.on('close', () => void (response.writableFinished || state.givenUp++));
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as ChatRequest;
      requests.push({ headers: request.headers, body });
      void reply(response, answer(body, requests.length));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    get givenUp() {
      return state.givenUp;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function reply(response: ServerResponse, what: ChatReply): Promise<void> {
  if (what === 'silence') return;
  if ('status' in what) {
    response.writeHead(what.status, { 'Content-Type': 'application/json', ...what.headers });
    response.end(JSON.stringify(what.body ?? { error: { message: 'a test' } }));
    return;
  }
  const { text, model = 'tiny-2026', pauseMs = 0, cutAfter = Infinity } = what;
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  const chunk = (delta: object, finish: string | null = null) =>
    response.write(
      `data: ${JSON.stringify({
        ...{ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model },
        choices: [{ index: 0, delta, finish_reason: finish }],
      })}\n\n`,
    );
  chunk({ role: 'assistant', content: '' });
  for (let at = 0; at < Math.min(text.length, cutAfter); at += PIECE) {
    if (pauseMs > 0) await sleep(pauseMs);
    if (response.destroyed) return;
    chunk({ content: text.slice(at, Math.min(at + PIECE, cutAfter)) });
  }
  if (cutAfter < text.length) {
    await sleep(5);
    response.destroy();
    return;
  }
  chunk({}, 'stop');
  response.end('data: [DONE]\n\n');
}
