import { Inject, Injectable } from '@nestjs/common';
import type { Asker } from '#corpus';
import { CONFIG, KildeError, type Config } from '#platform';
import type { Found } from '#retrieval';
import type { AnswerEvent, Composed, Outcome } from './events.js';
import { Extractive } from './extractive.js';
import { Generative } from './generate/generative.js';

export type Composer = Outcome['composer'];

/** Composes with the chat model where one is configured and wanted, else without. */
@Injectable()
export class Composing {
  constructor(
    private readonly extractive: Extractive,
    private readonly generative: Generative,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws KildeError `model-needed` */
  choose(wanted: Composer | undefined): Composer {
    if (wanted === 'generative' && !this.generative.available)
      throw modelNeeded('An answer in a model’s words');
    return wanted ?? (this.generative.available ? 'generative' : 'extractive');
  }

  /** Yields verified sentences. Says in the end who composed, and why the model did not where it should have. */
  async *compose(
    asker: Asker,
    question: string,
    found: Found,
    composer: Composer,
    signal?: AbortSignal,
  ): AsyncGenerator<AnswerEvent, Composed & { composer: Composer; broken: KildeError | null }> {
    let broken: KildeError | null = null;
    if (composer === 'generative') {
      const made = yield* this.generative.compose(asker, question, found, signal);
      if (!made.broken || this.config.answers.fallback === 'refuse') return { ...made, composer };
      broken = made.broken;
    }
    return { ...(yield* this.extractive.compose(asker, found)), composer: 'extractive', broken };
  }
}

/** What only a chat model can do was asked for, and none is configured. */
export function modelNeeded(what: string): KildeError {
  return new KildeError(
    'model-needed',
    409,
    `${what} needs a chat model, and none is configured here. Set KILDE_CHAT, KILDE_CHAT_URL and KILDE_CHAT_MODEL.`,
  );
}
