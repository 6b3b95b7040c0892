import { Injectable } from '@nestjs/common';
import { VectorsRepository, type Asker } from '#corpus';
import { today } from '#platform';
import type { AnswerSentence, Notice, Source } from '../events.js';
import { modelNeeded, type Composer } from '../compose.js';
import { notice, noticesOf } from '../notices.js';
import { sourceOf } from '../source.js';
import { centrality, heaviest, weighed, type WeighedSentence } from './central.js';
import { isPart } from './parts.js';
import { quoteIn, Readings, type Reading } from './reading.js';
import { Writing } from './writing.js';

export interface Summary {
  source: Source;
  line: AnswerSentence | null;
  paragraph: AnswerSentence[];
  sections: { headings: string[]; start: number; end: number; sentences: AnswerSentence[] }[];
  read: { passages: number; of: number };
  composer: 'extractive' | 'generative';
  model: string | null;
  notices: Notice[];
}

const PARAGRAPH = 4;
/** A model writes from the passages of so many of the heaviest sentences. */
const CENTRAL = 12;
/** A section of more sentences than this is told in two. */
const SHORT_SECTION = 8;

/** Sums a version up in its own sentences: all of it is read, and every section has its say. */
@Injectable()
export class Summaries {
  constructor(
    private readonly readings: Readings,
    private readonly vectors: VectorsRepository,
    private readonly writing: Writing,
  ) {}

  /**
   * In its own sentences; the line and the paragraph in the model's where one is configured and wanted.
   * @throws KildeError `unknown-version`, `model-needed`
   */
  async summarise(
    asker: Asker,
    versionId: string,
    composer?: Composer,
    signal?: AbortSignal,
  ): Promise<Summary> {
    if (composer === 'generative' && !this.writing.available)
      throw modelNeeded('A summary in a model’s words');
    const reading = await this.readings.read(asker, versionId);
    const sentences = await this.weigh(asker, reading);
    const extractive = this.extract(reading, sentences);
    if (composer === 'extractive' || !this.writing.available) return extractive;
    const central = [...new Set(heaviest(sentences, CENTRAL).map(({ passage }) => passage))];
    const { language } = reading.version;
    const written = await this.writing.write('summary', language, reading, central, signal);
    const [line] = written.sentences;
    if (!line) {
      const why = written.broken?.message ?? 'No sentence of the model could be verified.';
      return { ...extractive, notices: [...extractive.notices, notice('model-unavailable', why)] };
    }
    const read = { passages: central.length, of: reading.passages.length };
    const { model } = written;
    return { ...extractive, line, paragraph: written.sentences, read, composer: 'generative', model };
  }

  private extract(reading: Reading, sentences: WeighedSentence[]): Summary {
    const tell = teller(reading);
    const line = lineOf(sentences);
    return {
      source: sourceOf(reading.version, today()),
      line: line && tell(line, 0),
      paragraph: paragraphOf(sentences, line).map(tell),
      sections: reading.sections.flatMap((section) => {
        const own = sentences.filter((sentence) => sentence.section === section);
        const told = heaviest(own, own.length > SHORT_SECTION ? 2 : 1).map(tell);
        return told.length > 0 ? [{ ...section, sentences: told }] : [];
      }),
      read: { passages: reading.passages.length, of: reading.passages.length },
      ...{ composer: 'extractive', model: null },
      notices: noticesOf(line ? [tell(line, 0)] : [], { language: null, complete: null }),
    };
  }

  /** A version in one sentence of its own; null where it says nothing in sentences. */
  async line(asker: Asker, reading: Reading): Promise<WeighedSentence | null> {
    return lineOf(await this.weigh(asker, reading));
  }

  private async weigh(asker: Asker, reading: Reading): Promise<WeighedSentence[]> {
    return weighed(reading, centrality(reading, await this.vectors.ofVersion(asker, reading.version.id)));
  }
}

/** What was decided, what it is for, or else what is nearest to the whole. */
function lineOf(sentences: WeighedSentence[]): WeighedSentence | null {
  const under = (part: 'outcome' | 'purpose') =>
    sentences.filter(({ section }) => isPart(part, section.headings));
  const among = [under('outcome'), under('purpose'), sentences].find((list) => list.length > 0);
  return (among && heaviest(among, 1)[0]) ?? null;
}

/** The line, and the heaviest sentences of other sections, in the order of the text. */
function paragraphOf(sentences: WeighedSentence[], line: WeighedSentence | null): WeighedSentence[] {
  if (!line) return [];
  const chosen = [line];
  const several = new Set(sentences.map(({ section }) => section)).size >= PARAGRAPH;
  for (const sentence of sentences.toSorted((a, b) => b.weight - a.weight || a.start - b.start)) {
    if (chosen.length === PARAGRAPH) break;
    // A text of one section may give more of them; one of several lets each speak once before any speaks twice.
    const fresh = !chosen.some(({ section }) => section === sentence.section);
    if (!chosen.includes(sentence) && (fresh || !several)) chosen.push(sentence);
  }
  return chosen.sort((a, b) => a.start - b.start);
}

function teller(reading: Reading): (sentence: WeighedSentence, position: number) => AnswerSentence {
  return (sentence, position) => ({
    ...{ position, text: sentence.text, supported: true },
    quotes: [quoteIn(reading, sentence, today())],
  });
}
