import { NEAREST, type Answer, type AnswerEvent, type ReadBack } from '#answering';
import type { Found } from '#retrieval';
import type { AnswerRecord, AnswerResponse } from './contract/index.js';
import type { SentEvent } from './http/event-streams.js';
import { searchView } from './views.js';

/** How answers are shown over HTTP, whole and event by event. Pure. */

export function answerView({ found, ...answer }: Answer): AnswerResponse {
  return { ...answer, ...nearest(found) };
}

export async function* answerEvents(events: AsyncIterable<AnswerEvent>): AsyncGenerator<SentEvent> {
  let asked = {};
  for await (const event of events) {
    if (event.type === 'question') asked = { answer: event.answer, rewritten: event.rewritten };
    else
      yield {
        event: event.type,
        data: event.type === 'status' ? { ...asked, stage: event.stage } : dataOf(event),
      };
  }
}

function dataOf(event: Exclude<AnswerEvent, { type: 'question' | 'status' }>): unknown {
  switch (event.type) {
    case 'hits':
      return nearest(event.found);
    case 'sentence':
      return event.sentence;
    case 'refusal':
      return event.refusal;
    case 'done':
      return event.outcome;
  }
}

function nearest(found: Found): Pick<AnswerResponse, 'hits' | 'scope' | 'degraded'> {
  const { hits, scope, degraded } = searchView(found, {
    limit: NEAREST,
    offset: 0,
    sort: 'relevance',
    passages: 0,
  });
  return { hits, scope, ...(degraded && { degraded }) };
}

export function recordView({ createdAt, ...record }: ReadBack): AnswerRecord {
  return { ...record, createdAt: createdAt.toISOString() } as AnswerRecord;
}
