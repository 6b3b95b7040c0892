import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { ChatConfig, HttpModel } from '#platform';
import { failure, hintFor } from '../http/post-json.js';

/** A configured chat model with what a conversation with it needs to know. */
export interface Chat {
  model: BaseChatModel;
  service: HttpModel & { name: string };
  output: 'schema' | 'json' | 'text';
  timeoutMs: number;
}

export type ChatMessage = [role: 'system' | 'user' | 'assistant', content: string];

/** What an answer is bound to: a JSON schema with its name. */
export interface OutputSchema {
  name: string;
  schema: object;
}

/** How an answer ended: which model the service says it was, and whether it came to its own end. */
export interface ChatEnd {
  model: string | null;
  whole: boolean;
}

const SERVICE = { title: 'The chat model', variables: 'KILDE_CHAT' };
const PATH = '/chat/completions';
/** Variables of other programs by which LangChain would print questions, or send them to a tracing service. */
const TELLTALE = [
  'LANGSMITH_TRACING',
  'LANGSMITH_TRACING_V2',
  'LANGCHAIN_TRACING',
  'LANGCHAIN_TRACING_V2',
  'LANGCHAIN_VERBOSE',
];

/** The configured chat model, or null. The client is loaded only where one is configured. */
export async function chooseChat(config: ChatConfig): Promise<Chat | null> {
  if (config.kind === 'none') return null;
  const { url, key, model: name, output, timeoutMs } = config;
  for (const variable of TELLTALE) delete process.env[variable];
  const { ChatOpenAI } = await import('@langchain/openai');
  const model = new ChatOpenAI({
    ...{ model: name, apiKey: key ?? 'none', temperature: 0, maxRetries: 0, timeout: timeoutMs },
    ...{ streamUsage: false, useResponsesApi: false, configuration: { baseURL: url } },
  });
  return { model, service: { url, key, name }, output, timeoutMs };
}

/**
 * What the model says, piece by piece, at temperature 0.
 * @throws KildeError `model-unavailable`: names the service and what is wrong with it; the signal's reason once aborted
 */
export async function* converse(
  { model, service, output, timeoutMs }: Chat,
  messages: ChatMessage[],
  schema: OutputSchema,
  signal?: AbortSignal,
): AsyncGenerator<string, ChatEnd> {
  const late = AbortSignal.timeout(timeoutMs);
  const end: ChatEnd = { model: null, whole: false };
  const options = {
    ...FORMATS[output](schema),
    signal: signal ? AbortSignal.any([signal, late]) : late,
  };
  const wrong = (what: string) => failure({ ...SERVICE, ...service }, PATH, what);
  try {
    for await (const { text, response_metadata } of await model.stream(messages, options)) {
      const { model_name: named, finish_reason: finished } = response_metadata as Record<string, unknown>;
      if (typeof named === 'string') end.model = named;
      if (finished === 'stop') end.whole = true;
      if (text) yield text;
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw late.aborted
      ? wrong(`did not answer within ${timeoutMs} ms`)
      : wrong(wrongOf(error as ServiceError));
  }
  // An aborted stream of LangChain ends as if it were whole.
  signal?.throwIfAborted();
  if (late.aborted) throw wrong(`did not answer within ${timeoutMs} ms`);
  return end;
}

const FORMATS: Record<Chat['output'], (schema: OutputSchema) => object> = {
  schema: ({ name, schema }) => ({
    response_format: { type: 'json_schema', json_schema: { name, schema, strict: true } },
  }),
  json: () => ({ response_format: { type: 'json_object' } }),
  text: () => ({}),
};

interface ServiceError {
  message: string;
  status?: number;
  cause?: { code?: string };
}

/** What is wrong, without the service's own words: they may repeat the question or the key. */
function wrongOf({ message, status, cause }: ServiceError): string {
  if (status === 400)
    return 'answered 400: check KILDE_CHAT_MODEL, and KILDE_CHAT_OUTPUT where it knows no schemas';
  if (status !== undefined) return `answered ${status}${hintFor(SERVICE.variables, status)}`;
  if (/JSON/.test(message)) return 'does not answer with JSON';
  return `cannot be reached, or broke off (${cause?.code ?? 'the connection failed'})`;
}
