import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { App } from './app.js';

/** One browser for all stories; each story gets a window of its own, as a new visitor has it. */
export interface Visitor {
  page: Page;
  /** What the browser complained about: script errors, breaches of the content security policy. */
  complaints: string[];
  /** Goes to an address of the app. */
  open: (path: string) => Promise<void>;
  leave: () => Promise<void>;
}

/** What the stories share: one server, one browser, and a new visitor for each story. */
export interface Stage {
  app: App;
  browser: Browser;
  visitor: Visitor;
}

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS });
}

export async function visit(
  browser: Browser,
  app: App,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    locale: 'da-DK',
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return {
    page,
    complaints,
    open: async (path) => {
      await page.goto(app.url + path);
    },
    leave: () => context.close(),
  };
}

/** Waits for something that no locator can tell. (The page's own policy forbids `waitForFunction`.) */
export async function until(holds: () => Promise<boolean>, most = 30_000): Promise<void> {
  const limit = Date.now() + most;
  while (!(await holds())) {
    if (Date.now() > limit) throw new Error('It did not come to that in time.');
    await pause(50);
  }
}

/** The text that is focused, by its accessible name or its content. */
export function focusedText(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.textContent.trim()');
}

export function parameters(page: Page): URLSearchParams {
  return new URL(page.url()).searchParams;
}
