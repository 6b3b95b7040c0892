import { readFileSync } from 'node:fs';
import type { AnswerResponse } from '../../apps/api/contract/index.js';
import { connect } from '../../apps/cli/client.js';
import { loadSamples } from '../../apps/cli/samples.js';
import {
  startChatServer,
  type ChatReply,
  type ChatRequest,
  type ChatServer,
} from '../../libs/models/chat/chat-server.fixture.js';
import { serverEvents } from '../event-stream.js';
import { House, onServer } from '../harness.js';
import { honest, isRetry, misbehave, MISDEEDS, promptOf, type Misdeed } from '../misbehaving-model.js';

/** Answers with a chat model, on the samples. The model is a server that the tests start. */

/** What verifies is the same on both engines; on the second, eight answers of each kind show that it is there. */
const ANSWERS = onServer ? 8 * MISDEEDS.length : 500;
const TOGETHER = 4;
const TIMEOUT_MS = 1500;

interface Question {
  id: string;
  question: string;
  answerable: boolean;
  documents: string[];
  quote: string;
}
const QUESTIONS = readFileSync('samples/questions.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Question);

let house: House;
let model: ChatServer;
let answer: (request: ChatRequest) => ChatReply;
const texts = new Map<string, string>();

const say = (sentences: object[], complete = true): ChatReply => ({
  text: JSON.stringify({ sentences, complete }),
});

beforeAll(async () => {
  model = await startChatServer((request) => answer(request));
  house = await House.open({
    KILDE_CHAT: 'openai',
    KILDE_CHAT_URL: model.url,
    KILDE_CHAT_MODEL: 'tiny',
    KILDE_CHAT_TIMEOUT_MS: String(TIMEOUT_MS),
  });
  const outcomes = await loadSamples(connect(house.kilde.url, house.adminKey));
  expect(outcomes.filter(({ state }) => state !== 'indexed')).toEqual([]);
}, 240_000);
afterAll(async () => {
  await house.close();
  await model.close();
});

const ask = (question: string, more: object = {}) =>
  house.admin.call('answer', { body: { question, ...more } });

async function textOf(versionId: string): Promise<string> {
  const known = texts.get(versionId);
  if (known !== undefined) return known;
  const { text } = await house.admin.call('readVersion', { params: { id: versionId } });
  texts.set(versionId, text);
  return text;
}

/** How many quotes of an answer do not stand in the stored texts. */
async function falseQuotes({ sentences }: AnswerResponse): Promise<number> {
  let count = 0;
  for (const { versionId, start, end, text } of sentences.flatMap(({ quotes }) => quotes))
    if (text.trim() === '' || (await textOf(versionId)).slice(start, end) !== text) count++;
  return count;
}

describe('a well-behaved model', () => {
  const DEPOSIT = 'Hvor lang tid har udlejer til at betale depositum tilbage?';

  test('writes sentences, each with its quotes and the name that the model gives itself', async () => {
    answer = (request) => say(honest(promptOf(request)).map((one) => ({ ...one, text: one.text })));
    const given = await ask(DEPOSIT);
    expect(given).toMatchObject({
      status: 'answered',
      composer: 'generative',
      model: 'tiny-2026',
      complete: true,
    });
    expect(given.verification).toEqual({ sentences: 2, verified: 2, corrected: 0, failures: {} });
    expect(await falseQuotes(given)).toBe(0);
    const record = await house.admin.call('readAnswer', { params: { id: given.id } });
    expect(record.models).toMatchObject({ composer: 'generative', chat: 'tiny-2026', prompt: 'answer-1' });
  });

  test('is given passages under short ids, and nothing that leads elsewhere', async () => {
    await ask(DEPOSIT);
    const { messages } = model.requests.at(-1)!.body;
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user']);
    const { question, passages } = promptOf(model.requests.at(-1)!.body);
    expect(question).toBe(DEPOSIT);
    expect(passages.map(({ id }) => id)).toEqual(passages.map((_, at) => `p${at + 1}`));
    expect(passages[0]).toMatchObject({
      title: expect.any(String),
      kind: expect.any(String),
      validity: 'in-force',
    });
    expect(messages[1]!.content).not.toMatch(/https?:|[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  test('that finds no answer leads to a refusal', async () => {
    answer = () => say([], false);
    const { refusal, complete } = await ask(DEPOSIT);
    expect([refusal?.reason.code, complete]).toEqual(['no-relevant-passage', false]);
  });

  test('that answers in part says so', async () => {
    answer = (request) => say(honest(promptOf(request), 1), false);
    const { status, complete, notices } = await ask(DEPOSIT);
    expect([status, complete, notices.map(({ code }) => code)]).toEqual([
      'answered',
      false,
      expect.arrayContaining(['incomplete']),
    ]);
  });

  test('is not asked where quotes alone are wanted', async () => {
    const before = model.requests.length;
    expect(await ask(DEPOSIT, { composer: 'extractive' })).toMatchObject({
      composer: 'extractive',
      model: null,
    });
    expect(model.requests.length).toBe(before);
  });

  test('is heard sentence by sentence, each once it is verified', async () => {
    answer = (request) => ({ ...(say(honest(promptOf(request))) as object), pauseMs: 10 }) as ChatReply;
    const events = serverEvents(
      await fetch(`${house.kilde.url}/api/v1/answers`, {
        method: 'POST',
        body: JSON.stringify({ question: DEPOSIT }),
        headers: {
          Accept: 'text/event-stream',
          'Content-Type': 'application/json',
          Authorization: `Bearer ${house.adminKey}`,
        },
      }),
    );
    const times = new Map<string, number>();
    for await (const { event } of events) if (!times.has(event)) times.set(event, performance.now());
    expect(times.get('done')! - times.get('sentence')!).toBeGreaterThan(20);
  });

  test('is left alone when the one who asked goes away', async () => {
    answer = () => ({ text: 'x'.repeat(2000), pauseMs: 20 });
    const before = model.givenUp;
    const gone = new AbortController();
    const asked = fetch(`${house.kilde.url}/api/v1/answers`, {
      method: 'POST',
      body: JSON.stringify({ question: DEPOSIT }),
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${house.adminKey}` },
      signal: gone.signal,
    });
    const asking = model.requests.length;
    while (model.requests.length === asking) await new Promise((done) => setTimeout(done, 10));
    gone.abort();
    await expect(asked).rejects.toThrow();
    await new Promise((done) => setTimeout(done, 150));
    expect(model.givenUp).toBe(before + 1);
  });
});

describe('a sentence that fails', () => {
  const FALSE = 'Udlejer skal betale inden 97 dage.';
  test('is asked for once more with the reason, and takes its place', async () => {
    answer = (request) => {
      const [first, second] = honest(promptOf(request));
      return isRetry(request) ? say([second!, first!]) : say([{ ...first!, text: FALSE }, second!]);
    };
    const given = await ask('Hvor lang tid har udlejer til at betale depositum tilbage?');
    const [first, second] = honest(promptOf(model.requests.at(-1)!.body));
    expect(given.sentences.map(({ text, position }) => [position, text])).toEqual([
      [0, first!.text],
      [1, second!.text],
    ]);
    expect(given.verification).toMatchObject({ sentences: 2, verified: 2, corrected: 1 });
    expect(given.verification.failures['number-not-in-quotes']).toBe(1);
    expect(model.requests.at(-1)!.body.messages.at(-1)!.content).toContain(
      'a number in it does not stand in its quotes',
    );
  });

  test('twice is left out', async () => {
    answer = (request) => {
      const [first, second] = honest(promptOf(request));
      return isRetry(request)
        ? say([{ ...first!, text: FALSE }])
        : say([{ ...first!, text: FALSE }, second!]);
    };
    const given = await ask('Hvor lang tid har udlejer til at betale depositum tilbage?');
    expect(given.sentences).toHaveLength(1);
    expect(JSON.stringify(given)).not.toContain(FALSE);
    expect(given).toMatchObject({
      complete: false,
      verification: { sentences: 2, verified: 1, corrected: 0 },
    });
  });

  test('with nothing else leads to a refusal', async () => {
    answer = (request) => say([{ ...honest(promptOf(request))[0]!, text: FALSE }]);
    const { refusal, sentences } = await ask('Hvor lang tid har udlejer til at betale depositum tilbage?');
    expect([refusal?.reason.code, sentences]).toEqual(['not-verifiable', []]);
  });
});

test(`of ${ANSWERS} answers of a misbehaving model not one altered or invented quote is delivered`, async () => {
  const asked = QUESTIONS.filter(({ answerable }) => answerable);
  const lies = new Map<string, Set<string>>();
  const plans = new Map<string, { misdeed: Misdeed; stubborn: boolean }>();
  const skipped = new Set<string>();
  answer = (request) => {
    const { question } = promptOf(request);
    const { misdeed, stubborn } = plans.get(question)!;
    const told = isRetry(request) && !stubborn ? null : misbehave(misdeed, request);
    if (!told) {
      if (!isRetry(request)) skipped.add(question);
      return say(honest(promptOf(request)));
    }
    lies.set(question, new Set([...(lies.get(question) ?? []), ...told.lies]));
    return told.reply;
  };

  const rows = new Map(MISDEEDS.map((misdeed) => [misdeed, emptyRow()]));
  const waiting = Array.from({ length: ANSWERS }, (_, at) => at).values();
  const work = async () => {
    for (const at of waiting) {
      const misdeed = MISDEEDS[at % MISDEEDS.length]!;
      // White space at the end tells the server what to do, and changes nothing else.
      const question = `${asked[(at * 7) % asked.length]!.question}${' '.repeat(at)}`;
      plans.set(question, { misdeed, stubborn: at % 2 === 0 });
      const given = await ask(question);
      if (skipped.has(question)) continue;
      const row = rows.get(misdeed)!;
      row.answers++;
      row.false += await falseQuotes(given);
      if (given.status === 'refused') row.refused++;
      else if (given.composer === 'extractive') row.quotes++;
      else {
        row.written++;
        row.sentences += given.sentences.length;
        row.corrected += given.verification.corrected;
        row.lies += given.sentences.filter(
          ({ text, quotes }) =>
            lies.get(question)?.has(text) && !quotes.some((quote) => quote.text.includes(text)),
        ).length;
      }
      for (const [code, count] of Object.entries(given.verification.failures))
        row.codes[code] = (row.codes[code] ?? 0) + count;
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, work));

  process.stdout.write(tableOf(rows));
  const of = (name: 'answers' | 'false') => [...rows.values()].reduce((sum, row) => sum + row[name], 0);
  expect(of('answers')).toBeGreaterThan(ANSWERS * 0.8);
  expect(of('false')).toBe(0);
  const claims = new Map([...rows].map(([misdeed, row]) => [misdeed, row.lies]));
  expect(claims.get('negated claim')! + claims.get('claim about the other party')!).toBeLessThanOrEqual(3);
  claims.delete('negated claim');
  claims.delete('claim about the other party');
  expect([...claims].filter(([, lies]) => lies > 0)).toEqual([]);
}, 600_000);

interface Row {
  answers: number;
  written: number;
  sentences: number;
  corrected: number;
  refused: number;
  quotes: number;
  lies: number;
  false: number;
  codes: Record<string, number>;
}

function emptyRow(): Row {
  const counts = {
    answers: 0,
    written: 0,
    sentences: 0,
    corrected: 0,
    refused: 0,
    quotes: 0,
    lies: 0,
    false: 0,
  };
  return { ...counts, codes: {} };
}

function tableOf(rows: Map<Misdeed, Row>): string {
  const head = [
    'answers',
    'written',
    'sentences',
    'corrected',
    'refused',
    'quoted instead',
    'wrong claims',
    'false quotes',
  ];
  const lines = [...rows].map(([misdeed, { codes, ...counts }]) => {
    const found = Object.entries(codes).map(([code, count]) => `${code} ${count}`);
    const cells = Object.values(counts).map((count, at) => String(count).padStart(head[at]!.length));
    return `${misdeed.padEnd(28)} ${cells.join('  ')}  ${found.join(', ')}`;
  });
  return `\n${' '.repeat(28)} ${head.join('  ')}  found by\n${lines.join('\n')}\n`;
}
