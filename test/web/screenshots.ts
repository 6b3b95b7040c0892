import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startApp } from './app.js';
import { startBrowser, visit, type Stage } from './browser.js';
import { states } from './states.js';

/**
 * `npm run screenshots [-- -t NAME]` photographs every page in every state into screenshots/, which git ignores:
 * 1440, 768 and 375 px wide, light and dark.
 */
const FOLDER = 'screenshots';
const WIDTHS = { 1440: 900, 768: 1024, 375: 812 };
const stage = {} as Stage;

beforeAll(async () => {
  if (!process.argv.includes('-t')) rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  stage.app = await startApp();
  stage.browser = await startBrowser();
}, 240_000);

afterAll(async () => {
  await stage.browser?.close();
  await stage.app?.stop();
}, 30_000);

describe.each(Object.entries(WIDTHS))('%s px wide', (width, height) => {
  it.each(states)('$name', async ({ name, show }) => {
    const visitor = await visit(stage.browser, stage.app, { viewport: { width: Number(width), height } });
    await show(visitor, stage.app);
    for (const colorScheme of ['light', 'dark'] as const) {
      await visitor.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await visitor.page.screenshot({
        path: join(FOLDER, `${name}-${width}-${colorScheme}.png`),
        fullPage: true,
      });
    }
    await visitor.leave();
  });
});
