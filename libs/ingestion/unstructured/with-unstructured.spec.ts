import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '#platform';
import { lines, pdf } from '../parse/small-files.fixture.js';
import type { ParsedFile } from '../parse/parse.js';

/** As `POST /general/v0/general` answers, by the API's documentation. */
const ELEMENTS = [
  { type: 'Header', element_id: 'a', text: 'Nævnet', metadata: { page_number: 1, languages: ['dan'] } },
  { type: 'Title', text: 'Afgørelse', metadata: { page_number: 1, category_depth: 0 } },
  { type: 'Title', text: 'Sagen', metadata: { page_number: 1, category_depth: 1 } },
  { type: 'NarrativeText', text: 'Lejen kan forhøjes.', metadata: { page_number: 1 } },
  { type: 'ListItem', text: 'skriftligt', metadata: { page_number: 1 } },
  { type: 'ListItem', text: 'med varsel', metadata: { page_number: 1 } },
  { type: 'PageBreak', text: '', metadata: {} },
  {
    type: 'Table',
    text: 'Leje 4000 Varme 500',
    metadata: {
      page_number: 2,
      text_as_html: '<table><tr><td>Leje</td><td>4000</td></tr><tr><td>Varme</td><td>500</td></tr></table>',
    },
  },
  { type: 'Footer', text: 'Side 2', metadata: { page_number: 2 } },
];

function json(status: number, body: unknown) {
  return (response: ServerResponse) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

/** What the API answers, one request after the other. */
const REPLIES: [string, (response: ServerResponse) => void][] = [
  ['elements', json(200, ELEMENTS)],
  ['an error', json(500, { detail: 'out of order' })],
  ['a wrong key', json(401, { detail: 'API key is malformed' })],
  ['what it cannot read', json(422, { detail: 'unsupported' })],
  ['something else than elements', json(200, { elements: [] })],
  ['no text', json(200, [])],
  ['no JSON', (response) => response.writeHead(200).end('<html>')],
  ['a broken connection', (response) => response.destroy()],
  ['nothing in time', () => {}],
];

let read: ParsedFile[];
const asked: { url: string | undefined; headers: IncomingHttpHeaders; body: string }[] = [];
const FILE = Buffer.from(pdf([lines(['Læst af Kilde selv'], { x: 60, y: 100 })]));

// In a process of its own, as in the worker: the client's fetch and Jest's realms do not go together.
beforeAll(async () => {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { url, headers } = request;
      REPLIES[asked.length]![1](response);
      asked.push({ url, headers, body: Buffer.concat(parts).toString('latin1') });
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const file = join(process.env.KILDE_TEST_RUN!, 'unstructured.pdf');
  writeFileSync(file, FILE);
  const script = join(packageRoot(), 'test/fixtures/read-by-unstructured.js');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { stdout } = await promisify(execFile)(process.execPath, [script, url, file, String(REPLIES.length)]);
  read = JSON.parse(stdout) as ParsedFile[];
  server.closeAllConnections();
  server.close();
});

it('turns the elements into text with headings, lists, tables and pages', () => {
  const { text, headings, pages, mediaType, warnings } = read[0]!;
  expect(text).toBe(
    'Afgørelse\n\nSagen\n\nLejen kan forhøjes.\n\n- skriftligt\n- med varsel\n\nLeje | 4000\nVarme | 500',
  );
  expect([mediaType, warnings]).toEqual(['application/pdf', []]);
  expect(headings.map(({ level, start, end }) => [level, text.slice(start, end)])).toEqual([
    [1, 'Afgørelse'],
    [2, 'Sagen'],
  ]);
  expect(pages.map(({ page, start }) => [page, text.slice(start, start + 4)])).toEqual([
    [1, 'Afgø'],
    [2, 'Leje'],
  ]);
});

it('sends a file once, with its name and the key, and leaves other media types alone', () => {
  expect(asked).toHaveLength(REPLIES.length);
  expect(asked[0]).toMatchObject({
    url: '/general/v0/general',
    headers: { 'unstructured-api-key': 'secret' },
  });
  expect(asked[0]!.body).toContain('filename="sag.pdf"');
  expect(asked[0]!.body).toContain(FILE.toString('latin1'));
  expect(read.at(-1)).toMatchObject({ text: 'Et notat', warnings: [] });
});

it.each(REPLIES.slice(1).map(([name], at) => [name, at + 1] as const))(
  'reads the file itself after %s, and says so',
  (_, at) => {
    expect(read[at]).toMatchObject({ text: 'Læst af Kilde selv', warnings: ['read-locally'] });
  },
);
