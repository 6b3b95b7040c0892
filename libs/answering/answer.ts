import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AnswersRepository, DocumentsRepository, type Asker } from '#corpus';
import { EMBEDDER, type Embedder } from '#models';
import { CONFIG, type Config } from '#platform';
import { Search, type Found, type SearchRequest } from '#retrieval';
import { answerabilityScore } from './answerable.js';
import { candidateSentences, chooseSentences, type CandidateSentence } from './extract.js';

export interface Quote {
  passageId: string;
  versionId: string;
  documentId: string;
  documentTitle: string;
  page: number | null;
  headings: string[];
  start: number;
  end: number;
  text: string;
}

export interface Answer {
  id: string;
  status: 'answered' | 'refused';
  reason?: { code: 'no-relevant-passage' | 'not-verifiable'; message: string };
  sentences: { text: string; quotes: Quote[] }[];
  found: Found;
}

const REFUSALS = {
  'no-relevant-passage':
    'No document in the searched corpora answers this question. The nearest passages are listed; other words or another corpus may help.',
  'not-verifiable':
    'Passages were found, but no sentence of them could be verified against its stored source.',
} as const;

/** The way of an answer: search, refuse or extract, verify each quote, keep the record. */
@Injectable()
export class Answering {
  constructor(
    private readonly search: Search,
    private readonly documents: DocumentsRepository,
    private readonly answers: AnswersRepository,
    @Inject(EMBEDDER) private readonly embedder: Embedder,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async answer(asker: Asker, request: SearchRequest): Promise<Answer> {
    const found = await this.search.find(asker, request);
    return answerabilityScore(found) < 0 ? refuse(found, 'no-relevant-passage') : this.verified(asker, found);
  }

  /** Keeps what was answered, as it was sent. The question itself is kept only where configuration asks for it. */
  async keep(asker: Asker, question: string, answer: Answer, response: unknown): Promise<void> {
    await this.answers.keep({
      id: answer.id,
      principalId: asker.principal,
      question: this.config.keepQuestions ? question : null,
      status: answer.status,
      response,
      models: { composer: 'extractive', embedder: this.embedder.name },
    });
  }

  private async verified(asker: Asker, found: Found): Promise<Answer> {
    const candidates = candidateSentences(found);
    const extracted = chooseSentences(candidates, await this.cosines(found, candidates));
    const stored = await this.documents.texts(asker, [
      ...new Set(extracted.map((sentence) => sentence.document.version.id)),
    ]);
    const sentences = extracted.map(quoteOf).filter((quote) => verifies(quote, stored.get(quote.versionId)));
    if (sentences.length === 0) return refuse(found, 'not-verifiable');
    return {
      id: randomUUID(),
      status: 'answered',
      sentences: sentences.map((quote) => ({ text: quote.text, quotes: [quote] })),
      found,
    };
  }

  private async cosines({ query, degraded }: Found, candidates: CandidateSentence[]): Promise<number[]> {
    if (candidates.length === 0 || degraded.includes('vector')) return candidates.map(() => 0);
    const [asked] = await this.embedder.embed([query.text], 'query');
    const texts = candidates.map((sentence) => sentence.text);
    return (await this.embedder.embed(texts, 'passage')).map((vector) => dot(asked!, vector));
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}

/** Does the stored text say these words, character by character, at this place? */
export function verifies(quote: Pick<Quote, 'start' | 'end' | 'text'>, stored: string | undefined): boolean {
  return stored !== undefined && quote.text !== '' && stored.slice(quote.start, quote.end) === quote.text;
}

function refuse(found: Found, code: keyof typeof REFUSALS): Answer {
  return {
    id: randomUUID(),
    status: 'refused',
    reason: { code, message: REFUSALS[code] },
    sentences: [],
    found,
  };
}

function quoteOf({ document, passage, start, end, text }: CandidateSentence): Quote {
  return {
    passageId: passage.passage.id,
    versionId: document.version.id,
    documentId: document.version.documentId,
    documentTitle: document.version.title,
    page: passage.passage.pageFrom,
    headings: passage.passage.headings,
    start,
    end,
    text,
  };
}
