import { focusedText, parameters, until, type Stage } from '../browser.js';

/** Too narrow for a document beside the results. */
const NARROW = { width: 1100, height: 800 };
const VERSIONS = '/?q=medicin&corpus=plejeinstrukser&asOf=2023-06-01';

export function sourceStories(stage: Stage) {
  const openFirstHit = async (query: string) => {
    const { page, open } = stage.visitor;
    await open(`/?${new URLSearchParams({ q: query })}`);
    const hit = page.locator('.hit').first();
    const passage = await hit.locator('.passage').innerText();
    await hit.getByRole('link').first().click();
    await page.locator('.source-text mark').first().waitFor();
    return passage;
  };
  const clipboard = () =>
    stage.visitor.page.evaluate<[plain: string, html: string]>(`navigator.clipboard.read().then(([item]) =>
      Promise.all(['text/plain', 'text/html'].map((type) => item.getType(type).then((blob) => blob.text()))))`);

  it('opens the document at the passage: marked, in view and focused', async () => {
    const { page } = stage.visitor;
    const passage = await openFirstHit('skimmelsvamp i soveværelset');
    const mark = page.locator('.source-text mark').first();
    expect(await page.locator('.source-text mark:focus').count()).toBe(1);
    const box = await mark.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeLessThan(800);
    const bare = (text: string) => text.replace(/[\s…]/g, '');
    const marked = async () => bare((await page.locator('.source-text mark').allInnerTexts()).join(''));
    await until(async () => (await marked()).includes(bare(passage).slice(0, 80)));
  });

  it('shows metadata with labels, the contents, and the original to download', async () => {
    const { page } = stage.visitor;
    await openFirstHit('skimmelsvamp i soveværelset');
    await page.locator('.beside summary', { hasText: 'Om dokumentet' }).click();
    const facts = await page.locator('.facts').innerText();
    expect(facts).toMatch(/Sagsnummer\s+20\d\d-\d+/);
    expect(facts).toMatch(/Nævn\s+Huslejenævnet/);
    await page.locator('.beside summary', { hasText: 'Indhold' }).click();
    await page.getByRole('navigation', { name: 'Indhold' }).getByRole('link').last().click();
    expect(await focusedText(page)).not.toBe('');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Hent den oprindelige fil' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.(md|html|txt|pdf|docx)$/);
  });

  it('copies the quote with its source and a permanent link', async () => {
    const { page } = stage.visitor;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openFirstHit('skimmelsvamp i soveværelset');
    await page.getByRole('button', { name: 'Kopiér citat med kilde' }).click();
    await page.locator('.tools-note', { hasText: 'Kopieret.' }).waitFor();
    const [copied, html] = await clipboard();
    expect(copied).toMatch(/^».+«\n.*[Ss]kimmel.*\nhttp:\/\/.+\/source\/.+start=\d+&end=\d+$/s);
    expect(html).toMatch(/<blockquote>»/);
  });

  it('copies a citation with case number and date, as rich text with a link', async () => {
    const { page } = stage.visitor;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openFirstHit('skimmelsvamp i soveværelset');
    await page.getByRole('button', { name: 'Kopiér henvisning' }).click();
    await page.locator('.tools-note', { hasText: 'Kopieret.' }).waitFor();
    const [plain, html] = await clipboard();
    expect(plain).toMatch(/20\d\d-\d{4}/);
    expect(plain).toMatch(/\d+\. \w+ 20\d\d/);
    expect(html).toMatch(/<a href="http.+start=\d+&#?\w*;?end=\d+">/);
  });

  it('copies what the reader has selected', async () => {
    const { page } = stage.visitor;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openFirstHit('skimmelsvamp i soveværelset');
    const paragraph = page.locator('.source-text p').last();
    await paragraph.scrollIntoViewIfNeeded();
    await paragraph.click({ clickCount: 3 });
    await page.getByRole('button', { name: 'Kopiér citat med kilde' }).click();
    await page.locator('.tools-note', { hasText: 'Kopieret.' }).waitFor();
    const [plain] = await clipboard();
    expect(plain.split('\n')[0]).toBe(`»${(await paragraph.innerText()).trim()}«`);
  });

  it('stands beside the results where there is room, in the address too, and Escape closes it', async () => {
    const { page } = stage.visitor;
    await openFirstHit('depositum');
    const title = await page.locator('.hit h3').nth(2).innerText();
    await page.locator('.hit h3 a').nth(2).click();
    await page
      .getByRole('complementary', { name: 'Dokument' })
      .getByRole('heading', { name: title })
      .waitFor();
    expect(await page.locator('.hit.is-open h3').innerText()).toBe(title);
    expect(parameters(page).get('source')).toBeTruthy();
    await page.reload();
    await page.locator('.hit.is-open').waitFor();
    await page.locator('.beside .source-text mark').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.beside').waitFor({ state: 'detached' });
    expect(parameters(page).get('source')).toBeNull();
    await until(async () => (await focusedText(page)) === title);
  });

  it('moves the hit that was clicked nowhere when a document opens beside it', async () => {
    const { page, open } = stage.visitor;
    await open('/?q=depositum');
    const hit = page.locator('.hit').nth(4);
    await hit.locator('h3').scrollIntoViewIfNeeded();
    const before = await hit.boundingBox();
    await hit.locator('h3 a').click();
    await page.locator('.beside .source-text mark').first().waitFor();
    expect(Math.abs((await hit.boundingBox())!.y - before!.y)).toBeLessThan(4);
  });

  it('goes to the other passages that match, and to what is found in the document', async () => {
    const { page } = stage.visitor;
    await openFirstHit('skimmelsvamp i soveværelset');
    const place = page.locator('.find-count');
    await page.getByText(/^1 af \d$/).waitFor();
    const first = await page.locator('.mark-target').first().innerText();
    await page.getByRole('button', { name: 'Næste sted' }).click();
    await page.getByText(/^2 af \d$/).waitFor();
    expect(await page.locator('.mark-target').first().innerText()).not.toBe(first);
    await page.getByRole('searchbox', { name: 'Find i dokumentet' }).fill('lejer');
    await until(async () => /steder|af/.test(await place.innerText()));
    await page.keyboard.press('Enter');
    await page.getByRole('searchbox', { name: 'Find i dokumentet' }).press('Enter');
    expect((await page.locator('.mark-target.mark-word').first().innerText()).toLowerCase()).toBe('lejer');
  });

  it('shows the pages of a PDF with boxes at the words, and as text on request', async () => {
    const { page, open } = stage.visitor;
    await open('/?q=safeguarding+plan&corpus=guidelines');
    await page.locator('.hit', { hasText: 'Safeguarding adults' }).locator('h3 a').click();
    const box = page.locator('.beside .box-target').first();
    await box.waitFor();
    await page.locator('.sheet img').first().waitFor();
    const { x, y, width, height } = (await box.boundingBox())!;
    // The word of the text layer at the middle of the box is a word of the passage that the hit showed.
    const word = await page.evaluate<string>(
      `[...document.querySelectorAll('.sheet-words span')].find((span) => {
        const { left, right, top, bottom } = span.getBoundingClientRect();
        return left <= ${x + width / 2} && right >= ${x + width / 2} && top <= ${y + height / 2} && bottom >= ${y + height / 2};
      })?.textContent.trim()`,
    );
    expect(await page.locator('.hit.is-open .passage').innerText()).toContain(word);
    expect(y).toBeLessThan(800);
    await page.getByRole('link', { name: 'Vis som tekst' }).click();
    await page.locator('.source-text .mark-target').first().waitFor();
    expect(parameters(page).get('view')).toBe('text');
  });

  it('tells what changed between two versions', async () => {
    const { page, open } = stage.visitor;
    await open(VERSIONS);
    await page.locator('.hit', { hasText: 'Gælder ikke længere' }).first().locator('h3 a').click();
    await page.locator('.beside summary', { hasText: 'Versioner' }).click();
    await page
      .getByRole('link', { name: /^Se, hvad der er ændret/ })
      .first()
      .click();
    await page.locator('.comparison ins').first().waitFor();
    expect(await page.locator('.comparison').innerText()).toMatch(/\d+ steder er ændret\./);
    expect(await page.locator('.comparison del').count()).toBeGreaterThan(0);
    await page.getByRole('link', { name: 'Vis dokumentet igen' }).click();
    await page.locator('.source-text').waitFor();
  });

  it('lists documents that say something alike', async () => {
    const { page } = stage.visitor;
    await openFirstHit('skimmelsvamp i soveværelset');
    await page.locator('.beside summary', { hasText: 'Lignende dokumenter' }).click();
    await page
      .locator('.similar a', { hasText: /[Ss]kimmel/ })
      .first()
      .click();
    await page.locator('.source-text mark').first().waitFor();
  });

  it('goes back to the results where they were left', async () => {
    const { page, open } = stage.visitor;
    await page.setViewportSize(NARROW);
    await open('/?q=depositum');
    const hit = page.locator('.hit').nth(3);
    await hit.scrollIntoViewIfNeeded();
    const title = await hit.getByRole('link').first().innerText();
    const y = await page.evaluate<number>('scrollY');
    await hit.getByRole('link').first().click();
    await page.locator('.source-text mark').first().waitFor();
    await page.getByRole('link', { name: 'Tilbage til resultaterne' }).click();
    await page.locator('.hit').nth(3).waitFor();
    expect(Math.abs((await page.evaluate<number>('scrollY')) - y)).toBeLessThan(60);
    expect(await focusedText(page)).toBe(title);
  });

  it('warns above a version that was replaced, and leads to the one in force', async () => {
    const { page, open } = stage.visitor;
    await open(VERSIONS);
    const old = page.locator('.hit', { hasText: 'Gælder ikke længere' }).first();
    await old.getByRole('link').first().click();
    await page.getByText(/Denne version blev afløst den/).waitFor();
    await page.getByRole('link', { name: 'Åbn den version, der gælder i dag' }).click();
    await page.locator('.source-head .validity-in-force').waitFor();
  });

  it('says in words that a document does not exist', async () => {
    const { page, open, complaints } = stage.visitor;
    await open('/source/00000000-0000-4000-8000-000000000000');
    await page.getByRole('alert').waitFor();
    expect(complaints.splice(0).every((complaint) => complaint.includes('404'))).toBe(true);
  });
}
