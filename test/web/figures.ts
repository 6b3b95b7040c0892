import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { startApp, type App } from './app.js';
import { startBrowser } from './browser.js';

/**
 * `npm run figures` measures the production build as Lighthouse does: script and style size, first and largest
 * contentful paint, layout shift and time that script blocks, in a browser slowed down to a middling phone on a slow
 * mobile network. A bare page of the same server, in the same run, is the floor below which none of it can go.
 */
const ASSETS = 'dist/apps/web/assets';
const RUNS = 5;
/** Lighthouse's "slow 4G" and its CPU factor for a middling phone. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 93_750 };
const CPU_FACTOR = 4;

const PAGES: [string, string][] = [
  ['bare page', '/bare'],
  ['first screen', '/'],
  ['results', '/?q=depositum'],
  ['answer', '/?q=Kan+lejeren+kræve+afslag+for+skimmelsvamp%3F'],
];
const BARE = '<!doctype html><html lang="en"><title>Bare</title><p>A bare page.</p>';

interface Figures {
  paint: number;
  largest: number;
  shift: number;
  blocked: number;
}

async function measure(browser: Browser, app: App, path: string): Promise<Figures> {
  const context = await browser.newContext({ locale: 'da-DK', viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', NETWORK);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_FACTOR });
  await page.addInitScript({ path: 'test/web/paints.js' });
  await page.route('**/bare', (route) => route.fulfill({ contentType: 'text/html', body: BARE }));
  await page.goto(app.url + path, { waitUntil: 'networkidle' });
  await page.waitForTimeout(1000);
  const figures = await page.evaluate<Figures>('seen');
  await context.close();
  return figures;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

function print(rows: string[][]) {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  for (const row of rows)
    process.stdout.write(
      `${row.map((cell, at) => (at ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!))).join('  ')}\n`,
    );
}

/** What the first screen fetches before anything else is asked for: what index.html names. */
function firstLoad(): Set<string> {
  const html = readFileSync('dist/apps/web/index.html', 'utf8');
  return new Set([...html.matchAll(/\/assets\/([^"]+)/g)].map(([, name]) => name!));
}

it('prints sizes and paints', async () => {
  const first = firstLoad();
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
  const sizes = readdirSync(ASSETS)
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => ({ name, bytes: readFileSync(`${ASSETS}/${name}`) }))
    .sort((a, b) => Number(first.has(b.name)) - Number(first.has(a.name)) || b.bytes.length - a.bytes.length);
  print([
    ['file', 'kB', 'kB gzip', 'when'],
    ...sizes.map(({ name, bytes }) => [
      name,
      kilobytes(bytes.length),
      kilobytes(gzipSync(bytes, { level: 9 }).length),
      first.has(name) ? 'first load' : 'when needed',
    ]),
  ]);

  const app = await startApp();
  const browser = await startBrowser();
  const rows = [['page', 'first paint ms', 'largest paint ms', 'layout shift', 'blocked ms']];
  for (const [name, path] of PAGES) {
    const runs: Figures[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await measure(browser, app, path));
    const of = (figure: keyof Figures, digits: number) =>
      median(runs.map((run) => run[figure])).toFixed(digits);
    rows.push([name, of('paint', 0), of('largest', 0), of('shift', 3), of('blocked', 0)]);
  }
  process.stdout.write(`\nmedian of ${RUNS} runs, processor slowed down ${CPU_FACTOR} times, slow 4G\n`);
  print(rows);
  await browser.close();
  await app.stop();
}, 600_000);
