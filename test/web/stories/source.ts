import { focusedText, type Stage } from '../browser.js';

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

  it('opens the document at the passage: marked, in view and focused', async () => {
    const { page } = stage.visitor;
    const passage = await openFirstHit('skimmelsvamp i soveværelset');
    const mark = page.locator('.source-text mark').first();
    expect(await page.locator('.source-text mark:focus').count()).toBe(1);
    const box = await mark.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeLessThan(800);
    const bare = (text: string) => text.replace(/[\s…]/g, '');
    const marked = bare((await page.locator('.source-text mark').allInnerTexts()).join(''));
    expect(marked).toContain(bare(passage).slice(0, 80));
  });

  it('shows metadata with labels, the contents, and the original to download', async () => {
    const { page } = stage.visitor;
    await openFirstHit('skimmelsvamp i soveværelset');
    const facts = await page.locator('.facts').innerText();
    expect(facts).toMatch(/Sagsnummer\s+20\d\d-\d+/);
    expect(facts).toMatch(/Nævn\s+Huslejenævnet/);
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
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toMatch(/^».+«\n.*[Ss]kimmel.*\nhttp:\/\/.+\/source\/.+start=\d+&end=\d+$/s);
  });

  it('goes back to the results where they were left', async () => {
    const { page, open } = stage.visitor;
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
    await open('/?q=medicin&corpus=plejeinstrukser&asOf=2023-06-01');
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
