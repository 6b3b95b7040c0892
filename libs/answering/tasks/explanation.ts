import { Injectable } from '@nestjs/common';
import type { Asker, PassageSpan } from '#corpus';
import { KildeError, today, type Language } from '#platform';
import { modelNeeded } from '../compose.js';
import type { AnswerSentence, Notice, Source } from '../events.js';
import { notice } from '../notices.js';
import { sourceOf } from '../source.js';
import { Readings } from './reading.js';
import { Writing } from './writing.js';

export interface Explanation {
  source: Source;
  language: Language;
  sentences: AnswerSentence[];
  read: { passages: number; of: number };
  composer: 'generative';
  model: string | null;
  notices: Notice[];
}

export interface ToExplain {
  version: string;
  language: Language;
  as: keyof typeof NAMES;
  /** A range of the canonical text; all of it when absent. */
  start?: number | undefined;
  end?: number | undefined;
}

const NAMES = { explanation: 'An explanation in plain words', translation: 'A translation' };

/** Characters that a model is given at once: about two pages, so that nothing of them is passed over. */
const AT_ONCE = 5000;

/** Explains a version in plain words or translates it, into any of the languages, passage by passage to its end. */
@Injectable()
export class Explanations {
  constructor(
    private readonly readings: Readings,
    private readonly writing: Writing,
  ) {}

  /** @throws KildeError `unknown-version`, `model-needed`, `bad-range`, `model-unavailable`, `not-verifiable` */
  async explain(
    asker: Asker,
    { version, language, as, start = 0, end = Infinity }: ToExplain,
    signal?: AbortSignal,
  ): Promise<Explanation> {
    const reading = await this.readings.read(asker, version);
    if (!this.writing.available) throw modelNeeded(NAMES[as]);
    const touched = reading.passages.filter((passage) => passage.start < end && start < passage.end);
    // A translation is of the words chosen; to explain them takes what stands around them, too.
    const wanted =
      as === 'explanation'
        ? touched
        : touched.map((passage) => ({
            ...passage,
            start: Math.max(start, passage.start),
            end: Math.min(end, passage.end),
          }));
    if (wanted.length === 0)
      throw new KildeError(
        'bad-range',
        400,
        `No text stands in this range. The version has ${reading.text.length} characters; give "start" below "end", or neither.`,
      );
    const sentences: AnswerSentence[] = [];
    const [told, broken, models] = [new Set<PassageSpan>(), [] as KildeError[], new Set<string>()];
    let dropped = false;
    for (const batch of batches(wanted)) {
      const written = await this.writing.write(as, language, reading, batch, signal);
      if (written.broken) broken.push(written.broken);
      else batch.forEach((passage) => told.add(passage));
      if (written.model) models.add(written.model);
      dropped ||= written.dropped;
      for (const sentence of written.sentences) sentences.push({ ...sentence, position: sentences.length });
    }
    if (sentences.length === 0) throw broken[0] ?? NOT_VERIFIABLE;
    return {
      source: sourceOf(reading.version, today()),
      ...{ language, sentences, composer: 'generative', model: [...models].join(', ') || null },
      read: { passages: told.size, of: wanted.length },
      notices: [
        ...(broken[0] ? [notice('model-unavailable', broken[0].message)] : []),
        ...(broken[0] || dropped
          ? [notice('incomplete', 'Not all of the text is told: read the original beside it.')]
          : []),
      ],
    };
  }
}

/** Passages that follow one another, as many as the model is given at once. */
function batches(passages: PassageSpan[]): PassageSpan[][] {
  const all: PassageSpan[][] = [];
  let size = Infinity;
  for (const passage of passages) {
    const own = passage.end - passage.start;
    if (size + own > AT_ONCE) all.push([]);
    size = size + own > AT_ONCE ? own : size + own;
    all.at(-1)!.push(passage);
  }
  return all;
}

const NOT_VERIFIABLE = new KildeError(
  'not-verifiable',
  422,
  'No sentence that the model wrote could be verified against the text. Read the original, or try another model.',
);
