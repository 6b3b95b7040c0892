import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server answers: a status with a body (JSON unless it is text), 'cut' in the middle, or 'silence'. */
export type Reply = { status?: number; headers?: Record<string, string>; body?: unknown } | 'cut' | 'silence';

export interface ModelServer {
  url: string;
  /** What it was asked, in order. */
  requests: { path: string; headers: IncomingHttpHeaders; body: Record<string, unknown> }[];
  close(): Promise<void>;
}

/** A real HTTP server that stands for a model's: it answers each request as told. */
export async function startModelServer<B>(answer: (body: B, count: number) => Reply): Promise<ModelServer> {
  const requests: ModelServer['requests'] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as B;
      const { url, headers } = request;
      requests.push({ path: url!, headers, body: body as Record<string, unknown> });
      const reply = answer(body, requests.length);
      if (reply === 'silence') return;
      if (reply === 'cut') {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
        response.write('{"data": [');
        setTimeout(() => response.destroy(), 20);
        return;
      }
      response.writeHead(reply.status ?? 200, { 'Content-Type': 'application/json', ...reply.headers });
      response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {}));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
