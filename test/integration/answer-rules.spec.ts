import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startModelServer, type ModelServer } from '../../libs/models/http/model-server.fixture.js';
import { House } from '../harness.js';
import { RULING_FIELDS, RULINGS } from '../texts.js';

/** What a deployment forbids, keeps and lets out. */

const QUESTION = 'Hvor stort et afslag i lejen fik lejeren for skimmel i badeværelset?';

describe('a deployment', () => {
  let strict: House;
  let model: ModelServer;
  beforeAll(async () => {
    model = await startModelServer(({ input }: { input: string[] }) => ({
      body: { data: input.map((text, index) => ({ index, embedding: [1, text.length] })) },
    }));
    const policy = join(process.env.KILDE_TEST_RUN!, 'policy.json');
    writeFileSync(policy, JSON.stringify({ contact: 'Borgerservice, 12 34 56 78', forbid: ['decide-case'] }));
    strict = await House.open({
      KILDE_POLICY: policy,
      KILDE_EMBEDDER: 'openai',
      // The same server by a name that is not this machine's.
      KILDE_EMBEDDER_URL: model.url.replace('127.0.0.1', '0.0.0.0'),
      KILDE_EMBEDDER_MODEL: 'tiny',
    });
    await strict.corpus('rulings', { fields: RULING_FIELDS });
    for (const { key, text, metadata } of RULINGS.slice(0, 2))
      await strict.put('rulings', key, text, metadata);
  });
  afterAll(async () => {
    await strict.close();
    await model.close();
  });

  test('refuses what its policy forbids, with the rule and whom to turn to', async () => {
    const question = 'Skal vi afslå ansøgningen om nedslag for skimmel?';
    const { refusal } = await strict.admin.call('answer', { body: { question } });
    expect(refusal?.reason).toMatchObject({
      code: 'out-of-policy',
      use: 'decide-case',
      rule: expect.stringContaining('decided by a person'),
      contact: 'Borgerservice, 12 34 56 78',
    });
  });

  test('lets no personal identifier out to a model elsewhere, and says so', async () => {
    const question = 'Hvor stort et afslag i lejen fik lejer 070761-4285 for skimmel i badeværelset?';
    const answer = await strict.admin.call('answer', {
      body: { question, previous: ['Og anna@example.dk?'] },
    });
    expect(answer.rewritten).toBe(question.replace('070761-4285', '[cpr]'));
    expect(answer.notices.map(({ code }) => code)).toContain('personal-data-masked');
    const sent = JSON.stringify(model.requests.map(({ body }) => body));
    expect(sent).toContain('[cpr]');
    expect(sent).not.toMatch(/070761|anna@/);
  });
});

describe('without retention', () => {
  let bare: House;
  beforeAll(async () => {
    bare = await House.open();
  });
  afterAll(() => bare.close());

  test('an empty Kilde says that nothing is stored, and what to do', async () => {
    const { refusal } = await bare.admin.call('answer', { body: { question: QUESTION } });
    expect(refusal?.reason).toMatchObject({
      code: 'nothing-stored',
      message: expect.stringContaining('kilde ingest'),
    });
  });

  test('nothing of the question is stored', async () => {
    await bare.corpus('rulings', { fields: RULING_FIELDS });
    for (const { key, text, metadata } of RULINGS.slice(0, 2)) await bare.put('rulings', key, text, metadata);
    const { id, sentences } = await bare.admin.call('answer', { body: { question: QUESTION } });
    const record = await bare.admin.call('readAnswer', { params: { id } });
    expect(record).toMatchObject({ question: null, rewritten: null, status: 'answered' });
    expect(record.sentences.map(({ quotes }) => quotes)).toEqual(sentences.map(({ quotes }) => quotes));
    const stored = await bare.sql(`SELECT 1 FROM answers a WHERE a::text LIKE $1`, [`%${QUESTION}%`]);
    expect(stored).toEqual([]);
  });
});
