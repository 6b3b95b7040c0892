import { experimental_streamedQuery as streamedQuery, useQuery } from '@tanstack/react-query';
import { asApiError, type ApiError } from '../api/client.js';
import { useReader } from '../api/key.js';
import type { AnswerRequest } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { isUnderWay, tell, type Telling } from './telling.js';

export interface ToldAnswer {
  told: Telling | undefined;
  error: ApiError | undefined;
  /** Nothing of the answer itself is there yet. */
  waiting: boolean;
  /** Asks anew. */
  again: () => void;
}

/** Asks, and tells the answer as it comes. Who leaves, cancels; who returns sees the answer that had ended. */
export function useAnswer(request: AnswerRequest | null): ToldAnswer {
  const reader = useReader();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['answer', request, reader],
    queryFn: streamedQuery<Telling, Telling | undefined>({
      streamFn: ({ signal }) => tellings(request!, signal),
      reducer: (_, told) => told,
      initialValue: undefined,
    }),
    enabled: request !== null,
    // What was cancelled half told is asked anew on return.
    staleTime: ({ state }) => (state.data && isUnderWay(state.data) ? 0 : Infinity),
  });
  const failed = isFetching ? null : error;
  const has = data && (data.sentences.length > 0 || data.refusal || data.outcome || data.problem);
  return {
    told: data,
    error: failed ? asApiError(failed) : undefined,
    waiting: request !== null && !has && !failed,
    again: () => void refetch(),
  };
}

async function* tellings(request: AnswerRequest, signal: AbortSignal): AsyncGenerator<Telling> {
  let told: Telling | undefined;
  for await (const event of requests.answer(request, signal)) {
    yield (told = tell(told, event));
    if (!isUnderWay(told)) return;
  }
}
