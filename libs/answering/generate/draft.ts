import { parseJsonMarkdown } from '@langchain/core/output_parsers';
import { z } from 'zod';
import type { ChatEnd } from '#models';
import type { DraftedSentence } from '../verify/check.js';

const Drafted = z.object({
  text: z.string().trim().min(1).max(2000),
  quotes: z.array(z.object({ passage: z.string().max(20), quote: z.string().max(5000) })).max(10),
});
const Whole = z.object({ sentences: z.array(Drafted).max(20), complete: z.boolean() });

/** More than this is no answer but a model that does not stop. */
const LONGEST = 100_000;

/** What a model's answer came to. */
export interface DraftEnd extends ChatEnd {
  /** What it said, to be shown to it again. */
  said: string;
  /** By its own verdict; null where it gave none. */
  complete: boolean | null;
  /** It was JSON of the schema to its end. */
  valid: boolean;
}

/** Reads sentences out of JSON while it comes in: each is given as soon as it is whole. */
export async function* drafts(
  pieces: AsyncGenerator<string, ChatEnd>,
): AsyncGenerator<DraftedSentence, DraftEnd> {
  let said = '';
  let given = 0;
  let next = await pieces.next();
  for (; !next.done && said.length < LONGEST; next = await pieces.next()) {
    said += next.value;
    if (!next.value.includes('}')) continue;
    // The last sentence may still grow: it is whole when another one has begun, or all is.
    for (const sentence of begun(said).slice(given, -1)) {
      const drafted = Drafted.safeParse(sentence);
      if (!drafted.success) break;
      given++;
      yield drafted.data;
    }
  }
  if (!next.done) await pieces.return({ model: null, whole: false });
  const whole = Whole.safeParse(parsed(said, JSON.parse));
  if (whole.success) yield* whole.data.sentences.slice(given);
  const end = next.done ? next.value : { model: null, whole: false };
  return { ...end, said, valid: whole.success, complete: whole.success ? whole.data.complete : null };
}

/** The sentences of a JSON text that has only begun, the last one perhaps in part. */
function begun(text: string): unknown[] {
  const value = parsed(text) as { sentences?: unknown } | null;
  return Array.isArray(value?.sentences) ? value.sentences : [];
}

/** Without the thoughts that some models say first, and without a Markdown fence; null where it is no JSON. */
function parsed(text: string, parser?: (text: string) => unknown): unknown {
  try {
    return parseJsonMarkdown(text.replace(/^\s*<think>[\s\S]*?<\/think>/, ''), parser);
  } catch {
    return null;
  }
}
