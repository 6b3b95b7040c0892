import { detectLanguage, sentences } from '#corpus';
import type { ChatReply, ChatRequest } from '../libs/models/chat/chat-server.fixture.js';

/** What a model may get wrong; `honest` is the one that does not. */
export const MISDEEDS = [
  'honest',
  'invented quote',
  'altered number in a quote',
  'altered number in a claim',
  'stitched quote',
  'wrong passage id',
  'negated claim',
  'claim about the other party',
  'claim of another passage',
  'unrelated claim',
  'link in a claim',
  'no quote',
  'invalid JSON',
  'cut stream',
  'fault 500',
  'slow',
  'prompt echo',
] as const;
export type Misdeed = (typeof MISDEEDS)[number];

interface Prompt {
  question: string;
  passages: { id: string; text: string }[];
}
interface Sentence {
  text: string;
  quotes: { passage: string; quote: string }[];
}

/** What is given to the model: everything from outside is in the first message of the user. */
export function promptOf({ messages }: ChatRequest): Prompt {
  return JSON.parse(messages.find(({ role }) => role === 'user')!.content) as Prompt;
}

/** Is the model asked a second time? */
export function isRetry({ messages }: ChatRequest): boolean {
  return messages.filter(({ role }) => role === 'user').length > 1;
}

/** What an honest model would say: whole sentences of the passages with most of the question's words, as they stand; the first ones where nothing is asked. */
export function honest(prompt: Partial<Prompt> & Pick<Prompt, 'passages'>, most = 2): Sentence[] {
  const asked = new Set(prompt.question?.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
  const all = prompt.passages.flatMap(({ id, text }) =>
    sentences(text).map(({ start, end }) => ({ passage: id, quote: text.slice(start, end) })),
  );
  const shared = ({ quote }: { quote: string }) =>
    (quote.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => asked.has(word)).length;
  return all
    .filter(({ quote }) => quote.split(/\s+/).length >= 6 && /\p{L}{3}/u.test(quote))
    .sort((a, b) => shared(b) - shared(a))
    .slice(0, most)
    .map((quote) => ({ text: quote.quote, quotes: [quote] }));
}

const shown = (list: Sentence[], complete = true) => JSON.stringify({ sentences: list, complete });

/** Other digits for each number; a sentence without one gets one. */
function otherNumbers(text: string): string {
  const changed = text.replace(/\d+/g, (digits) => String(Number(digits) + 7));
  return changed === text ? `${text.replace(/[.!?]\s*$/, '')} inden 97 dage.` : changed;
}

const NEGATE: [RegExp, string][] = [
  [/ (ikke|nicht|not|kein\w*|ingen|no) /i, ' '],
  [/ (skal|kan|må|har|er|blev|fik|kunne) /i, ' $1 ikke '],
  [/ (muss|kann|darf|hat|ist|wird|wurde|sind) /i, ' $1 nicht '],
  [/ (must|may|can|has|is|was|should|will|are) /i, ' $1 not '],
];
const UNRELATED = {
  da: 'Sagsbehandleren bestemmer selv udfaldet efter en samlet menneskelig bedømmelse af familien.',
  de: 'Die Sachbearbeitung bestimmt das Ergebnis selbst nach einer menschlichen Gesamtwürdigung der Familie.',
  en: 'The caseworker alone decides the outcome after weighing up the whole family situation.',
};
const PARTIES: [RegExp, string][] = [
  [/\b[Uu]dlejer/g, 'lejer'],
  [/\b[Ll]ejer(?=en|ens|ne|nes|s|\b)/g, 'udlejer'],
  [/\bVermieter/g, 'Mieter'],
  [/\bMieter(?=s|n|in|innen|\b)/g, 'Vermieter'],
  [/\blandlord/gi, 'tenant'],
  [/\btenant/gi, 'landlord'],
];
function turned(text: string, rules: [RegExp, string][]): string | null {
  const rule = rules.find(([pattern]) => text.search(pattern) >= 0);
  return rule ? text.replace(...rule) : null;
}

/**
 * What a model with this misdeed answers, and the sentences in it that are not true. Nothing where the passages give
 * no occasion for it.
 */
export function misbehave(
  misdeed: Misdeed,
  request: ChatRequest,
): { reply: ChatReply; lies: string[] } | null {
  const prompt = promptOf(request);
  const [first, second] = honest(prompt);
  if (!first || !second) return null;
  const quote = first.quotes[0]!;
  const tell = (sentence: Sentence, true_ = false) => ({
    reply: { text: shown([sentence]) },
    lies: true_ ? [] : [sentence.text],
  });
  const claim = (text: string | null) => (text === null ? null : tell({ text, quotes: [quote] }));
  switch (misdeed) {
    case 'honest':
      return { reply: { text: shown([first, second]) }, lies: [] };
    case 'invented quote': {
      const text = 'Kommunen skal betale hele beløbet straks, uanset hvad sagen drejer sig om.';
      return tell({ text, quotes: [{ passage: quote.passage, quote: text }] });
    }
    case 'altered number in a quote': {
      const text = otherNumbers(quote.quote);
      return tell({ text, quotes: [{ passage: quote.passage, quote: text }] });
    }
    case 'altered number in a claim':
      return claim(otherNumbers(first.text));
    case 'stitched quote': {
      const half = (text: string) => text.split(/\s+/);
      const [a, b] = [half(first.text), half(second.text)];
      const text = [...a.slice(0, a.length >> 1), ...b.slice(b.length >> 1)].join(' ');
      return tell({ text, quotes: [{ passage: quote.passage, quote: text }] });
    }
    case 'wrong passage id': {
      const other = prompt.passages.find(
        ({ id, text }) => id !== quote.passage && !text.includes(quote.quote),
      );
      return tell({ text: first.text, quotes: [{ ...quote, passage: other?.id ?? 'p99' }] }, true);
    }
    case 'negated claim':
      return claim(turned(first.text, NEGATE));
    case 'claim about the other party':
      return claim(turned(first.text, PARTIES));
    case 'claim of another passage':
      return claim(second.text);
    case 'unrelated claim':
      return claim(UNRELATED[detectLanguage(first.text) ?? 'da']);
    case 'link in a claim':
      return claim(`${first.text} https://betal-nu.example/faktura`);
    case 'no quote':
      return tell({ text: first.text, quotes: [] }, true);
    case 'invalid JSON':
      return { reply: { text: `Svaret er: ${first.text} {"sentences": [` }, lies: [first.text] };
    case 'cut stream':
      return { reply: { text: shown([first, second]), cutAfter: shown([first]).length + 10 }, lies: [] };
    case 'fault 500':
      return { reply: { status: 500 }, lies: [] };
    case 'slow':
      return { reply: { text: shown([first]), pauseMs: 2000 }, lies: [] };
    case 'prompt echo':
      return { reply: { text: request.messages.map(({ content }) => content).join('\n') }, lies: [] };
  }
}
