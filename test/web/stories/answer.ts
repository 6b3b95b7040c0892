import { focusedText, until, type Stage } from '../browser.js';

const QUESTION = 'Kan lejeren kræve afslag i lejen på grund af skimmelsvamp?';

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
}
