import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import mammoth from 'mammoth';
import { focusedText, parameters, until, type Stage } from '../browser.js';
import { addCorpus } from '../documents.js';

const QUESTION = 'Kan lejeren kræve afslag i lejen på grund af skimmelsvamp?';
const HIDDEN = '# Hemmeligt notat om Klokkeblomstgården\n\nKlokkeblomstgården har elleve vindebroer.\n';
const OUTDATED = 'Hvem må give medicin til borgeren?';

export function answerStories(stage: Stage) {
  it('answers a question from quoted sources, and a marker leads to the quote', async () => {
    const { page, open } = stage.visitor;
    await open('/');
    await page.getByRole('searchbox').fill(QUESTION);
    await page.keyboard.press('Enter');
    const answer = page.getByRole('region', { name: 'Svar' });
    const marker = answer.locator('.marker').first();
    await marker.waitFor();
    await page.getByText('Sat sammen af et program').waitFor();
    expect(await focusedText(page)).toBe('Svar');
    const sentence = await answer.locator('.answer-text p span').first().innerText();
    expect(await answer.locator('.sources li').count()).toBeGreaterThan(0);

    await marker.click();
    const bare = (text: string) => text.replace(/\s/g, '');
    const marked = async () => bare((await page.locator('.source-text mark').allInnerTexts()).join(''));
    await until(async () => (await marked()).includes(bare(sentence).slice(0, 60)));
  });

  it('asks with the button, too, and keeps that in the address', async () => {
    const { page, open } = stage.visitor;
    await open('/');
    await page.getByRole('searchbox').fill(QUESTION.replace('?', ''));
    await page.getByRole('button', { name: 'Spørg' }).click();
    await page.locator('.answer').waitFor();
    expect(page.url()).toContain('ask=1');
  });

  it('refuses what no document answers, with the reason and the nearest passages', async () => {
    const { page, open } = stage.visitor;
    await open(`/?${new URLSearchParams({ q: 'Wie hoch ist der Eiffelturm?', lang: 'de' })}`);
    const panel = page.getByRole('region', { name: 'Keine Antwort' });
    await panel.waitFor();
    expect(await panel.innerText()).toContain('Keine Stelle in den Dokumenten beantwortet diese Frage.');
    await page.locator('.hit').first().waitFor();
  });

  it('shows the quoted words at their marker, pointed at or focused, until Escape', async () => {
    const { page, open } = stage.visitor;
    await open(`/?${new URLSearchParams({ q: QUESTION })}`);
    const place = page.locator('.answer-text .marker-place').first();
    const card = place.locator('.quote-card');
    await place.locator('.marker').hover();
    await card.waitFor();
    await card.hover(); // the way to the card does not close it
    await pause(300);
    expect(await card.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'hidden' });

    await page.mouse.move(0, 0);
    await place.locator('.marker').focus();
    await card.waitFor();
    const words = await card.locator('.quote-card-words').innerText();
    expect(await page.locator('.answer-text p span').first().innerText()).toContain(words.slice(0, 40));
    const box = (await card.boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(1280);
    const described = await page.evaluate<string>(
      'document.getElementById(document.activeElement.getAttribute("aria-describedby")).textContent.trim()',
    );
    expect(described).toBe(words);
  });

  it('helps on where it refuses: what the documents speak of, and everything instead of a part', async () => {
    const { page, open } = stage.visitor;
    await open(`/?${new URLSearchParams({ q: 'Hvor højt er Eiffeltårnet?', corpus: 'huslejenaevn' })}`);
    const panel = page.getByRole('region', { name: 'Intet svar' });
    await panel.waitFor();
    const [first] = await panel.locator('.suggestions a').allInnerTexts();
    await panel.getByRole('link', { name: 'Spørg i det hele, uden filtre' }).click();
    await page.getByRole('button', { name: /^Fjern:/ }).waitFor({ state: 'detached' });
    await page.goBack();
    await panel.locator('.suggestions a').first().click();
    await until(async () => parameters(page).get('q') === first);
    await page.locator('.hit').first().waitFor();
  });

  it('quotes what only a former version says, and asks as of its day with one click', async () => {
    const { page, open } = stage.visitor;
    await open(`/?${new URLSearchParams({ q: OUTDATED, corpus: 'plejeinstrukser', asOf: '2001-01-01' })}`);
    const panel = page.getByRole('region', { name: 'Intet svar' });
    await panel.locator('.outdated blockquote').first().waitFor();
    await panel
      .getByRole('link', { name: /^Spørg pr\. / })
      .first()
      .click();
    await page.getByRole('region', { name: 'Svar' }).locator('.answer-text p').first().waitFor();
  });

  it('never tells of a document that the reader may not see', async () => {
    const { page, open } = stage.visitor;
    await addCorpus(stage.app, { slug: 'lukket', title: 'Lukket samling', access: 'grant' }, HIDDEN);
    await open(`/?${new URLSearchParams({ q: 'Hvor mange vindebroer har Klokkeblomstgården?' })}`);
    await page.getByRole('region', { name: 'Intet svar' }).waitFor();
    await page.locator('.hit').first().waitFor();
    expect(await page.getByRole('main').innerText()).not.toMatch(/elleve vindebroer|Hemmeligt notat/);
  });

  it('can be taken along with its citations: copied, as Markdown, on paper', async () => {
    const { page, open } = stage.visitor;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.addInitScript(
      'window.print = () => { window.printed = document.querySelector(".printed").innerText; };',
    );
    await open(`/?${new URLSearchParams({ q: QUESTION })}`);
    const take = page.getByRole('group', { name: 'Tag svaret med' });
    await take.getByRole('button', { name: 'Kopiér svar med kilder' }).click();
    await take.getByText('Kopieret.').waitFor();
    const sentence = await page.locator('.answer-text p span').first().innerText();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toContain(`${sentence} [1]`);
    expect(copied).toMatch(/\[1\] \p{L}.*\d{4}/u);
    expect(copied).toContain(`${stage.app.url}/source/`);

    for (const [button, name] of [
      ['Gem som Markdown', /^Kan-lejeren-kræve.*\.md$/],
      ['Gem som Word-fil', /^Kan-lejeren-kræve.*\.docx$/],
    ] as const) {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        take.getByRole('button', { name: button }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(name);
      const bytes = await readFile((await file.path())!);
      const { value: text } = name.source.includes('docx')
        ? await mammoth.extractRawText({ buffer: bytes })
        : { value: bytes.toString() };
      expect(text.replaceAll('\\', '')).toContain(`${sentence} [1]`);
    }

    await take.getByRole('button', { name: 'Udskriv eller gem som PDF' }).click();
    await until(async () => (await page.evaluate<string | undefined>('window.printed')) !== undefined);
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate<string>('document.body.innerText')).toMatch(/^Kan lejeren kræve/);
  });
}
