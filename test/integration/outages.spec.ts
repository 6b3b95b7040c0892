import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ingestion, SearchResponse } from '../../apps/api/contract/index.js';
import type { Client } from '../../apps/cli/client.js';
import { isReady, startCluster, type Cluster } from '../../apps/cli/crash/cluster.js';
import { startPrivateServices, type PrivateServices } from '../../apps/cli/crash/private-services.js';
import { onServer } from '../harness.js';
import { indexed, listen } from '../ingestion-events.js';

const onServersThatMayDie = onServer ? describe : describe.skip;

onServersThatMayDie('several processes on servers that come and go', () => {
  let services: PrivateServices;
  let cluster: Cluster;
  const dir = mkdtempSync(join(tmpdir(), 'kilde-outages-'));

  beforeAll(async () => {
    services = await startPrivateServices();
    const environment = {
      ...{ DATABASE_URL: services.databaseUrl, REDIS_URL: services.redisUrl },
      ...{ KILDE_RETRY_SECONDS: '0.1', KILDE_ANONYMOUS_READING: 'on' },
    };
    cluster = await startCluster(environment, dir, { apis: 2, workers: 3 });
    await cluster.clients[0]!.post('/corpora', {
      ...{ slug: 'rulings', title: 'Rulings', language: 'da', access: 'public' },
    });
  }, 300_000);
  afterAll(async () => {
    await cluster?.close();
    await services?.remove();
    rmSync(dir, { recursive: true, force: true });
  }, 60_000);

  const text = (key: string) => `Nævnet finder i sag ${key}, at lejeren har ret til nedslag for skimmel.`;
  const send = (client: Client, key: string) =>
    client.upload<Ingestion>(
      '/documents',
      { corpus: 'rulings', key },
      { name: `${key}.txt`, bytes: new Blob([text(key)]) },
    );
  async function settled(id: string): Promise<Ingestion> {
    for (;;) {
      const ingestion = await cluster.clients[0]!.get<Ingestion>(`/ingestions/${id}`);
      if (ingestion.state !== 'queued' && ingestion.state !== 'running') return ingestion;
      await sleep(100);
    }
  }
  const search = (at: number) => fetch(`${cluster.apis[at]!.url}/api/v1/search?q=skimmel&corpora=rulings`);
  const untilAllReady = async () => {
    for (const { url } of cluster.apis) while (!(await isReady(url))) await sleep(100);
  };

  test('two API processes find the same and tell of the same ingestions, whichever of three workers does them', async () => {
    const keys = Array.from({ length: 24 }, (_, at) => `case-${String(at).padStart(2, '0')}`);
    const all = cluster.apis.map(({ url }) =>
      listen(url, cluster.adminKey, (told) => new Set(indexed(told)).size === keys.length),
    );
    await sleep(500);
    for (const [at, key] of keys.entries()) await send(cluster.clients[at % 2]!, key);
    for (const told of await Promise.all(all)) expect([...new Set(indexed(told))].sort()).toEqual(keys);
    const bodies = await Promise.all(
      cluster.clients.map((client) =>
        client.post<SearchResponse>('/search', { query: 'nedslag for skimmel', limit: 50 }),
      ),
    );
    const seen = bodies.map(({ hits }) => hits.map(({ passage, score }) => [passage.id, score]));
    expect(seen[0]).toHaveLength(keys.length);
    expect(seen[1]).toEqual(seen[0]);
  });

  test('while PostgreSQL is away requests are told to come again, and all goes on when it is back', async () => {
    const before = await send(cluster.clients[0]!, 'before');
    process.kill(services.pid('postgres'), 'SIGKILL');
    await sleep(300);
    for (const at of [0, 1]) {
      const response = await search(at);
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('5');
      expect(await response.json()).toMatchObject({ code: 'database-unreachable', status: 503 });
    }
    await expect(send(cluster.clients[1]!, 'lost')).rejects.toMatchObject({ code: 'database-unreachable' });
    expect((await fetch(`${cluster.apis[0]!.url}/api/v1/health/ready`)).status).toBe(503);
    expect((await fetch(`${cluster.apis[0]!.url}/api/v1/health/live`)).status).toBe(200);
    await services.up();
    await untilAllReady();
    expect((await settled(before.id)).state).toBe('indexed');
    expect((await settled((await send(cluster.clients[1]!, 'after')).id)).state).toBe('indexed');
    expect((await search(0)).status).toBe(200);
  }, 180_000);

  test('while Redis is away documents are taken and searches answered; the documents go in when it is back', async () => {
    process.kill(services.pid('redis'), 'SIGKILL');
    await sleep(300);
    const { id } = await send(cluster.clients[0]!, 'meanwhile');
    expect((await search(1)).status).toBe(200);
    expect(await cluster.clients[0]!.get('/health/ready')).toEqual({ status: 'ok', queue: 'down' });
    await services.up(true);
    await untilAllReady();
    expect((await settled(id)).state).toBe('indexed');
  }, 180_000);

  test('an API process told to stop takes the upload that it has begun, and its successor goes on', async () => {
    const [api] = cluster.apis;
    const boundary = 'part';
    const field = (name: string, value: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="late.txt"\r\n\r\n`;
    let body!: ReadableStreamDefaultController<Uint8Array>;
    const stream = new ReadableStream<Uint8Array>({ start: (controller) => void (body = controller) });
    const upload = fetch(`${api!.url}/api/v1/documents`, {
      ...{ method: 'POST', body: stream, duplex: 'half' },
      headers: {
        Authorization: `Bearer ${cluster.adminKey}`,
        'Content-Type': `multipart/form-data; boundary=${boundary}`,
      },
    } as RequestInit);
    const say = (part: string) => body.enqueue(new TextEncoder().encode(part));
    say(field('corpus', 'rulings') + field('key', 'late') + head + text('late'));
    await sleep(1000);
    process.kill(api!.pid()!, 'SIGTERM');
    await sleep(500);
    say(`\r\n--${boundary}--\r\n`);
    body.close();
    const response = await upload;
    expect(response.status).toBe(202);
    const { id } = (await response.json()) as Ingestion;
    await untilAllReady();
    expect((await settled(id)).state).toBe('indexed');
    expect((await search(0)).status).toBe(200);
  }, 120_000);
});
