import { connect as connectSocket } from 'node:net';
import { once } from 'node:events';
import { House, problemOf, uploadForm } from '../harness.js';
import { rowCounts } from '../stored.js';

const LIMIT_MB = 2;
let house: House;
let empty: Record<string, number>;

beforeAll(async () => {
  house = await House.open({ KILDE_MAX_UPLOAD_MB: String(LIMIT_MB) });
  await house.corpus('docs', { fields: [{ name: 'amount', type: 'number' }] });
  empty = await rowCounts(house);
});
afterAll(() => house.close());

function post(path: string, body: string | FormData, headers: Record<string, string> = {}) {
  return fetch(`${house.kilde.url}/api/v1${path}`, {
    method: 'POST',
    body,
    headers: { Authorization: `Bearer ${house.adminKey}`, ...headers },
  });
}

/** A form written by hand: [disposition, content] a part. */
function rawForm(...parts: [string, string][]): { body: string; headers: Record<string, string> } {
  const body = parts.map(
    ([of, content]) => `--b\r\nContent-Disposition: form-data; ${of}\r\n\r\n${content}\r\n`,
  );
  return {
    body: `${body.join('')}--b--\r\n`,
    headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
  };
}
const CORPUS: [string, string] = ['name="corpus"', 'docs'];
const FILE: [string, string] = ['name="file"; filename="a.txt"', 'Tekst om leje.'];

describe('a query', () => {
  test.each([
    ['that is empty', ''],
    ['of white space', ' \n\t '],
    ['of 100,000 characters', 'leje '.repeat(20_000)],
    ['with a NUL', 'leje\u0000'],
    ['with half a character', 'leje \ud83d'],
  ])('%s is refused with what to do', async (_, text) => {
    for (const [route, request] of [
      ['search', { body: { query: text } }],
      ['answer', { body: { question: text } }],
    ] as const) {
      const refusal = await house.admin.refused(route, request);
      expect(refusal).toMatchObject({ status: 400, code: 'bad-request' });
      expect(refusal.errors?.[0]?.path).toBe(route === 'search' ? 'query' : 'question');
      expect(refusal.detail.length).toBeLessThan(500);
    }
  });

  test.each([
    [{ query: 'leje', limit: 0 }, 'limit'],
    [{ query: 'leje', limit: 1000 }, 'limit'],
    [{ query: 'leje', offset: -1 }, 'offset'],
    [{ query: 'leje', corpora: [] }, 'corpora'],
    [{ query: 'leje', corpora: ['../etc'] }, 'corpora.0'],
    [{ query: 'leje', language: 'fr' }, 'language'],
    [{ query: 4 }, 'query'],
    [{ query: 'leje', filter: {} }, ''],
    [[], ''],
  ])('%j is refused by name', async (body, path) => {
    const refusal = await house.admin.refused('search', { body });
    expect(refusal).toMatchObject({ status: 400, code: 'bad-request', errors: [{ path }] });
  });

  test.each(['searchLink', 'listDocuments', 'listIngestions'] as const)(
    'as a link with a parameter that %s does not know is refused, not answered without it',
    async (route) => {
      const refusal = await house.admin.refused(route, { query: { q: 'leje', corpuss: 'docs' } });
      expect(refusal).toMatchObject({ status: 400, code: 'bad-request' });
      expect(refusal.detail).toContain('corpuss');
    },
  );

  test('as a link with garbage for filters is refused', async () => {
    const refusal = await house.admin.refused('searchLink', { query: { q: 'leje', filters: '{kind' } });
    expect(refusal).toMatchObject({ status: 400, code: 'bad-filter' });
  });
});

describe('a request', () => {
  test.each([
    ['garbage', '{"query": ', 400, 'bad-request'],
    ['a bare word', 'leje', 400, 'bad-request'],
    ['more than a megabyte', JSON.stringify({ query: 'x'.repeat(1_100_000) }), 413, 'too-large'],
    ['brackets without end', '['.repeat(200_000), 400, 'bad-request'],
  ])('of %s is refused', async (_, body, status, code) => {
    const response = await post('/search', body, { 'Content-Type': 'application/json' });
    expect(await problemOf(response)).toMatchObject({ status, code });
  });

  test('deeply nested is no fault', async () => {
    const body = `{"query":"leje","filters":{"kind":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`;
    const response = await post('/search', body, { 'Content-Type': 'application/json' });
    expect(await problemOf(response)).toMatchObject({ status: 400 });
  });

  test('to nowhere is told where the API is described', async () => {
    const problem = await problemOf(await fetch(`${house.kilde.url}/api/v1/nowhere`));
    expect(problem).toMatchObject({ status: 404, code: 'not-found' });
    expect(problem.detail).toContain('/api/docs');
  });

  test.each(['readDocument', 'readVersion', 'readPassage', 'readIngestion', 'readAnswer'] as const)(
    '%s with something that is no id is refused',
    async (route) => {
      const refusal = await house.admin.refused(route, { params: { id: "1' OR 1=1" } });
      expect(refusal).toMatchObject({ status: 400, code: 'bad-request', errors: [{ path: 'id' }] });
    },
  );
});

describe('a corpus', () => {
  test.each([
    [{ slug: 'Bad Slug', title: 'x', language: 'da' }, 'slug'],
    [{ slug: 'x', title: 'a\u0000b', language: 'da' }, 'title'],
    [{ slug: 'x', title: 'x', language: 'da', fields: [{ name: 'kind', type: 'keyword' }] }, 'fields'],
    [
      {
        slug: 'x',
        title: 'x',
        language: 'da',
        fields: [
          { name: 'a', type: 'keyword' },
          { name: 'a', type: 'number' },
        ],
      },
      'fields',
    ],
    [{ slug: 'x', title: 'x', language: 'da', colour: 'red' }, ''],
  ])('%j is refused by name', async (body, path) => {
    const refusal = await house.admin.refused('createCorpus', { body });
    expect(refusal).toMatchObject({ status: 400, errors: [{ path }] });
  });

  test('is not made twice', async () => {
    const refusal = await house.admin.refused('createCorpus', {
      body: { slug: 'docs', title: 'x', language: 'da' },
    });
    expect(refusal).toMatchObject({ status: 409, code: 'corpus-exists' });
  });
});

describe('an upload leaves nothing behind', () => {
  afterEach(async () => {
    expect(await rowCounts(house)).toEqual(empty);
  });

  test.each([
    ['of 0 bytes', Buffer.alloc(0), {}, 'file-empty', /0 bytes/],
    ['over the limit', Buffer.alloc(LIMIT_MB * 1_000_000 + 1, 'x'), {}, 'file-too-large', /limit of 2 MB/],
    ['with ".." in its name', 'text', { fileName: '../../etc/passwd' }, 'bad-file-name', /"\.\."/],
    ['with ".." in its key', 'text', { key: 'a/../b', fileName: 'a.txt' }, 'bad-request', /"key"/],
    ['with a NUL in its key', 'text', { key: 'a\u0000b', fileName: 'a.txt' }, 'bad-request', /"key"/],
    ['with a very long key', 'text', { key: 'k'.repeat(501), fileName: 'a.txt' }, 'bad-request', /"key"/],
    ['with a NUL in its metadata', 'text', { metadata: { title: 'a\u0000b' } }, 'bad-request', /"title"/],
    ['with half a character in it', 'text', { metadata: { title: '\ud83d' } }, 'bad-request', /"title"/],
  ])('%s', async (_, content, options, code, detail) => {
    const refusal = await house.admin.refused('uploadDocument', {
      body: uploadForm('docs', content, options),
    });
    expect(refusal.code).toBe(code);
    expect(refusal.detail).toMatch(detail);
  });

  test.each([
    ['with a NUL in its name', [CORPUS, ['name="file"; filename="a\u0000.txt"', 'x']], 'bad-'],
    ['without a name', [CORPUS, ['name="file"; filename=""', 'x']], 'bad-'],
    ['without a file', [CORPUS], 'bad-upload'],
    ['with a field after the file', [CORPUS, FILE, ['name="key"', 'late']], 'bad-upload'],
    ['with two files', [CORPUS, FILE, FILE], 'bad-upload'],
    ['with the file in another field', [CORPUS, ['name="attachment"; filename="a.txt"', 'x']], 'bad-upload'],
    ['with an unknown field', [CORPUS, ['name="colour"', 'red'], FILE], 'bad-request'],
    ['without a corpus', [FILE], 'bad-request'],
    ['with garbage for metadata', [CORPUS, ['name="metadata"', '{x'], FILE], 'bad-metadata'],
    ['with a list for metadata', [CORPUS, ['name="metadata"', '[]'], FILE], 'bad-metadata'],
    ['with too many fields', [...Array.from({ length: 12 }, () => CORPUS), FILE], 'bad-upload'],
  ] as [string, [string, string][], string][])('%s', async (_, parts, code) => {
    const { body, headers } = rawForm(...parts);
    const problem = await problemOf(await post('/documents', body, headers));
    expect(problem.status).toBe(400);
    expect(problem.code).toContain(code);
  });

  test('that is no form', async () => {
    const problem = await problemOf(await post('/documents', '{}', { 'Content-Type': 'application/json' }));
    expect(problem).toMatchObject({ status: 400, code: 'bad-upload' });
  });

  test('whose form has no end', async () => {
    const { body, headers } = rawForm(CORPUS, FILE);
    const problem = await problemOf(await post('/documents', body.slice(0, -12), headers));
    expect(problem).toMatchObject({ status: 400, code: 'bad-upload' });
  });

  test('that is cut in the middle', async () => {
    const { hostname, port } = new URL(house.kilde.url);
    const socket = connectSocket(Number(port), hostname);
    await once(socket, 'connect');
    const { body } = rawForm(CORPUS, [FILE[0], 'x'.repeat(1_500_000)]);
    socket.write(
      `POST /api/v1/documents HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${house.adminKey}\r\n` +
        `Content-Type: multipart/form-data; boundary=b\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 1_200_000)}`,
    );
    while ((await rowCounts(house)).original_parts === 0);
    socket.destroy();
    for (const until = Date.now() + 10_000; Date.now() < until;)
      if ((await rowCounts(house)).originals === empty.originals) break;
  });
});

describe('a file', () => {
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const ZIP = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)]);

  test.each([
    ['a PDF that is a renamed PNG without a word', 'scan.pdf', PNG, 'no-text', /No text can be seen/],
    ['a PDF that is a renamed GIF', 'scan.pdf', Buffer.from('GIF89a'), 'unsupported', /really a GIF image/],
    ['a zip with nothing in it', 'all.zip', ZIP, 'empty', /nothing|empty|no file/],
    [
      'a 7-Zip archive',
      'all.7z',
      Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'),
      'unsupported',
      /a 7-Zip archive/,
    ],
    ['a text of white space', 'blank.txt', Buffer.from(' \n\n '), 'no-text', /no text/],
    ['an unknown ending', 'data.xyz', Buffer.from('text'), 'unsupported', /cannot be read/],
  ])('%s ends failed with a reason', async (_, fileName, content, code, message) => {
    const ingestion = await house.put('docs', fileName, content, {}, fileName);
    expect(ingestion).toMatchObject({ state: 'failed', reason: { code }, documentId: null });
    expect(ingestion.reason?.message).toMatch(message);
  });

  test('of invalid UTF-8 is read as far as it can be', async () => {
    const latin = Buffer.from('Lejen kan forhøjes én gang om året, når varslet er givet.', 'latin1');
    const ingestion = await house.put('docs', 'latin', latin);
    expect(ingestion.state).toBe('indexed');
    const version = await house.admin.call('readVersion', { params: { id: ingestion.versionId! } });
    expect(version.text).toContain('forhøjes én gang om året');
  });

  test('with NULs in its text is stored without them', async () => {
    const text = `Lejen\u0000 kan forhøjes.${' Lejeren skal have tre måneders varsel.'.repeat(10)}`;
    const ingestion = await house.put('docs', 'nul', text);
    expect(ingestion.state).toBe('indexed');
    const version = await house.admin.call('readVersion', { params: { id: ingestion.versionId! } });
    expect(version.text).not.toContain('\u0000');
  });

  test('whose metadata end before they begin fails by name', async () => {
    const metadata = { validFrom: '2024-02-01', validTo: '2024-01-01' };
    const ingestion = await house.put('docs', 'windows', 'Tekst om leje.', metadata);
    expect(ingestion).toMatchObject({ state: 'failed', reason: { code: 'bad-metadata' } });
    expect(ingestion.reason?.message).toMatch(/"validTo"/);
  });

  test('with a name in any script is given back under it', async () => {
    const fileName = 'Årsmøde – “beslutning” عربي.txt';
    const ingestion = await house.put('docs', 'name', 'Tekst om årsmøde.', {}, fileName);
    expect(ingestion.fileName).toBe(fileName);
    const response = await fetch(`${house.kilde.url}/api/v1/versions/${ingestion.versionId}/original`);
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent(fileName));
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });
});
