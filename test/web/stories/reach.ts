import type { Page } from 'playwright-core';
import { focusedText, parameters, until, visit, type Stage } from '../browser.js';

/** Presses Tab until something is focused that fits, as one does who has no mouse. */
async function tabTo(page: Page, fits: (text: string) => boolean, key = 'Tab'): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press(key);
    if (fits(await focusedText(page))) return;
  }
  throw new Error('Nothing that fits can be reached by Tab.');
}

export function reachStories(stage: Stage) {
  it('speaks the language of the browser, and another one when told to', async () => {
    const german = await visit(stage.browser, stage.app, { locale: 'de-DE' });
    await german.open('/?q=Depositum');
    await german.page.getByRole('heading', { name: 'Ergebnisse' }).waitFor();
    expect(await german.page.locator('html').getAttribute('lang')).toBe('de');

    await german.page.getByRole('button', { name: 'English' }).click();
    await german.page.getByRole('heading', { name: 'Results' }).waitFor();
    expect(parameters(german.page).get('lang')).toBe('en');
    expect(parameters(german.page).get('q')).toBe('Depositum');
    await german.open('/');
    await german.page.getByRole('heading', { level: 1, name: /^Search in/ }).waitFor();
    expect(await german.page.locator('html').getAttribute('lang')).toBe('en');
    await german.leave();
  });

  it('can be used with the keyboard alone, from the first screen to the citation', async () => {
    const { page, open } = stage.visitor;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await open('/');
    await page.locator('.corpus').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Gå til indholdet');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('skimmelsvamp');
    await page.keyboard.press('Enter');
    await until(async () => (await focusedText(page)) === 'Resultater');
    const title = await page.locator('.hit h3').first().innerText();
    await tabTo(page, (text) => text === title);
    await page.keyboard.press('Enter');
    await page.locator('.source-text mark').first().waitFor();
    expect(await page.evaluate('document.activeElement.localName')).toBe('mark');
    await tabTo(page, (text) => text === 'Kopiér henvisning', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Kopieret.').first().waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^Afgørelse.*20\d\d-\d{4}/);
  });

  it('shows its keys on ?, and does what they are for until they are switched off', async () => {
    const { page, open } = stage.visitor;
    await open('/');
    const introduction = page.getByRole('region', { name: 'Ny her? Tre trin' });
    await introduction.getByRole('button', { name: 'Forstået' }).click();
    await introduction.waitFor({ state: 'detached' });
    await page.keyboard.type('skimmelsvamp');
    await page.keyboard.press('Enter');
    await until(async () => (await focusedText(page)) === 'Resultater');
    await page.keyboard.press('j');
    expect(await focusedText(page)).toBe(await page.locator('.hit h3').first().innerText());
    await page.keyboard.press('Enter');
    await page.locator('.source-text mark').first().waitFor();
    await page.keyboard.press('s');
    await page.getByRole('dialog', { name: 'Hvilken sag?' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('f');
    expect(await page.evaluate('document.activeElement.placeholder')).toBe('Find i dokumentet');

    await page.locator('.source-text .mark-target').first().focus();
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Tastatur' });
    await keys.getByText('næste resultat').waitFor();
    await keys.getByText('Brug enkelte taster').click();
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'detached' });
    await page.keyboard.press('f');
    expect(await page.evaluate('document.activeElement.localName')).toBe('mark');

    await page.getByRole('link', { name: 'Hjælp', exact: true }).click();
    await page.getByRole('rowheader', { name: 'Huslejenævnsafgørelser' }).waitFor();
    expect(await page.getByLabel('Brug enkelte taster').isChecked()).toBe(false);
    await page.getByRole('button', { name: 'Vis introduktionen igen' }).click();
    await introduction.waitFor();
  });

  it('fits a window of 320 px, which is also 400 % zoom', async () => {
    const small = await visit(stage.browser, stage.app, { viewport: { width: 320, height: 640 } });
    const overflow = () => small.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    await small.open('/');
    await small.page.locator('.corpus').first().waitFor();
    expect(await overflow()).toBeLessThanOrEqual(0);
    await small.open('/?q=depositum%3F');
    await small.page.locator('.hit').first().waitFor();
    expect(await overflow()).toBeLessThanOrEqual(0);
    await small.page.getByRole('button', { name: 'Filtre' }).click();
    await small.page.getByRole('checkbox').first().waitFor();
    await small.page.locator('.hit h3 a').first().click();
    await small.page.locator('.source-text mark').first().waitFor();
    expect(await overflow()).toBeLessThanOrEqual(0);
    await small.leave();
  });

  it('has one main landmark, one first heading and no skipped level on each page', async () => {
    const { page, open } = stage.visitor;
    for (const path of ['/', '/?q=depositum%3F', '/upload', '/help']) {
      await open(path);
      await page
        .locator({ '/': '.corpus', '/upload': 'form', '/help': '.current' }[path] ?? '.hit')
        .first()
        .waitFor();
      expect(await page.getByRole('main').count()).toBe(1);
      const levels = await page.evaluate<number[]>(
        `[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((h) => Number(h.localName[1]))`,
      );
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      expect(levels.every((level, i) => level <= (levels[i - 1] ?? 0) + 1)).toBe(true);
    }
  });
}
