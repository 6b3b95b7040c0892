import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startChatServer,
  type ChatReply,
  type ChatRequest,
  type ChatServer,
} from '../../../libs/models/chat/chat-server.fixture.js';
import { honest, promptOf } from '../../misbehaving-model.js';
import { startOwnApp, type App } from '../app.js';
import { focusedText, until, visit, type Stage, type Visitor } from '../browser.js';
import { addCorpus } from '../documents.js';

const QUESTION = 'Kan lejeren kræve afslag i lejen på grund af skimmelsvamp?';
const RULES = `# Nævnets praksis om skimmelsvamp og fugt

Lejeren kan kræve forholdsmæssigt afslag i lejen, så længe skimmelsvamp forringer det lejedes værdi.

Afslag i lejen for skimmelsvamp gives fra den dag, da udlejeren fik besked om manglen.

Skimmelsvamp, som lejeren selv er skyld i, giver ikke lejeren ret til afslag i lejen.

Udlejeren betaler for udtørring, når fugt i kælderen kommer udefra gennem væggen.
`;
const POLICY = {
  contact: 'Juridisk Afdeling, jura@example.org',
  forbid: ['decide-case'],
  rules: [{ rule: 'Lønforhold behandles ikke her.', phrases: ['løn'] }],
};
const GUIDELINES = 'Skriv ikke CPR-numre.\n\nSpørg <b>Juridisk Afdeling</b> i tvivl.\n';

/** A deployment with a chat model that says what the passages say, as slowly as a story wants it. */
export function modelStories(stage: Stage) {
  let folder: string;
  let model: ChatServer;
  let app: App;
  let visitor: Visitor;
  let reply: (request: ChatRequest) => ChatReply;

  const say = (most: number, pauseMs = 0) => {
    reply = (request) => ({
      text: JSON.stringify({ sentences: honest(promptOf(request), most), complete: true }),
      pauseMs,
    });
  };
  const ask = (question: string, more: Record<string, string> = {}) =>
    visitor.open(`/?${new URLSearchParams({ q: question, ask: '1', ...more })}`);
  const answer = () => visitor.page.locator('.answer');
  const sentences = () => answer().locator('.answer-text p');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kilde-policy-'));
    await writeFile(join(folder, 'policy.json'), JSON.stringify(POLICY));
    await writeFile(join(folder, 'guidelines.txt'), GUIDELINES);
    model = await startChatServer((request) => reply(request));
    // The same server by a name that is not this machine's, so that no question leaves unguarded.
    const elsewhere = model.url.replace('127.0.0.1', '0.0.0.0');
    app = await startOwnApp({
      ...{ KILDE_CHAT: 'openai', KILDE_CHAT_URL: elsewhere, KILDE_CHAT_MODEL: 'tiny' },
      ...{ KILDE_CHAT_FALLBACK: 'refuse', KILDE_SAMPLES: 'off' },
      KILDE_POLICY: join(folder, 'policy.json'),
      KILDE_GUIDELINES: join(folder, 'guidelines.txt'),
    });
    await addCorpus(app, { slug: 'naevn', title: 'Nævnets praksis', access: 'public' }, RULES);
  }, 240_000);
  afterAll(async () => {
    await app?.stop();
    await model?.close();
    await rm(folder, { recursive: true, force: true });
  }, 30_000);
  beforeEach(async () => {
    say(2);
    visitor = await visit(stage.browser, app);
  });
  afterEach(async () => {
    await visitor?.leave();
    expect(visitor.complaints).toEqual([]);
  });

  it('comes sentence by sentence, says that it is coming and that it is there, and no more', async () => {
    const { page } = visitor;
    say(3, 200);
    await page.addInitScript(`
      window.said = [];
      addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
        const text = document.querySelector('[role=status].sr-only')?.textContent;
        if (text && text !== said.at(-1)) said.push(text);
      }).observe(document, { subtree: true, childList: true, characterData: true }));
    `);
    await ask(QUESTION);
    await sentences().first().waitFor();
    expect(await answer().getAttribute('aria-busy')).toBe('true');
    expect(await sentences().count()).toBeLessThan(3);
    await answer().getByText('Skrevet af et program (tiny-2026)').waitFor();
    expect(await sentences().count()).toBe(3);
    expect(await page.evaluate('said')).toEqual([
      'Leder efter et svar i kilderne …',
      expect.stringMatching(/^Svaret er klar: 3 sætninger fra \d kilder?\.$/),
    ]);
  });

  it('stays, and is made whole, when the server is killed in the middle of it and comes back', async () => {
    const { page, complaints } = visitor;
    say(3, 60);
    await ask(QUESTION);
    await sentences().first().waitFor();
    const first = await sentences().first().innerText();
    await app.crash();
    await answer().getByText('Forbindelsen til serveren er afbrudt.').waitFor();
    expect(await sentences().first().innerText()).toBe(first);
    await app.restart();
    await answer().getByText('Skrevet af et program').waitFor({ timeout: 80_000 });
    expect(await sentences().count()).toBe(3);
    expect(await sentences().first().innerText()).toBe(first);
    expect(await answer().getByText('Forbindelsen').count()).toBe(0);
    expect(await focusedText(page)).not.toBe('');
    complaints.length = 0; // of a server that was away
  }, 180_000);

  it('is cancelled by leaving, and asked anew on return', async () => {
    const { page } = visitor;
    say(3, 700);
    const before = model.givenUp;
    await ask(QUESTION);
    await sentences().first().waitFor();
    await page.getByRole('link', { name: 'Kilde', exact: false }).first().click();
    await page.locator('.corpus').first().waitFor();
    await until(async () => model.givenUp === before + 1);
    say(2);
    await page.goBack();
    await answer().getByText('Skrevet af et program').waitFor();
    expect(await sentences().count()).toBe(2);
  });

  it('of a question that goes on from another shows how it was understood, to be corrected', async () => {
    const { page } = visitor;
    await ask(QUESTION);
    await page.getByLabel('Spørg videre').fill('Hvad med fugt i kælderen?');
    await page.keyboard.press('Enter');
    const understood = answer().locator('.understood');
    await understood.waitFor();
    expect(await understood.innerText()).toContain('på grund af skimmelsvamp: fugt i kælderen?');
    expect(await answer().getByRole('navigation', { name: 'Spørgsmål indtil nu' }).innerText()).toContain(
      QUESTION,
    );
    await page.locator('.hit').first().waitFor();

    await page.getByRole('button', { name: 'Var det ikke det, du mente?' }).click();
    const meant = page.getByLabel('Det, du gerne vil vide, helt skrevet ud');
    const proposed = await meant.inputValue();
    await until(async () => (await page.evaluate('document.activeElement.value')) === proposed);
    await meant.fill('Hvem betaler for udtørring efter fugt i kælderen?');
    await page.keyboard.press('Enter');
    await until(
      async () =>
        new URL(page.url()).searchParams.get('q') === 'Hvem betaler for udtørring efter fugt i kælderen?',
    );
    expect(new URL(page.url()).searchParams.has('after')).toBe(false);
    await page.goBack();
    await page.goBack();
    await answer().getByText('Skrevet af et program').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe(QUESTION);
  });

  it('is refused while the model is away, and quotes alone are one click off', async () => {
    const { page } = visitor;
    reply = () => ({ status: 500 });
    await ask(QUESTION);
    await answer().getByText('Sprogmodellen svarer ikke lige nu.').waitFor({ timeout: 30_000 });
    await page.locator('.hit').first().waitFor();
    await page.getByRole('link', { name: 'Svar med citater alene, uden sprogmodellen' }).click();
    await answer().getByText('Sat sammen af et program').waitFor();
    expect(await sentences().count()).toBeGreaterThan(0);
  });

  it('explains a document in plain words, beside it', async () => {
    const { page } = visitor;
    await ask(QUESTION);
    await sentences().first().locator('.marker').click();
    await page.locator('.source-side summary', { hasText: 'Med enkle ord' }).click();
    await page.getByRole('button', { name: 'Forklar hele dokumentet' }).click();
    const told = page.locator('.summary');
    await told.getByText('Skrevet af et program (tiny-2026)').waitFor();
    expect(await told.locator('.answer-text p').count()).toBe(2);
    expect(await told.locator('.marker').count()).toBe(2);
  });

  it('shows quotes in the reader’s language on request, and says that the original counts', async () => {
    say(1);
    const answering = reply;
    const text = 'The tenant may ask for less rent.';
    reply = (request) =>
      request.messages[0]!.content.includes('translate')
        ? {
            text: JSON.stringify({
              sentences: promptOf(request).passages.map(({ id, text: quote }) => ({
                text,
                quotes: [{ passage: id, quote }],
              })),
              complete: true,
            }),
          }
        : answering(request);
    await ask(QUESTION, { lang: 'en' });
    await answer().getByText('Show quotes translated').click();
    await answer().getByText('Translated by a program (tiny-2026)').first().waitFor();
    expect(await answer().locator('.sources').getByText(text).count()).toBe(1);
  });

  it('is asked without what identifies a person, and says so', async () => {
    const sent: string[] = [];
    const answering = reply;
    reply = (request) => {
      sent.push(JSON.stringify(request.messages));
      return answering(request);
    };
    await ask('Kan lejer 070761-4285 kræve afslag i lejen på grund af skimmelsvamp?');
    await answer().getByText('Personnumre og lignende i spørgsmålet blev skjult').waitFor();
    expect(sent.join()).toContain('[cpr]');
    expect(sent.join()).not.toContain('070761');
  });

  it('is refused where the rules forbid it, in the reader’s language, with a person to turn to, and the guidelines in the help', async () => {
    await ask('Skal jeg afslå ansøgningen om nedsat leje?');
    await answer().getByText('Sager afgøres af et menneske.').waitFor();
    expect(await answer().innerText()).toContain(POLICY.contact);
    await ask('Hvad er min løn?');
    await answer().getByText('Lønforhold behandles ikke her.').waitFor();
    await visitor.page.getByRole('link', { name: 'Hjælp', exact: true }).click();
    const guidelines = visitor.page.getByRole('region', { name: 'Retningslinjer for tjenesten' });
    expect(await guidelines.locator('.said').innerText()).toBe(GUIDELINES.trim());
    await visitor.page.getByText('Svaret skrives af en sprogmodel').waitFor();
  });
}
