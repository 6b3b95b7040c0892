import { Injectable } from '@nestjs/common';
import type { PassageSpan } from '#corpus';
import { today, type KildeError, type Language } from '#platform';
import type { AnswerSentence } from '../events.js';
import { Generative, type Given } from '../generate/generative.js';
import { taskPrompt, type TextTask } from './prompts.js';
import { quoteIn, type Reading } from './reading.js';

export interface Written {
  sentences: AnswerSentence[];
  model: string | null;
  /** Of the sentences that the model wrote some could not be verified. */
  dropped: boolean;
  /** Why the model gave nothing, where it did not. */
  broken: KildeError | null;
}

/** Lets the chat model write about passages of one version; only verified sentences come back. */
@Injectable()
export class Writing {
  constructor(private readonly generative: Generative) {}

  get available(): boolean {
    return this.generative.available;
  }

  async write(
    task: TextTask,
    language: Language,
    reading: Reading,
    passages: PassageSpan[],
    signal?: AbortSignal,
  ): Promise<Written> {
    const given = passages.map((passage, at) => givenOf(reading, passage, `p${at + 1}`));
    const { title, id } = reading.version;
    const prompt = taskPrompt(task, language, title, given);
    const sentences: AnswerSentence[] = [];
    const events = this.generative.write(prompt, given, new Map([[id, reading.text]]), '', signal);
    for (;;) {
      const next = await events.next();
      if (next.done) {
        const { model, broken, verification } = next.value;
        const dropped = verification.verified < verification.sentences;
        return { sentences: sentences.sort((a, b) => a.position - b.position), model, broken, dropped };
      }
      if (next.value.type === 'sentence') sentences.push(next.value.sentence);
    }
  }
}

function givenOf(reading: Reading, passage: PassageSpan, id: string): Given {
  const section =
    reading.sections.find(({ start, end }) => start <= passage.start && passage.start < end) ??
    reading.sections[0]!;
  const text = reading.text.slice(passage.start, passage.end);
  const quote: Given['quote'] = ({ start, end }) =>
    quoteIn(
      reading,
      {
        section,
        passage,
        start: passage.start + start,
        end: passage.start + end,
        text: text.slice(start, end),
      },
      today(),
    );
  return { id, text, language: passage.language, quote };
}
