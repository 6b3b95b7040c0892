import { AnswerEvents, AnswerResponse } from '../../apps/api/contract/answers.js';
import { serverEvents, type ServerEvent } from '../event-stream.js';
import { House } from '../harness.js';
import { RULING_FIELDS, RULINGS } from '../texts.js';

const QUESTION = 'Hvor stort et afslag i lejen fik lejeren for skimmel i badeværelset?';
const OFF_TOPIC = 'Wie hoch ist der Eiffelturm?';
const RETENTION = { KILDE_KEEP_QUESTIONS_DAYS: '30' };

let house: House;
const documents = new Map<string, string>();
beforeAll(async () => {
  house = await House.open(RETENTION);
  await house.corpus('rulings', {
    fields: RULING_FIELDS,
    sourceKinds: [
      { kind: 'guideline', rank: 3 },
      { kind: 'ruling', rank: 2 },
    ],
  });
  for (const { key, text, metadata } of RULINGS)
    documents.set(key, (await house.put('rulings', key, text, metadata)).documentId!);
});
afterAll(() => house.close());

const ask = (question: string, more: object = {}) =>
  house.admin.call('answer', { body: { question, ...more } });

function stream(body: object, headers: Record<string, string> = {}, signal?: AbortSignal) {
  return fetch(`${house.kilde.url}/api/v1/answers`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      Accept: 'text/event-stream',
      'Content-Type': 'application/json',
      Authorization: `Bearer ${house.adminKey}`,
      ...headers,
    },
    ...(signal && { signal }),
  });
}

async function told(response: Response): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of serverEvents(response)) events.push(event);
  return events;
}

describe('a stream', () => {
  test.each([QUESTION, OFF_TOPIC])('tells in events what the JSON answer holds: %s', async (question) => {
    const events = await told(await stream({ question }));
    for (const { event, data } of events)
      expect(AnswerEvents.shape[event as keyof typeof AnswerEvents.shape].parse(data)).toEqual(data);
    const of = (name: string) => events.filter(({ event }) => event === name).map(({ data }) => data);
    const { id, ...whole } = await ask(question);
    const { answer, rewritten } = of('status')[0]!;
    expect(answer).not.toBe(id);
    expect(
      AnswerResponse.omit({ id: true }).parse({
        ...{ rewritten, sentences: of('sentence'), refusal: of('refusal')[0] ?? null },
        ...of('hits')[0],
        ...of('done')[0],
      }),
    ).toEqual(whole);
    const order = [...new Set(events.map(({ event }) => event))];
    expect(order).toEqual(
      whole.status === 'answered'
        ? ['status', 'hits', 'sentence', 'done']
        : ['status', 'hits', 'refusal', 'done'],
    );
  });

  test('goes on after the last event that a client names', async () => {
    const events = await told(await stream({ question: QUESTION }));
    const again = await stream({ question: QUESTION }, { 'Last-Event-ID': events[1]!.id });
    expect(await told(again)).toEqual(events.slice(2));
  });

  test('that a client left comes back whole within seconds', async () => {
    const first = await stream({ question: QUESTION });
    const { value: left } = (await serverEvents(first).next()) as { value: ServerEvent };
    const events = await told(await stream({ question: QUESTION }, { 'Last-Event-ID': left.id }));
    expect(events.at(-1)?.event).toBe('done');
    expect(events.every(({ id }) => id.split('.')[0] === left.id.split('.')[0])).toBe(true);
  });

  test('of one principal is not another’s, and an unknown one begins anew', async () => {
    const [first] = await told(await stream({ question: QUESTION }));
    const { secret } = await house.key({});
    const others: Record<string, string>[] = [
      { 'Last-Event-ID': first!.id, Authorization: `Bearer ${secret}` },
      { 'Last-Event-ID': 'd9e1a9a2-0000-4000-8000-000000000000.3' },
      { 'Last-Event-ID': 'rubbish' },
    ];
    for (const headers of others) {
      const events = await told(await stream({ question: QUESTION }, headers));
      expect(events[0]).toMatchObject({ event: 'status', id: expect.stringMatching(/\.0$/) });
      expect(events[0]!.id).not.toBe(first!.id);
    }
  });

  test('ends with the problem when the question cannot be searched', async () => {
    const events = await told(await stream({ question: QUESTION, corpora: ['absent'] }));
    expect(events.at(-1)).toMatchObject({
      event: 'error',
      data: { type: 'urn:kilde:unknown-corpus', status: 404, code: 'unknown-corpus' },
    });
  });

  test('that is asked for wrongly is refused before it begins', async () => {
    const response = await stream({ question: '' });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      400,
      expect.stringMatching(/^application\/problem\+json/),
    ]);
  });
});

describe('a source', () => {
  const quoteOf = async () => {
    const answer = await ask(QUESTION);
    const [quote] = answer.sentences.flatMap(({ quotes }) => quotes);
    return { quote: quote!, hit: answer.hits.find(({ document }) => document.id === quote!.documentId)! };
  };

  test('says its kind, its rank and when it holds', async () => {
    const { quote, hit } = await quoteOf();
    expect(quote).toMatchObject({
      ...{ corpus: 'rulings', kind: 'ruling', rank: 2, date: '2023-05-04', language: 'da' },
      ...{ validity: 'in-force', validFrom: null, validTo: null },
    });
    expect(hit.document).toMatchObject({ kind: 'ruling', rank: 2, treatments: [] });
  });

  test('shows what became of it, on every hit and quote', async () => {
    const [id, by] = [documents.get('mould')!, documents.get('deposit')!];
    const treat = (treatments: object[]) =>
      house.admin.call('treatDocument', { params: { id }, body: { treatments } });
    const shown = [
      { flag: 'changed-practice', by: { id: by, title: 'Tilbagebetaling af depositum' } },
      { flag: 'followed', by: null },
    ];
    expect(await treat([{ flag: 'followed' }, { flag: 'changed-practice', by }])).toMatchObject({
      id,
      treatments: shown,
    });
    const { quote, hit } = await quoteOf();
    expect([quote.treatments, hit.document.treatments]).toEqual([shown, shown]);
    expect(await treat([])).toMatchObject({ treatments: [] });
    expect((await quoteOf()).hit.document.treatments).toEqual([]);
  });

  test('is not treated by a document of another corpus, or by itself', async () => {
    await house.corpus('elsewhere', { access: 'grant' });
    const hidden = (await house.put('elsewhere', 'hidden', 'Hemmelig afgørelse om skimmel.')).documentId!;
    const id = documents.get('mould')!;
    for (const by of [hidden, id]) {
      const body = { treatments: [{ flag: 'overturned', by }] };
      expect(await house.admin.refused('treatDocument', { params: { id }, body })).toMatchObject({
        status: 400,
        code: 'unknown-document',
      });
    }
  });

  test('has a rank that can be changed', async () => {
    const kinds = [{ kind: 'ruling', rank: 1 }];
    const change = { params: { slug: 'rulings' }, body: { sourceKinds: kinds } };
    expect(await house.admin.call('changeCorpus', change)).toMatchObject({ sourceKinds: kinds });
    expect((await quoteOf()).quote.rank).toBe(1);
  });
});

describe('the day', () => {
  const TUBE = 'Hvor ofte skal sonden skylles igennem?';
  const text = (hours: string) =>
    `Instruks om sondeernæring.\n\nSonden skylles igennem med vand hver ${hours}. time og efter hver måltid. Det noteres i journalen.`;
  beforeAll(async () => {
    await house.corpus('care');
    const about = { title: 'Sondeernæring', kind: 'instruction' };
    await house.put('care', 'tube', text('sjette'), { ...about, validFrom: '2020-01-01' });
    await house.put('care', 'tube', text('fjerde'), { ...about, validFrom: '2024-06-01' });
    const gone = {
      title: 'Kateterpleje',
      kind: 'instruction',
      validFrom: '2020-01-01',
      validTo: '2022-01-01',
    };
    await house.put('care', 'catheter', 'Kateterposen skiftes hver syvende dag af hjemmeplejen.', gone);
  });
  const on = (asOf: string) => ask(TUBE, { asOf, corpora: ['care'] });

  test.each([
    ['the day before the change', '2024-05-31', 'hver sjette'],
    ['the day of the change', '2024-06-01', 'hver fjerde'],
    ['long after it', '2026-01-01', 'hver fjerde'],
  ])('%s the version of that day answers', async (_, day, words) => {
    const { status, sentences } = await on(day);
    expect([status, sentences[0]?.text]).toEqual(['answered', expect.stringContaining(words)]);
    expect(sentences[0]?.quotes[0]).toMatchObject({ validity: 'in-force', key: 'tube' });
  });

  test('before the first version says that only a later one speaks of it', async () => {
    const { refusal } = await on('2019-12-31');
    expect(refusal?.reason.code).toBe('only-outdated');
    expect(refusal?.outdated[0]).toMatchObject({ quote: { key: 'tube', validity: 'future' }, inForce: null });
  });

  test('after the last version says what it said, and links what holds now', async () => {
    const question = 'Hvor ofte skiftes kateterposen?';
    const { refusal } = await ask(question, { corpora: ['care'] });
    expect(refusal).toMatchObject({
      reason: { code: 'only-outdated' },
      outdated: [
        { quote: { key: 'catheter', validity: 'superseded', validTo: '2022-01-01' }, inForce: null },
      ],
    });
    const metadata = { title: 'Kateterpleje', kind: 'instruction', validFrom: '2023-01-01' };
    await house.put('care', 'catheter', 'Hjemmeplejen fører tilsyn med lejemål i kommunen.', metadata);
    const { outdated } = (await ask(question, { corpora: ['care'] })).refusal!;
    expect(outdated[0]).toMatchObject({
      quote: { text: expect.stringContaining('syvende'), validity: 'superseded' },
      inForce: { key: 'catheter', validFrom: '2023-01-01', validity: 'in-force' },
    });
  });
});

describe('a follow-up question', () => {
  const FIRST = 'Hvornår skal depositum betales tilbage?';
  test('is rewritten to stand alone, and says how', async () => {
    const answer = await ask('Og hvem mister retten til det?', { previous: [FIRST], corpora: ['rulings'] });
    expect(answer.rewritten).toBe('Hvem mister retten til det (depositum, betales, tilbage)?');
    expect(answer.notices.map(({ code }) => code)).toContain('question-rewritten');
    expect(answer.sentences.map(({ text }) => text).join(' ')).toContain('depositum');
  });

  test('that stands alone is left as it is', async () => {
    expect(await ask(QUESTION, { previous: [FIRST] })).toMatchObject({ rewritten: null });
  });
});

describe('the record of an answer', () => {
  test('holds what it stood on, and the question for as long as configured', async () => {
    const answer = await ask(QUESTION);
    const record = () => house.admin.call('readAnswer', { params: { id: answer.id } });
    expect(await record()).toMatchObject({
      ...{ question: QUESTION, status: 'answered', scope: answer.scope, reason: null },
      ...{ sentences: answer.sentences, verification: answer.verification },
      models: { composer: 'extractive', embedder: expect.stringContaining('static') },
      sources: answer.hits.map((hit) => expect.objectContaining({ versionId: hit.version.id })),
    });

    await house.sql(`UPDATE answers SET created_at = now() - interval '31 days' WHERE id = $1`, [answer.id]);
    const { sentences, ...later } = await record();
    expect(later).toMatchObject({ question: null, rewritten: null, scope: answer.scope });
    expect(sentences.map(({ text, quotes }) => [text, quotes.length])).toEqual(
      answer.sentences.map(({ quotes }) => [null, quotes.length]),
    );
  });

  test('of a refusal holds its reason and what was nearest', async () => {
    const { id, hits } = await ask(OFF_TOPIC);
    expect(await house.admin.call('readAnswer', { params: { id } })).toMatchObject({
      ...{ question: OFF_TOPIC, status: 'refused', reason: 'no-relevant-passage', sentences: [] },
      sources: hits.map((hit) => expect.objectContaining({ versionId: hit.version.id })),
    });
  });

  test('loses the question and what tells of it where it is stored, once its days are over', async () => {
    const [old, young] = [(await ask(QUESTION)).id, (await ask(QUESTION)).id];
    await house.sql(`UPDATE answers SET created_at = now() - interval '31 days' WHERE id = $1`, [old]);
    await house.stop();
    house = await House.open(RETENTION, house.store);
    const stored = await house.sql<{ id: string; question: string | null; wording: object | null }>(
      `SELECT id, question, wording FROM answers WHERE id IN ($1, $2)`,
      [old, young],
    );
    expect(new Map(stored.map(({ id, ...told }) => [id, told]))).toEqual(
      new Map([
        [old, { question: null, wording: null }],
        [young, { question: QUESTION, wording: expect.any(Object) }],
      ]),
    );
  });
});
