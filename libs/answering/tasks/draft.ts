import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CorporaRepository, type Asker } from '#corpus';
import { groupBy, KildeError, today } from '#platform';
import type { RankedDocument } from '#retrieval';
import { Answering, type Question } from '../answer.js';
import { whole, type Answer, type AnswerSentence, type Quote } from '../events.js';
import { Extractive } from '../extractive.js';
import { citation } from './citation.js';
import { noteText, WORDS, type Citation, type Draft } from './note.js';

export interface DraftRequest extends Omit<Question, 'id' | 'previous'> {
  /** How a source is cited; the corpus's way when absent. */
  style?: string | undefined;
}

/** Further documents that the note names beside the answer's. */
const FURTHER = 4;
/** A further document must reach this share of the best one's score. */
const ENOUGH = 0.5;

/** Drafts a note: an answer, what further sources say, and each cited in the authority's way. */
@Injectable()
export class Drafts {
  constructor(
    private readonly answering: Answering,
    private readonly extractive: Extractive,
    private readonly corpora: CorporaRepository,
  ) {}

  /** @throws KildeError with the code of a refusal (422), `model-needed`, and as `Search.find` does */
  async draft(asker: Asker, { style, ...asked }: DraftRequest, signal?: AbortSignal): Promise<Draft> {
    const answer = await whole(this.answering.answer(asker, { ...asked, id: randomUUID() }, signal));
    const { found, refusal, sentences, composer, model, notices } = answer;
    if (refusal) throw new KildeError(refusal.reason.code, 422, refusal.reason.message);
    const words = WORDS[found.scope.language ?? 'en'];
    const further = await this.further(asker, answer);
    const paragraphs = [
      { heading: words.answer, sentences },
      { heading: words.further, sentences: further },
    ].filter((paragraph) => paragraph.sentences.length > 0);
    const quotes = paragraphs.flatMap((paragraph) => paragraph.sentences).flatMap((own) => own.quotes);
    const citations = await this.cite(asker, quotes, found.documents, style);
    const note = { title: answer.rewritten ?? asked.question, date: today(), paragraphs, citations };
    const { scope } = found;
    return { ...note, text: noteText(note, scope), ...{ scope, composer, model, notices } };
  }

  /** What other documents found say to it, the best sentence of each. */
  private async further(asker: Asker, { found, sentences }: Answer): Promise<AnswerSentence[]> {
    const quoted = new Set(sentences.flatMap(({ quotes }) => quotes.map(({ documentId }) => documentId)));
    const least = ENOUGH * (found.documents[0]?.units[0].score.total ?? 0);
    const others = found.documents
      .filter(({ version, units }) => !quoted.has(version.documentId) && units[0].score.total >= least)
      .slice(0, FURTHER);
    const told: AnswerSentence[] = [];
    for (const document of others) {
      const [quote] = await this.extractive.quotes(asker, { ...found, documents: [document] });
      if (quote)
        told.push({
          position: sentences.length + told.length,
          text: quote.text,
          quotes: [quote],
          supported: true,
        });
    }
    return told;
  }

  /** Each place once, numbered in the order in which it is first cited. */
  private async cite(
    asker: Asker,
    quotes: Quote[],
    documents: RankedDocument[],
    style: string | undefined,
  ): Promise<Citation[]> {
    const styles = new Map(
      (await this.corpora.readable(asker)).map(({ slug, answering }) => [slug, answering.citation]),
    );
    const versions = new Map(documents.map(({ version }) => [version.id, version]));
    const cited = quotes.map((quote) => ({
      quote,
      text: citation(versions.get(quote.versionId)!, quote, style ?? styles.get(quote.corpus)),
    }));
    const places = groupBy(cited, ({ quote, text }) => `${quote.versionId} ${text}`);
    return [...places.values()].map((own, at) => ({
      ...{ number: at + 1, text: own[0]!.text },
      quotes: own.map(({ quote }) => quote),
    }));
  }
}
