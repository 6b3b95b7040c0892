import { focusedText, parameters, until, type Stage } from '../browser.js';

export function searchStories(stage: Stage) {
  it('says on the first screen what can be searched, with the number of documents', async () => {
    const { page, open } = stage.visitor;
    await open('/');
    await page
      .getByRole('heading', { level: 1, name: 'Søg i afgørelser, instrukser og retningslinjer' })
      .waitFor();
    const rulings = page.locator('.corpus', { hasText: 'Huslejenævnsafgørelser' });
    expect(await rulings.innerText()).toMatch(/\d+ dokumenter/);
  });

  it('shows hits with marked words, and moves the focus to them after Enter', async () => {
    const { page, open } = stage.visitor;
    await open('/');
    await page.getByRole('searchbox').fill('skimmelsvamp i soveværelset');
    await page.keyboard.press('Enter');
    const first = page.locator('.hit').first();
    await first.waitFor();
    expect(parameters(page).get('q')).toBe('skimmelsvamp i soveværelset');
    expect(await first.getByRole('heading').innerText()).toMatch(/skimmel/i);
    expect((await page.locator('.hit mark').allInnerTexts()).join(' ')).toMatch(/skimmel/i);
    expect(await first.innerText()).toMatch(/Gældende/);
    expect(await first.innerText()).toMatch(/Fundet, fordi /);
    expect(await focusedText(page)).toBe('Resultater');
  });

  it('narrows down by a facet, in the address too, and the back button undoes it', async () => {
    const { page, open } = stage.visitor;
    await open('/?q=depositum&corpus=huslejenaevn');
    const count = page.locator('.results-head .quiet');
    await page.locator('.hit').first().waitFor();
    const before = await count.innerText();
    await page.getByRole('group', { name: 'Udfald' }).getByRole('checkbox').first().check();
    await page.getByRole('button', { name: /^Fjern: Udfald/ }).waitFor();
    const value = parameters(page).get('outcome');
    expect(value).toBeTruthy();
    await until(async () => !['Søger …', before].includes(await count.innerText()));

    await page.goBack();
    await page.getByRole('button', { name: /^Fjern: Udfald/ }).waitFor({ state: 'detached' });
    expect(parameters(page).get('outcome')).toBeNull();
    await until(async () => (await count.innerText()) === before);
  });

  it('combines two values of a facet, and removes one with its chip', async () => {
    const { page, open } = stage.visitor;
    await open('/?q=depositum&corpus=huslejenaevn');
    const boxes = page.getByRole('group', { name: 'Udfald' }).getByRole('checkbox');
    await boxes.nth(0).check();
    await page.locator('.chip').nth(1).waitFor();
    await boxes.nth(1).check();
    await page.locator('.chip').nth(2).waitFor();
    expect(parameters(page).getAll('outcome')).toHaveLength(2);
    await page
      .getByRole('button', { name: /^Fjern: Udfald/ })
      .first()
      .click();
    await page.locator('.chip').nth(2).waitFor({ state: 'detached' });
    expect(parameters(page).getAll('outcome')).toHaveLength(1);
  });

  it('searches as of a day', async () => {
    const { page, open } = stage.visitor;
    await open('/?q=medicin&corpus=plejeinstrukser');
    await page.getByLabel('Gældende den dag').fill('2024-01-01');
    await page.getByRole('button', { name: 'Anvend', exact: true }).click();
    await page.getByText('Gældende den 1. januar 2024').first().waitFor();
    expect(parameters(page).get('asOf')).toBe('2024-01-01');
  });

  it('narrows down by dates, and shows the newest first', async () => {
    const { page, open } = stage.visitor;
    await open('/?q=depositum&corpus=huslejenaevn');
    await page.locator('.hit').first().waitFor();
    await page.getByLabel('Fra', { exact: true }).fill('2024-01-01');
    await page.getByRole('button', { name: 'Anvend datoer' }).click();
    await page.getByRole('button', { name: 'Fjern: Fra 1. januar 2024' }).waitFor();
    await page.getByRole('button', { name: 'Nyeste først' }).click();
    await until(async () => parameters(page).get('sort') === 'date');
    await page.locator('section:not(.is-loading) .hit').first().waitFor();
    const years = (await page.locator('.hit-facts').allInnerTexts()).map((facts) => /20\d\d/.exec(facts)![0]);
    expect(years.length).toBeGreaterThan(1);
    expect(years).toEqual(years.toSorted().reverse());
    expect(years.at(-1)! >= '2024').toBe(true);
  });

  it('tells tribunal, outcome and why a hit was found, and shows its other passages on request', async () => {
    const { page, open } = stage.visitor;
    await open('/?q=depositum');
    const hit = page.locator('.hit:has(.others)').first();
    expect(await hit.locator('.hit-facts').innerText()).toMatch(/Nævn: Huslejenævnet.*Udfald: .*medhold/s);
    expect(await hit.locator('.hit-why').innerText()).toMatch(/Fundet, fordi »deposit.*« står i teksten/);
    await hit.locator('.others summary').click();
    await hit.locator('.others li a').first().click();
    await page.locator('.source-text mark').first().waitFor();
  });

  it('offers a misspelt search put right', async () => {
    const { page, open } = stage.visitor;
    await open('/?q=skimelsvamp');
    await page.getByRole('link', { name: 'skimmelsvamp', exact: true }).click();
    await page.locator('.hit').first().waitFor();
    expect(parameters(page).get('q')).toBe('skimmelsvamp');
  });

  it('helps on where nothing is found', async () => {
    const { page, open } = stage.visitor;
    await open('/?q=depositum&kind=form');
    await page.getByText('Intet fundet med disse filtre').waitFor();
    await page.getByRole('button', { name: 'Fjern filtre' }).click();
    await page.locator('.hit').first().waitFor();
    expect(parameters(page).get('kind')).toBeNull();
  });

  it('asks for a word when the box is empty', async () => {
    const { page, open } = stage.visitor;
    await open('/');
    await page.getByRole('button', { name: 'Søg', exact: true }).click();
    await page.getByText('Skriv mindst ét ord.').waitFor();
  });

  it('explains a search that the server refuses, and offers the way out', async () => {
    const { page, open, complaints } = stage.visitor;
    await open('/?q=depositum&nosuchfield=1');
    const alert = page.getByRole('alert');
    expect(await alert.innerText()).toContain('nosuchfield');
    await alert.getByRole('button', { name: 'Fjern filtre' }).click();
    await page.locator('.hit').first().waitFor();
    // The browser reports the refused request itself; that one is meant to be.
    expect(complaints.splice(0).every((complaint) => complaint.includes('400'))).toBe(true);
  });
}
