import type { Stage } from '../browser.js';

export function feedbackStories(stage: Stage) {
  it('takes what is wrong with an answer, and shows it to the curator with the passage until it is settled', async () => {
    const { page, open } = stage.visitor;
    await open('/?q=Kan+lejeren+kræve+afslag+for+skimmelsvamp%3F');
    await page.getByRole('button', { name: 'Er der noget galt med svaret?' }).click();
    const form = page.getByRole('dialog', { name: 'Hvad er galt?' });
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByText('Vælg, hvad der er galt.').waitFor();
    await form.getByLabel('Det er forældet').check();
    await form.getByLabel('Det gælder').selectOption({ index: 1 });
    await form.getByRole('textbox').fill('Reglen er ændret <b>i år</b>.');
    await form.getByRole('button', { name: 'Send' }).click();
    await page.locator('.answer').getByText('Tak. Det er nået').waitFor();

    await open('/feedback');
    await page.getByLabel('Nøgle', { exact: true }).fill(stage.app.adminKey);
    await page.keyboard.press('Enter');
    const said = page.locator('.case-list > li', { hasText: 'Reglen er ændret <b>i år</b>.' });
    await said.getByRole('heading', { name: 'Det er forældet' }).waitFor();
    expect(await said.innerText()).toContain('Spurgt: Kan lejeren kræve afslag for skimmelsvamp?');
    expect(await said.locator('.passage').innerText()).not.toBe('');
    expect(await said.getByRole('link').getAttribute('href')).toMatch(/^\/source\/.*start=\d+&end=\d+/);
    await said.getByRole('button', { name: 'Afslut: Det er forældet' }).click();
    await said.waitFor({ state: 'detached' });
  });
}
