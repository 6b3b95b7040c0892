import {
  startChatServer,
  type ChatReply,
  type ChatRequest,
  type ChatServer,
} from '../../libs/models/chat/chat-server.fixture.js';
import { House } from '../harness.js';

/** The guided tasks in which a chat model writes. */

const PARTS = [
  'Borgeren har ret til en skriftlig afgørelse inden 14 dage efter ansøgningen.',
  'Et afslag skal begrundes, og begrundelsen skal nævne de regler, der er brugt.',
  'Klager over afgørelsen sendes til kommunen, som sender dem videre til Ankestyrelsen.',
];
/** So long that it is given to the model in several parts. */
const TEXT = Array.from(
  { length: 40 },
  (_, at) =>
    `## Trin ${at + 1}\n\n${PARTS[at % PARTS.length]} Det er trin ${at + 1} af sagens gang i kommunen.\n`,
).join('\n');

const LIE = 'You must reply within 97 days.';

let house: House;
let model: ChatServer;
let answer: (request: ChatRequest) => ChatReply;
let version: string;
beforeAll(async () => {
  model = await startChatServer((request) => answer(request));
  house = await House.open({
    KILDE_CHAT: 'openai',
    KILDE_CHAT_URL: model.url,
    KILDE_CHAT_MODEL: 'tiny',
    KILDE_CHAT_TIMEOUT_MS: '2000',
  });
  await house.corpus('care');
  version = (await house.put('care', 'steps', TEXT, { title: 'Sagens gang' }, 'steps.md')).versionId!;
});
afterAll(async () => {
  await house.close();
  await model.close();
});

const given = ({ messages }: ChatRequest) =>
  JSON.parse(messages.find(({ role }) => role === 'user')!.content) as {
    title: string;
    passages: { id: string; text: string }[];
  };
const say = (sentences: object[]): ChatReply => ({ text: JSON.stringify({ sentences, complete: true }) });
/** One plain sentence in English on the first rule of each passage, and one that the passages do not bear out. */
const plain = (request: ChatRequest, lie = false) => {
  const sentences = given(request).passages.flatMap(({ id, text }) => {
    const quote = PARTS.find((part) => text.includes(part));
    return quote ? [{ text: 'The council has rules for this step.', quotes: [{ passage: id, quote }] }] : [];
  });
  // Asked a second time, it insists.
  if (lie && request.messages.length > 2) return say([{ ...sentences[0]!, text: LIE }]);
  return say(lie ? [...sentences, { ...sentences[0]!, text: LIE }] : sentences);
};

describe('an explanation', () => {
  const explain = (more: object = {}) =>
    house.admin.call('explain', { body: { version, language: 'en', ...more } });

  test('reads the text to its end and keeps the original beside each sentence', async () => {
    const before = model.requests.length;
    answer = (request) => plain(request);
    const { sentences, read, model: named, language, notices } = await explain();
    const asked = model.requests.slice(before).map(({ body }) => given(body));
    expect(asked.length).toBeGreaterThan(1);
    const { passages, text } = await house.admin.call('readVersion', { params: { id: version } });
    expect(asked.flatMap((one) => one.passages)).toHaveLength(passages.length);
    expect(read).toEqual({ passages: passages.length, of: passages.length });
    expect([named, language, notices]).toEqual(['tiny-2026', 'en', []]);
    expect(sentences.map(({ position }) => position)).toEqual(sentences.map((_, at) => at));
    for (const { quotes } of sentences)
      for (const quote of quotes) expect(text.slice(quote.start, quote.end)).toBe(quote.text);
    expect(sentences.at(-1)!.quotes[0]!.start).toBeGreaterThan(0.8 * text.length);
  });

  test('is asked for in the language wanted, with rules apart from the text', async () => {
    answer = (request) => plain(request);
    await explain({ language: 'de' });
    const [system, user, ...more] = model.requests.at(-1)!.body.messages;
    expect([system!.role, user!.role, more]).toEqual(['system', 'user', []]);
    expect(system!.content).toContain('in German');
    expect(system!.content).not.toContain('Trin');
  });

  test('of a range reads that range alone', async () => {
    answer = (request) => plain(request);
    const { read } = await explain({ start: 0, end: 50 });
    expect(read).toEqual({ passages: 1, of: 1 });
    expect(
      await house.admin.refused('explain', { body: { version, language: 'en', start: 9e6 } }),
    ).toMatchObject({
      status: 400,
      code: 'bad-range',
    });
  });

  test('as a translation is of the words chosen, and not of what stands around them', async () => {
    const { text } = await house.admin.call('readVersion', { params: { id: version } });
    const start = text.indexOf(PARTS[0]!);
    const end = start + PARTS[0]!.length;
    answer = (request) => plain(request);
    const { sentences } = await explain({ as: 'translation', start, end });
    expect(given(model.requests.at(-1)!.body).passages.map((passage) => passage.text)).toEqual([PARTS[0]]);
    expect(model.requests.at(-1)!.body.messages[0]!.content).toContain('translate');
    expect(sentences.flatMap(({ quotes }) => quotes).map((quote) => [quote.start, quote.end])).toEqual([
      [start, end],
    ]);
  });

  test('leaves out what the text does not bear out, and says that something is missing', async () => {
    answer = (request) => plain(request, true);
    const { sentences, notices } = await explain();
    expect(sentences.some(({ text }) => text.includes('97'))).toBe(false);
    expect(notices.map(({ code }) => code)).toEqual(['incomplete']);
  });

  test('says how far it came where the model fails on the way', async () => {
    let count = 0;
    answer = (request) => (count++ === 0 ? plain(request) : { status: 500 });
    const { read, notices } = await explain();
    expect(read.passages).toBeLessThan(read.of);
    expect(notices.map(({ code }) => code)).toEqual(['model-unavailable', 'incomplete']);
  });

  test.each<[string, ChatReply, number, string]>([
    ['that fails', { status: 500 }, 503, 'model-unavailable'],
    [
      'that invents all',
      say([{ text: 'You win.', quotes: [{ passage: 'p1', quote: 'You always win here.' }] }]),
      422,
      'not-verifiable',
    ],
  ])('with a model %s is refused', async (_, reply, status, code) => {
    answer = () => reply;
    expect(await house.admin.refused('explain', { body: { version, language: 'en' } })).toMatchObject({
      status,
      code,
    });
  });
});

describe('a summary', () => {
  const summarise = (more: object = {}) => house.admin.call('summarise', { body: { version, ...more } });

  test('is in the model’s words, each verified, beside the sections’ own sentences', async () => {
    answer = (request) => plain(request, true);
    const { line, paragraph, sections, composer, model: named, read } = await summarise();
    expect([composer, named]).toEqual(['generative', 'tiny-2026']);
    expect(paragraph[0]).toEqual(line);
    expect(paragraph.some(({ text }) => text.includes('97'))).toBe(false);
    expect(sections.length).toBe(40);
    expect(read.passages).toBeLessThanOrEqual(read.of);
  });

  test('is in the document’s own words where the model fails, and says so', async () => {
    answer = () => ({ status: 500 });
    const { composer, line, notices } = await summarise();
    expect([composer, TEXT.includes(line!.text)]).toEqual(['extractive', true]);
    expect(notices.map(({ code }) => code)).toEqual(['model-unavailable']);
  });

  test('asks no model where quotes alone are wanted', async () => {
    const before = model.requests.length;
    expect((await summarise({ composer: 'extractive' })).composer).toBe('extractive');
    expect(model.requests.length).toBe(before);
  });
});
