import type { App } from './app.js';
import type { Visitor } from './browser.js';

/** A page of the app in one of its states: what the screenshots show and what is checked for accessibility. */
export interface State {
  name: string;
  show: (visitor: Visitor, app: App) => Promise<void>;
}

const MISSING = '/source/00000000-0000-4000-8000-000000000000';
const RULINGS = '/?q=skimmelsvamp&corpus=huslejenaevn';

/** Goes to an address and waits until something of the page is there. */
const at = (path: string, shown: string) => async (visitor: Visitor) => {
  await visitor.open(path);
  await visitor.page.locator(shown).first().waitFor();
};

async function signIn({ page, open }: Visitor, { adminKey }: App): Promise<void> {
  await open('/upload');
  await page.locator('input[type=password]').fill(adminKey);
  await page.keyboard.press('Enter');
  await page.locator('.drop-zone').waitFor();
}

async function pinFirst(visitor: Visitor): Promise<void> {
  await at(RULINGS, '.hit')(visitor);
  await visitor.page.locator('.hit-tools button').first().click();
  await visitor.page.getByRole('dialog').getByRole('textbox').waitFor();
}

async function startFeedback({ page, open }: Visitor): Promise<void> {
  await open('/?q=Kan+lejeren+kræve+afslag+for+skimmelsvamp%3F');
  await page.getByRole('button', { name: 'Er der noget galt med svaret?' }).click();
  await page.getByRole('dialog').getByRole('radio').first().waitFor();
}

export const states: State[] = [
  { name: 'home', show: at('/', '.corpus') },
  { name: 'results', show: at('/?q=depositum', '.hit') },
  { name: 'results-narrowed', show: at(`${RULINGS}&outcome=medhold&asOf=2025-01-01`, '.chip') },
  { name: 'results-misspelt', show: at('/?q=deposietum', '.did-you-mean') },
  { name: 'results-nothing', show: at('/?q=xyzzyqwv&kind=ruling', '.empty') },
  { name: 'results-problem', show: at('/?q=depositum&nosuchfield=1', '[role=alert]') },
  { name: 'answer', show: at('/?q=Kan+lejeren+kræve+afslag+for+skimmelsvamp%3F', '.answer-text') },
  { name: 'refusal', show: at('/?q=Hvor+højt+er+Eiffeltårnet%3F', '.answer p') },
  {
    name: 'source',
    async show(visitor) {
      await at(RULINGS, '.hit')(visitor);
      await visitor.page.locator('.hit h3 a').first().click();
      await visitor.page.locator('.source-text mark').first().waitFor();
    },
  },
  {
    name: 'source-pages',
    async show(visitor) {
      await at('/?q=safeguarding+plan&corpus=guidelines', '.hit')(visitor);
      await visitor.page.locator('.hit', { hasText: 'Safeguarding adults' }).locator('h3 a').click();
      await visitor.page.locator('.sheet img, .source-text mark').first().waitFor();
      await visitor.page.locator('.source-side summary').last().click();
    },
  },
  {
    name: 'source-alone',
    async show(visitor) {
      await at(RULINGS, '.hit')(visitor);
      const { hits } = (await (
        await fetch(new URL('/api/v1/search?q=skimmelsvamp', visitor.page.url()))
      ).json()) as {
        hits: { version: { id: string }; passage: { start: number; end: number } }[];
      };
      const [{ version, passage }] = hits as [(typeof hits)[number]];
      await at(
        `/source/${version.id}?start=${passage.start}&end=${passage.end}&q=skimmelsvamp`,
        '.source-text mark',
      )(visitor);
    },
  },
  {
    name: 'source-compared',
    async show(visitor) {
      await at('/?q=medicin&corpus=plejeinstrukser&asOf=2023-06-01', '.validity-ended')(visitor);
      await visitor.page.locator('.hit:has(.validity-ended) h3 a').first().click();
      await visitor.page.locator('.source-side summary', { hasText: 'Versioner' }).click();
      await visitor.page.locator('.versions a[href*=compare]').first().click();
      await visitor.page.locator('.comparison ins').first().waitFor();
    },
  },
  {
    name: 'source-replaced',
    async show(visitor) {
      await at('/?q=medicin&corpus=plejeinstrukser&asOf=2023-06-01', '.validity-ended')(visitor);
      await visitor.page.locator('.hit:has(.validity-ended) h3 a').first().click();
      await visitor.page.locator('.source-text mark').first().waitFor();
    },
  },
  { name: 'help', show: at('/help', '.current tbody tr') },
  {
    name: 'keys',
    async show({ page, open }) {
      await open(RULINGS);
      await page.locator('.hit').first().waitFor();
      await page.locator('h1').press('?');
      await page.getByRole('dialog').locator('kbd').first().waitFor();
    },
  },
  { name: 'work-empty', show: at('/work', '.work section') },
  { name: 'pin', show: pinFirst },
  {
    name: 'case',
    async show(visitor) {
      await pinFirst(visitor);
      await visitor.page.getByRole('dialog').getByRole('textbox').fill('Klage fra Elmegade 4');
      await visitor.page.keyboard.press('Enter');
      await visitor.page.locator('.pinned-to').first().click();
      await visitor.page.locator('.case .hit').waitFor();
      await visitor.page
        .getByLabel('Note', { exact: true })
        .fill('Ligner vores sag: samme afstand til ydermuren.');
      await visitor.page.getByText('Gemt.').waitFor();
    },
  },
  {
    name: 'work',
    async show(visitor) {
      await pinFirst(visitor);
      await visitor.page.getByRole('dialog').getByRole('textbox').fill('Klage fra Elmegade 4');
      await visitor.page.keyboard.press('Enter');
      await visitor.page.getByRole('button', { name: 'Gem søgning' }).click();
      await visitor.page.locator('.pinned-to').first().waitFor();
      await visitor.page.getByRole('link', { name: 'Mit arbejde', exact: true }).click();
      await visitor.page.locator('.history li').first().waitFor();
      await visitor.page.getByText('Intet nyt siden').waitFor();
    },
  },
  { name: 'case-missing', show: at('/work/cases/none', '[role=alert]') },
  {
    name: 'source-summary',
    async show(visitor) {
      await at(RULINGS, '.hit')(visitor);
      await visitor.page.locator('.hit h3 a').first().click();
      await visitor.page.locator('.source-side summary', { hasText: 'Sammenfatning' }).click();
      await visitor.page.locator('.summary .answer-text').first().waitFor();
    },
  },
  {
    name: 'comparison',
    async show(visitor) {
      await at(RULINGS, '.hit')(visitor);
      for (const hit of [0, 1]) await visitor.page.locator('.pick input').nth(hit).check();
      await visitor.page.locator('.compare-bar a').click();
      await visitor.page.locator('.side-by-side').waitFor();
    },
  },
  { name: 'overview', show: at(RULINGS.replace('?', 'overview?'), '.side-by-side') },
  { name: 'draft', show: at('/draft?q=Kan+lejeren+kræve+afslag+for+skimmelsvamp%3F', '.draft') },
  { name: 'draft-refused', show: at('/draft?q=Hvor+højt+er+Eiffeltårnet%3F', '.notice') },
  {
    name: 'answer-followed-up',
    show: at('/?q=Hvad+med+fugt%3F&ask=1&after=Kan+lejeren+kræve+afslag+for+skimmelsvamp%3F', '.one-line'),
  },
  { name: 'feedback-form', show: startFeedback },
  {
    name: 'feedback',
    async show(visitor, app) {
      const { page, open } = visitor;
      await startFeedback(visitor);
      await page.getByLabel('Det er forældet').check();
      await page.getByLabel('Det gælder').selectOption({ index: 1 });
      await page.getByRole('dialog').getByRole('textbox').fill('Grænsen er ændret i år.');
      await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
      await page.locator('.answer').getByText('Tak. Det er nået').waitFor();
      await signIn(visitor, app);
      await open('/feedback');
      await page.locator('.case-list .passage').first().waitFor();
    },
  },
  { name: 'source-missing', show: at(MISSING, '[role=alert]') },
  { name: 'no-such-page', show: at('/nowhere', '.notice') },
  { name: 'sign-in', show: at('/upload', '.key-form') },
  { name: 'upload', show: signIn },
  {
    name: 'upload-files',
    async show(visitor, app) {
      await signIn(visitor, app);
      const buffer = Buffer.from('# A\n\nB.\n');
      const files = ['notat.md', 'afgørelse.md'].map((name) => ({ name, mimeType: 'text/markdown', buffer }));
      await visitor.page.locator('input[type=file]').setInputFiles(files);
      await visitor.page.locator('.upload-details summary').first().click();
    },
  },
];
