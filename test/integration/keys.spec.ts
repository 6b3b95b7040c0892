import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { House, onServer } from '../harness.js';

let house: House;
beforeAll(async () => {
  house = await House.open({ KILDE_ANONYMOUS_READING: 'off' });
  await house.corpus('open');
  await house.load('open', { doc: 'Skimmel i badet giver ret til nedslag.' });
});
afterAll(() => house.close());

test('the first admin key is kept in the data folder for its owner alone', async () => {
  const file = join(house.config.dataDir, 'admin-key');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8').trim()).toBe(house.adminKey);
  expect(house.kilde.newAdminKey).toBe(house.adminKey);
  expect(await house.admin.call('me')).toEqual({
    name: 'first admin key',
    admin: true,
    corpora: [{ slug: 'open', role: 'admin' }],
  });
});

test('a secret is stored as its hash alone', async () => {
  const { secret } = await house.key({ open: 'reader' });
  const tables = await house.sql<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const holders: string[] = [];
  for (const { name } of tables) {
    const [{ count }] = (await house.sql(`SELECT count(*) AS count FROM "${name}" t WHERE t::text LIKE $1`, [
      `%${secret.slice(6)}%`,
    ])) as [{ count: number }];
    if (count > 0) holders.push(name);
  }
  expect(tables.length).toBeGreaterThan(10);
  expect(holders).toEqual([]);
  const hash = createHash('sha256').update(secret).digest();
  expect(await house.sql(`SELECT 1 FROM api_keys WHERE hash = $1`, [hash])).toHaveLength(1);
  expect(JSON.stringify(await house.admin.call('listKeys'))).not.toContain(secret);
});

test('no secret but the first admin key lies in the data folder', async () => {
  const { secret } = await house.key({ open: 'reader' });
  const files = readdirSync(house.config.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(onServer ? 1 : 10);
  expect(files.filter((file) => readFileSync(file).includes(secret))).toEqual([]);
});

test('a revoked key is refused, and stays in the list as revoked', async () => {
  const { id, secret } = await house.key({ open: 'reader' });
  const caller = house.as(secret);
  await caller.call('search', { body: { query: 'skimmel' } });
  await house.admin.call('revokeKey', { params: { id } });
  expect(await caller.refused('search', { body: { query: 'skimmel' } })).toMatchObject({
    status: 401,
    code: 'bad-key',
  });
  const { items } = await house.admin.call('listKeys');
  expect(items.find((key) => key.id === id)?.revokedAt).not.toBeNull();
});

test('a key is good until it expires and not after', async () => {
  const soon = new Date(Date.now() + 60_000).toISOString();
  const past = new Date(Date.now() - 1000).toISOString();
  const good = await house.key({}, { expiresAt: soon });
  const expired = await house.key({}, { expiresAt: past });
  expect((await house.as(good.secret).call('me')).name).toBe('a test');
  expect(await house.as(expired.secret).refused('me')).toMatchObject({ code: 'bad-key' });
});

test.each([
  ['an unknown key', 'Bearer kilde_unknown'],
  ['an empty key', 'Bearer '],
  ['another scheme', 'Basic dXNlcjpwYXNz'],
  ['a key without a scheme', 'kilde_unknown'],
  ['two keys', 'Bearer a b'],
  ['a very long key', `Bearer ${'k'.repeat(8000)}`],
])('%s is refused even where no key is needed', async (_, authorization) => {
  const response = await fetch(`${house.kilde.url}/api/v1/health/live`, { headers: { authorization } });
  expect(response.status).toBe(401);
  expect(((await response.json()) as { code: string }).code).toBe('bad-key');
});

test('a key cannot be granted a role in a corpus that is not there', async () => {
  const grants = [{ corpus: 'absent', role: 'reader' }];
  const refusal = await house.admin.refused('createKey', { body: { name: 'x', grants } });
  expect(refusal).toMatchObject({ status: 404, code: 'unknown-corpus' });
  expect(refusal.detail).toContain('"absent"');
});

describe('with anonymous reading off', () => {
  test('nobody reads without a key, not even public corpora', async () => {
    const nobody = house.as(null);
    expect((await nobody.call('listCorpora')).items).toEqual([]);
    expect((await nobody.call('listDocuments')).items).toEqual([]);
    const found = await nobody.call('search', { body: { query: 'skimmel' } });
    expect(found).toMatchObject({ hits: [], facets: [], total: 0, scope: { corpora: [] } });
    expect(await nobody.refused('search', { body: { query: 'skimmel', corpora: ['open'] } })).toMatchObject({
      status: 404,
      code: 'unknown-corpus',
    });
  });

  test('any key reads public corpora', async () => {
    const { secret } = await house.key({});
    const { hits } = await house.as(secret).call('search', { body: { query: 'skimmel' } });
    expect(hits.map((hit) => hit.document.key)).toEqual(['doc']);
  });
});
