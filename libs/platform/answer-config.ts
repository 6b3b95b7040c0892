import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { KildeError } from './errors.js';
import type { HttpModel } from './model-config.js';

/** A chat model behind OpenAI's `POST /chat/completions`: Ollama, vLLM, LM Studio, Azure OpenAI, OpenAI. */
export type ChatConfig =
  | { kind: 'none' }
  | ({
      kind: 'openai';
      model: string;
      /** How it is held to the schema: by the service, as any JSON, or by the prompt alone. */
      output: 'schema' | 'json' | 'text';
      /** The longest that one answer of the model may take as a whole. */
      timeoutMs: number;
    } & HttpModel);

/** What this deployment may not be used for, and whom to turn to instead. */
export interface Policy {
  contact: string;
  /** Uses that are known here: letting the tool decide a case, or assess a person. */
  forbid: ('decide-case' | 'assess-person')[];
  /** Rules of the deployment's own, by phrases that a question holds. */
  rules: { rule: string; phrases: string[] }[];
}

/** How answers are composed and refused. */
export interface AnswersConfig {
  /** Answerability, 0..1, below which a question is refused; a corpus may have its own. */
  threshold: number;
  /** How many passages a chat model is given. */
  passages: number;
  /** A sentence that no quote could be verified for is left out, or shown as what it is. */
  unsupported: 'drop' | 'mark';
  /** When the chat model fails: quotes without it, or a refusal. */
  fallback: 'extractive' | 'refuse';
  /** What becomes of CPR numbers and the like before a question leaves for a model elsewhere. */
  personalIdentifiers: 'mask' | 'refuse' | 'send';
  policy: Policy | null;
}

export const AnswerVariables = z.object({
  KILDE_CHAT: z.enum(['none', 'openai']).default('none'),
  KILDE_CHAT_URL: z
    .url({ protocol: /^https?$/ })
    .transform((value) => value.replace(/\/+$/, ''))
    .optional(),
  KILDE_CHAT_MODEL: z.string().optional(),
  KILDE_CHAT_KEY: z.string().optional(),
  KILDE_CHAT_OUTPUT: z.enum(['schema', 'json', 'text']).default('schema'),
  KILDE_CHAT_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(60_000),
  KILDE_CHAT_PASSAGES: z.coerce.number().int().min(1).max(50).default(8),
  KILDE_CHAT_UNSUPPORTED: z.enum(['drop', 'mark']).default('drop'),
  KILDE_CHAT_FALLBACK: z.enum(['extractive', 'refuse']).default('extractive'),
  KILDE_PERSONAL_IDENTIFIERS: z.enum(['mask', 'refuse', 'send']).default('mask'),
  KILDE_POLICY: z.string().optional(),
  KILDE_ANSWER_THRESHOLD: z.coerce.number().min(0).max(1).default(0.65),
});
type Variables = z.output<typeof AnswerVariables>;

export function chatOf(env: Variables): ChatConfig {
  if (env.KILDE_CHAT === 'none') return { kind: 'none' };
  const { KILDE_CHAT_URL: url, KILDE_CHAT_MODEL: model } = env;
  const missing = Object.entries({ KILDE_CHAT_URL: url, KILDE_CHAT_MODEL: model }).find(
    ([, value]) => !value,
  );
  if (!url || !model)
    throw new KildeError(
      'bad-configuration',
      500,
      `KILDE_CHAT=openai needs ${missing![0]}, which is not set.`,
    );
  return {
    ...{ kind: 'openai', url, model, key: env.KILDE_CHAT_KEY },
    ...{ output: env.KILDE_CHAT_OUTPUT, timeoutMs: env.KILDE_CHAT_TIMEOUT_MS },
  };
}

export function answersOf(env: Variables): AnswersConfig {
  return {
    threshold: env.KILDE_ANSWER_THRESHOLD,
    passages: env.KILDE_CHAT_PASSAGES,
    unsupported: env.KILDE_CHAT_UNSUPPORTED,
    fallback: env.KILDE_CHAT_FALLBACK,
    personalIdentifiers: env.KILDE_PERSONAL_IDENTIFIERS,
    policy: env.KILDE_POLICY === undefined ? null : readPolicy(env.KILDE_POLICY),
  };
}

const PolicyFile = z
  .object({
    contact: z.string().min(1),
    forbid: z.array(z.enum(['decide-case', 'assess-person'])).default([]),
    rules: z
      .array(
        z.object({ rule: z.string().min(1), phrases: z.array(z.string().trim().min(1)).min(1) }).strict(),
      )
      .default([]),
  })
  .strict();

const badFile = (variable: string, file: string, what: string) =>
  new KildeError(
    'bad-configuration',
    500,
    `${variable}: the file ${file} ${what}. Correct it or unset the variable.`,
  );

/** The text of a file that a variable names. Throws KildeError `bad-configuration` when it cannot be read. */
export function readConfigured(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw badFile(variable, file, 'cannot be read');
  }
}

/** Reads the file that KILDE_POLICY names. A policy that cannot be read must not be passed over in silence. */
function readPolicy(file: string): Policy {
  const bad = (what: string) => badFile('KILDE_POLICY', file, what);
  const text = readConfigured('KILDE_POLICY', file);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw bad('is not JSON');
  }
  const parsed = PolicyFile.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw bad(`is no policy (${issue!.path.join('.') || 'the whole'}: ${issue!.message})`);
}
