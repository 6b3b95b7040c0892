import type { ChatMessage } from '#models';
import { KildeError } from '#platform';
import type { Composed } from '../events.js';
import type { DraftedSentence, Failure } from '../verify/check.js';
import type { DraftEnd } from './draft.js';
import { AGAIN, correction } from './prompt.js';

/** What one answer of the model came to. */
export interface Round {
  verified: number;
  failed: { position: number; sentence: DraftedSentence; failures: Failure[] }[];
  /** How it ended; null where the model failed. */
  end: DraftEnd | null;
  /** Why it failed. */
  broken: KildeError | null;
}

/** What a model is shown again of what it said. */
const REMEMBERED = 20_000;

/**
 * What to ask the model a second time; null where there is nothing to ask. Sentences that failed are asked for again
 * with the reasons; the whole is where the model failed or gave no JSON before anything was verified.
 */
export function followUp(messages: ChatMessage[], round: Round): ChatMessage[] | null {
  const { end, failed, verified } = round;
  if (!end) return verified > 0 ? null : messages;
  const said: ChatMessage = ['assistant', end.said.slice(0, REMEMBERED)];
  if (failed.length > 0) return [...messages, said, correction(failed)];
  return end.valid || verified > 0 ? null : [...messages, said, AGAIN];
}

/** What the rounds add up to, and why the model gave nothing that could be checked, where that is so. */
export function sum(rounds: Round[]): Composed & { broken: KildeError | null } {
  const [first, second] = rounds as [Round, Round?];
  const last = second?.end ?? first.end;
  const failures: Record<string, number> = {};
  const count = (code: string) => void (failures[code] = (failures[code] ?? 0) + 1);
  for (const { failed, end, broken } of rounds) {
    for (const { failures: own } of failed) own.forEach(count);
    if (end && !end.valid) count('invalid-output');
    if (broken) count('model-unavailable');
  }
  const corrected = first.failed.length > 0 ? (second?.verified ?? 0) : 0;
  const verified = first.verified + (second?.verified ?? 0);
  const left = first.failed.length - corrected;
  const gaveNothing = rounds.every(
    (round) => round.verified + round.failed.length === 0 && !round.end?.valid,
  );
  return {
    model: last?.model ?? null,
    complete: first.end?.valid === true && left <= 0 && first.end.complete === true,
    verification: { sentences: verified + Math.max(0, left), verified, corrected, failures },
    broken: gaveNothing ? (rounds.findLast(({ broken }) => broken)?.broken ?? NO_JSON) : null,
  };
}

const NO_JSON = new KildeError(
  'model-unavailable',
  503,
  'The chat model did not answer in the form that was asked for. Try KILDE_CHAT_OUTPUT=schema or json, or another model.',
);
