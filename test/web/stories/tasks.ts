import { readFile } from 'node:fs/promises';
import { until, visit, type Stage } from '../browser.js';

const RULINGS = '/?q=skimmelsvamp&corpus=huslejenaevn';

export function taskStories(stage: Stage) {
  it('sums a document up in its own sentences, each leading to its place', async () => {
    const { page, open } = stage.visitor;
    await open(RULINGS);
    await page.locator('.hit h3 a').first().click();
    await page.locator('.source-side summary', { hasText: 'Sammenfatning' }).click();
    const summary = page.locator('.summary');
    await summary.getByText('Hele dokumentet er læst.').waitFor();
    const sentence = summary.locator('.answer-text p').first();
    const text = await sentence.locator('span').first().innerText();
    await sentence.locator('.marker').click();
    const bare = (some: string) => some.replace(/\s/g, '');
    await until(async () => {
      const marked = await page.locator('.source-text mark').allInnerTexts();
      return bare(marked.join('')).includes(bare(text).slice(0, 40));
    });
  });

  it('puts chosen documents side by side, with the words that each value stands on', async () => {
    const { page, open } = stage.visitor;
    await open(RULINGS);
    const picks = page.locator('.pick');
    await picks.nth(0).locator('label').click();
    await page.getByText('Vælg mindst ét mere.').waitFor();
    await picks.nth(1).locator('label').click();
    await page.getByRole('link', { name: 'Sammenlign dem' }).click();
    const table = page.getByRole('table');
    await table.waitFor();
    expect(await table.getByRole('columnheader').count()).toBe(3);
    await table
      .getByRole('rowheader', { name: /Udfald/ })
      .first()
      .waitFor();
    const rows = await table.getByRole('row').count();
    await page.getByText('Vis kun det, der er forskelligt').click();
    await until(async () => (await table.getByRole('row').count()) < rows);

    const marker = table.locator('.marker').first();
    await marker.focus();
    expect(
      (await page.locator('.quote-card:not([hidden]) .quote-card-words').innerText()).length,
    ).toBeGreaterThan(10);
    await page.keyboard.press('Enter');
    await page.locator('.source-text mark, .sheet mark').first().waitFor();
    await page.goBack();
    await page.goBack();
    await page.getByText('2 dokumenter valgt').waitFor();
    expect(await picks.nth(0).getByRole('checkbox').isChecked()).toBe(true);
  });

  it('reads all that is found into a table, with a question put to each document', async () => {
    const { page, open } = stage.visitor;
    await open(RULINGS);
    await page.getByRole('link', { name: 'Overblik i en tabel' }).click();
    const table = page.getByRole('table');
    await table.getByRole('columnheader', { name: 'Beløb' }).waitFor();
    await page.getByText('2 af 20 fundne dokumenter er læst.').first().waitFor();
    await page.getByText('Beløb', { exact: true }).first().click();
    await page.getByLabel('Spørgsmål til hvert dokument').fill('Hvem har ansvaret for fugten?');
    await page.getByRole('button', { name: 'Lav overblikket' }).click();
    await table.getByRole('columnheader', { name: 'Hvem har ansvaret for fugten?' }).waitFor();
    expect(await table.getByRole('columnheader', { name: 'Beløb' }).count()).toBe(0);
    expect(await table.getByRole('row').count()).toBe(3);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Gem som CSV' }).click();
    expect((await download).suggestedFilename()).toBe('skimmelsvamp.csv');
    expect(await readFile(await (await download).path(), 'utf8')).toContain('Hvem har ansvaret for fugten?');
    await table.locator('.marker').first().click();
    await page.locator('.source-text mark, .sheet mark').first().waitFor();
    await page.goBack();
    await table.getByRole('columnheader', { name: 'Hvem har ansvaret for fugten?' }).waitFor();
  });

  it('drafts a note from an answer, its sources cited as one likes', async () => {
    const { page, open } = stage.visitor;
    await open('/?q=Kan+lejeren+kræve+afslag+for+skimmelsvamp%3F');
    await page.getByRole('link', { name: 'Skriv et udkast til et notat' }).click();
    const draft = page.getByRole('article');
    await draft.getByRole('heading', { name: 'Kan lejeren kræve afslag for skimmelsvamp?' }).waitFor();
    await page.getByLabel('Sådan henvises der').fill('{title} ({date})');
    await page.getByRole('button', { name: 'Skriv udkastet' }).click();
    await draft.getByRole('link', { name: /i lejen \(7\. november 2024\)$/ }).waitFor();
    const download = page.waitForEvent('download');
    await draft.getByRole('button', { name: 'Gem som Markdown' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text).toMatch(/^# Kan lejeren kræve afslag for skimmelsvamp\?/);
    expect(text).toMatch(/\[1\]/);
  });

  it('fits a comparison into a phone, in German and with the keyboard', async () => {
    const small = await visit(stage.browser, stage.app, {
      locale: 'de-DE',
      viewport: { width: 320, height: 640 },
    });
    await small.open(RULINGS);
    for (const at of [0, 1]) {
      await small.page.locator('.pick input').nth(at).focus();
      await small.page.keyboard.press('Space');
    }
    await small.page.getByRole('link', { name: 'Gegenüberstellen' }).press('Enter');
    await small.page.getByRole('heading', { level: 1, name: 'Dokumente nebeneinander' }).waitFor();
    await small.page.getByRole('table').waitFor();
    expect(
      await small.page.evaluate('document.documentElement.scrollWidth - innerWidth'),
    ).toBeLessThanOrEqual(0);
    expect(small.complaints).toEqual([]);
    await small.leave();
  });
}
