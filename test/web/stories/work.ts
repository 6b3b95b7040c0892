import { readFile } from 'node:fs/promises';
import mammoth from 'mammoth';
import type { Page } from 'playwright-core';
import { visit, type Stage } from '../browser.js';

export function workStories(stage: Stage) {
  const signIn = async (page: Page, key: string) => {
    await page.goto(`${stage.app.url}/upload`);
    await page.getByLabel('Nøgle', { exact: true }).fill(key);
    await page.getByRole('button', { name: 'Log ind' }).click();
    await page.getByRole('button', { name: 'Log ud' }).waitFor();
  };

  const call = async (path: string, body: FormData | object) => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${stage.app.url}/api/v1${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${stage.app.adminKey}`,
        ...(!isForm && { 'Content-Type': 'application/json' }),
      },
      body: isForm ? body : JSON.stringify(body),
    });
    expect(response.ok).toBe(true);
    return (await response.json()) as { secret: string };
  };

  /** Opens a search, pins its first hit to a new case, and goes there. */
  const pinFirst = async (page: Page, title: string) => {
    await page
      .getByRole('button', { name: /^Føj til en sag: / })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: 'Hvilken sag?' });
    await dialog.getByRole('textbox').fill(title);
    await dialog.getByRole('button', { name: 'Opret og fastgør' }).click();
    await page
      .getByRole('link', { name: `Føjet til »${title}«` })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  };

  const saved = async (page: Page, button: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    const file = await download;
    return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
  };

  it('goes from a tenant’s complaint to a citation in the note of the case', async () => {
    const { page, open } = stage.visitor;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await open('/');
    await page
      .getByRole('searchbox')
      .fill('Der er skimmelsvamp i soveværelset. Kan lejeren få afslag i huslejen?');
    await page.getByLabel('Hvor').selectOption('huslejenaevn');
    await page.keyboard.press('Enter');
    await page.locator('.answer-text .marker').first().waitFor();
    await page.getByRole('checkbox', { name: /^medhold/ }).check();
    await page.getByRole('button', { name: 'Fjern: Udfald: medhold' }).waitFor();
    await page.getByRole('link', { name: 'Skimmelsvamp i soveværelse – forholdsmæssigt' }).first().click();
    await page.locator('.source-text mark').first().waitFor();
    await page.getByRole('button', { name: 'Kopiér henvisning' }).click();
    await page.locator('.tools-note', { hasText: 'Kopieret.' }).waitFor();
    await page.locator('.tools').getByRole('button', { name: /^Føj/ }).click();
    await page.keyboard.type('Klage fra Elmegade 4');
    await page.keyboard.press('Enter');
    await page.locator('.tools .pinned-to').click();
    const notes = page.getByLabel('Noter til sagen');
    await notes.focus();
    await page.keyboard.press('ControlOrMeta+V');
    expect(await notes.inputValue()).toMatch(/^Afgørelse, 7\. november 2024, 2024-0420, Skimmelsvamp/);
    await page.locator('.note', { hasText: 'Noter til sagen' }).getByText('Gemt.').waitFor();
  });

  it('pins a passage to a case, keeps a note, and hands the case over with its citation', async () => {
    const { page, open } = stage.visitor;
    await open('/?q=skimmelsvamp&corpus=huslejenaevn');
    const hit = page.locator('.hit').first();
    const title = await hit.getByRole('heading').innerText();
    await pinFirst(page, 'Klage fra Elmegade 4');
    await page.getByLabel('Note', { exact: true }).fill('Ligner vores sag.');
    await page.getByLabel('Noter til sagen').fill('Ring til lejeren.');
    await page.getByRole('heading', { level: 1 }).click();
    await page.locator('.note', { hasText: 'Noter til sagen' }).getByText('Gemt.').waitFor();

    await page.reload();
    const pinned = page.locator('.hit');
    await pinned.getByRole('link', { name: title }).waitFor();
    expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe('Ligner vores sag.');

    const markdown = await saved(page, 'Som Markdown');
    expect(markdown.name).toBe('Klage-fra-Elmegade-4.md');
    const words = /> »([^\n\\]{20})/.exec(markdown.content.toString())![1]!;
    expect(await pinned.locator('.passage').innerText()).toContain(words);
    expect(markdown.content.toString()).toMatch(/\[Afgørelse.*\]\(http.*\/source\/.*start=\d+&end=\d+\)/);

    const word = await saved(page, 'Hent som Word-dokument');
    expect(word.name).toBe('Klage-fra-Elmegade-4.docx');
    const { value } = await mammoth.convertToHtml({ buffer: word.content });
    for (const part of ['Klage fra Elmegade 4', 'Ring til lejeren.', title, words, 'Ligner vores sag.'])
      expect(value).toContain(part);
    expect(value).toMatch(/<a href="http[^"]*\/source\/[^"]*">Afgørelse/);
  });

  it('pins what is selected in a document, renames the case and deletes it', async () => {
    const { page, open } = stage.visitor;
    await open('/?q=skimmelsvamp&corpus=huslejenaevn');
    await page.locator('.hit h3 a').first().click();
    await page.locator('.source-text mark').first().waitFor();
    await page
      .getByRole('group', { name: 'Værktøjer til dokumentet' })
      .getByRole('button', { name: /^Føj/ })
      .click();
    await page.keyboard.type('Sag A');
    await page.keyboard.press('Enter');
    await page.locator('.tools .pinned-to').click();
    await page.getByRole('button', { name: 'Omdøb' }).click();
    await page.getByLabel('Sagens navn').fill('Sag B');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Sag B' }).waitFor();
    await page.getByRole('button', { name: /^Fjern: / }).click();
    await page.getByText('Intet er fastgjort endnu.').waitFor();
    await page.getByRole('button', { name: 'Slet sagen' }).click();
    await page.getByRole('button', { name: 'Slet for altid' }).click();
    await page.getByText('En sag samler de steder').waitFor();
  });

  it('tells in a saved search what has come in since, until it is seen', async () => {
    const { page, open } = stage.visitor;
    await signIn(page, stage.app.adminKey);
    await open('/?q=dronningebier+i+gården&corpus=plejeinstrukser');
    await page.getByRole('button', { name: 'Gem søgning' }).click();
    await page.getByRole('link', { name: 'Gemt i Mit arbejde' }).click();
    const search = page.locator('.case-list li', { hasText: 'dronningebier' });
    await search.getByText('Intet nyt siden').waitFor();

    const form = new FormData();
    form.append('corpus', 'plejeinstrukser');
    form.append('key', 'dronningebier');
    form.append('file', new Blob(['# Dronningebier\n\nDronningebier i gården fodres i marts.\n']), 'bier.md');
    await call('/documents', form);
    const news = search.getByRole('link', { name: /^1 nyt siden/ });
    for (let at = 0; at < 30 && !(await news.isVisible()); at++) {
      await page.reload();
      await search.locator('.row').waitFor();
      await news.waitFor({ timeout: 1000 }).catch(() => undefined); // not indexed yet
    }
    await news.click();
    await page.locator('.hit', { hasText: 'fodres i marts' }).waitFor();
    expect(await page.locator('.hit').count()).toBe(1);
    await page.getByRole('button', { name: /^Fjern: Nyt siden/ }).waitFor();
  });

  it('shows in the history what was searched and opened, and clears it', async () => {
    const { page, open } = stage.visitor;
    await open('/?q=depositum&corpus=huslejenaevn');
    await page.locator('.hit h3 a').first().click();
    await page.locator('.source-text').waitFor();
    await page.getByRole('link', { name: 'Mit arbejde', exact: true }).click();
    const history = page.getByRole('region', { name: 'Historik' });
    await history.getByRole('link', { name: 'depositum', exact: true }).waitFor();
    await history.getByText('Åbnet:').waitFor();
    await history.getByRole('button', { name: 'Ryd' }).click();
    await history.getByText('Intet i historikken.').waitFor();
    await page.reload();
    await history.getByText('Intet i historikken.').waitFor();
  });

  it('shows a second person, and nobody, none of the first one’s work', async () => {
    const { page } = stage.visitor;
    const grants = [{ corpus: 'huslejenaevn', role: 'reader' }];
    const [first, second] = await Promise.all([
      call('/keys', { name: 'Ida', grants }),
      call('/keys', { name: 'Noor', grants }),
    ]);
    await signIn(page, first.secret);
    await page.goto(`${stage.app.url}/?q=skimmelsvamp&corpus=huslejenaevn`);
    await pinFirst(page, 'Idas sag');
    const address = page.url();

    await page.goto(`${stage.app.url}/upload`);
    await page.getByRole('button', { name: 'Log ud' }).click();
    for (const key of [second.secret, null]) {
      const other = await visit(stage.browser, stage.app);
      if (key) await signIn(other.page, key);
      await other.page.goto(`${stage.app.url}/work`);
      await other.page.getByText('En sag samler de steder').waitFor();
      await other.page.goto(address);
      await other.page.getByRole('heading', { level: 1, name: 'Denne sag findes ikke her' }).waitFor();
      expect(await other.page.locator('main').innerText()).not.toMatch(/Idas sag|skimmel/i);
      await other.leave();
    }
    // The same browser, signed out.
    await page.goto(address);
    await page.getByRole('heading', { level: 1, name: 'Denne sag findes ikke her' }).waitFor();
    await signIn(page, first.secret);
    await page.goto(address);
    await page.getByRole('heading', { level: 1, name: 'Idas sag' }).waitFor();
  });
}
