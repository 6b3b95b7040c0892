import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '#platform';
import { parse } from '../parse/parse.js';
import { ParseFailure } from '../parse/parse-failure.js';
import { docx, lines, paragraph, pdf } from '../parse/small-files.fixture.js';
import { startParsers, type Parsers } from './parsers.js';

const LIMITS = { seconds: 60, secondsAPage: 2, memoryMB: 300 };
const MISBEHAVING = join(packageRoot(), 'test/fixtures/misbehaving-parser.js');
const BYTES = Uint8Array.of(1, 2, 3);

const started: Parsers[] = [];
function parsers(limits: Partial<typeof LIMITS> = {}, most?: number, entry = MISBEHAVING): Parsers {
  started.push(startParsers({ ...LIMITS, ...limits }, most, entry));
  return started.at(-1)!;
}
afterEach(() => started.splice(0).forEach((one) => one.close()));

async function failure(attempt: Promise<unknown>): Promise<ParseFailure> {
  const outcome = await attempt.catch((error: unknown) => error);
  if (!(outcome instanceof ParseFailure)) throw new Error(`expected a ParseFailure, got ${String(outcome)}`);
  return outcome;
}

async function isGone(pid: number): Promise<boolean> {
  for (const until = Date.now() + 5000; Date.now() < until; await sleep(20)) {
    // A process that nobody has waited for is still listed, as a zombie.
    const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ') Z';
    if (/\) Z/.test(stat)) return true;
  }
  return false;
}

describe('a parser apart', () => {
  it.each([
    ['notat.md', Buffer.from('---\nkey: a\n---\n# Notat\n\nEn tekst.')],
    ['brev.docx', Buffer.from(docx(paragraph('Et brev')))],
    ['sag.pdf', Buffer.from(pdf([lines(['En afgørelse'], { x: 60, y: 100 })]))],
  ])('makes of %s what the parser makes of it', async (name, bytes) => {
    const { parseApart } = startParsers(LIMITS);
    expect(await parseApart(bytes, name)).toEqual(await parse(bytes, name));
  });

  it('refuses what the parser refuses, in its words', async () => {
    const { parseApart } = startParsers(LIMITS);
    const apart = await failure(parseApart(Buffer.from('no PDF'), 'a.pdf'));
    const here = await failure(parse(Buffer.from('no PDF'), 'a.pdf'));
    expect([apart.code, apart.message, apart.cause]).toEqual([here.code, here.message, undefined]);
  });

  it('keeps typed arrays, and uses a process again', async () => {
    const { parseApart } = parsers();
    const first = (await parseApart(BYTES, 'fine')) as unknown as { pid: number; sum: Float32Array };
    expect(first.sum).toEqual(Float32Array.from(BYTES));
    expect(await parseApart(BYTES, 'fine')).toMatchObject({ text: '2', pid: first.pid });
  });

  it('knows no secret, and has its own folder as its home', async () => {
    process.env.KILDE_API_KEY = 'secret';
    const { text } = await parsers().parseApart(BYTES, 'environment');
    delete process.env.KILDE_API_KEY;
    const environment = JSON.parse(text) as Record<string, string>;
    expect(text).not.toContain('secret');
    expect(environment).toMatchObject({ HOME: environment.folder, TMPDIR: environment.folder });
    expect(existsSync(environment.folder!)).toBe(true);
    started.at(-1)!.close();
    expect(existsSync(environment.folder!)).toBe(false);
  });
});

describe('a file that', () => {
  it.each([
    ['loops', { seconds: 2 }, 'timeout', /took too long/],
    ['waits', { seconds: 2 }, 'timeout', /took too long/],
    ['crashes', {}, 'corrupt', /parser stopped while reading crashes/],
    ['throws', {}, 'corrupt', /parser stopped while reading throws/],
    ['fills the heap', {}, 'too-large', /more than 300 MB of memory/],
    ['fills memory', {}, 'too-large', /more than 300 MB of memory/],
    ['says too much', { memoryMB: 2000 }, 'too-large', /more than 250 MB/],
  ] as const)('%s is refused, and the next one is read', async (name, limits, code, message) => {
    const { parseApart } = parsers(limits, 1);
    const [refusal, next] = await Promise.all([failure(parseApart(BYTES, name)), parseApart(BYTES, 'fine')]);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(message);
    expect(next).toMatchObject({ mediaType: 'x' });
  });

  it('throws leaves its trace for the log', async () => {
    expect((await failure(parsers().parseApart(BYTES, 'throws'))).cause).toMatch(/shoe size/);
  });

  it('breaks its process afterwards does not harm the next one', async () => {
    const { parseApart } = parsers({}, 1);
    await parseApart(BYTES, 'throws later');
    for (let time = 0; time < 5; time++) expect(await parseApart(BYTES, 'fine')).toBeDefined();
  });

  it('leaves much memory behind is the last one of its process', async () => {
    const { parseApart } = parsers({}, 1);
    const first = (await parseApart(BYTES, 'keeps memory')) as unknown as { pid: number };
    const second = (await parseApart(BYTES, 'fine')) as unknown as { pid: number };
    expect(second.pid).not.toBe(first.pid);
  });

  it('hangs does not hold up others', async () => {
    const { parseApart } = parsers({ seconds: 3 }, 2);
    const hanging = failure(parseApart(BYTES, 'loops'));
    let ended = false;
    void hanging.then(() => (ended = true));
    for (let time = 0; time < 20; time++) await parseApart(BYTES, 'fine');
    expect(ended).toBe(false);
    expect((await hanging).code).toBe('timeout');
  });

  it('has many pages is given more time, and says where its reader is', async () => {
    const news: unknown[] = [];
    const { parseApart } = parsers({ seconds: 1.9, secondsAPage: 0.5 });
    const { text } = await parseApart(BYTES, 'has pages', undefined, (one) => news.push(one));
    expect(text).toBe('four pages');
    expect(news.slice(0, 2)).toEqual([
      { page: 1, pages: 4 },
      { page: 2, pages: 4 },
    ]);
    expect(news.at(-1)).toEqual({ peakMB: expect.any(Number) });
  });

  it('starts a program takes it along when it is stopped', async () => {
    const file = join(process.env.KILDE_TEST_RUN!, 'pids');
    const job = parsers({ seconds: 3 }).parseApart(Buffer.from(file), 'starts a program');
    expect((await failure(job)).code).toBe('timeout');
    for (const pid of readFileSync(file, 'utf8').split(' ')) expect(await isGone(Number(pid))).toBe(true);
  });
});

test('a parser in an endless loop ends when its starter is killed', async () => {
  const file = join(process.env.KILDE_TEST_RUN!, 'orphans');
  const starter = fork(join(packageRoot(), 'test/fixtures/doomed-starter.js'), [MISBEHAVING, file], {
    execArgv: [],
  });
  for (const until = Date.now() + 20_000; !existsSync(file); await sleep(20))
    if (Date.now() > until) throw new Error('the parser did not begin');
  starter.kill('SIGKILL');
  await sleep(100);
  for (const pid of readFileSync(file, 'utf8').split(' ')) expect(await isGone(Number(pid))).toBe(true);
});

test('a parser process that cannot start is a fault of ours, not of the file', async () => {
  const attempt = parsers({}, 1, join(packageRoot(), 'package.json')).parseApart(BYTES, 'fine');
  await expect(attempt).rejects.toThrow(/could not start/);
  await expect(attempt).rejects.not.toBeInstanceOf(ParseFailure);
});
