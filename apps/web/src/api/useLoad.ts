import { keepPreviousData, QueryClient, useQuery } from '@tanstack/react-query';
import { asApiError, type ApiError } from './client.js';
import { useReader } from './key.js';

/** What was loaded is shown again at once, so that going back shows a page as it was left; after a while it is renewed. */
export const loads = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 30_000, gcTime: 30 * 60_000, refetchOnWindowFocus: false },
  },
});

export interface Loaded<T> {
  /** While a new key loads, the data of the key before (unless `fresh`), so that the page does not jump. */
  data: T | undefined;
  error: ApiError | undefined;
  loading: boolean;
  reload: () => void;
}

/**
 * Loads what `what` names; `null` loads nothing. The name must hold everything that `load` depends on. What was made
 * `once` is not made anew by itself: it takes long, or a model would write it in other words.
 */
export function useLoad<T>(
  what: string | null,
  load: (signal: AbortSignal) => Promise<T>,
  options: { fresh?: boolean; once?: boolean } = {},
): Loaded<T> {
  const reader = useReader();
  const { data, error, isPending, isPlaceholderData, isFetching, refetch } = useQuery<T>({
    queryKey: [what, reader],
    queryFn: ({ signal }) => load(signal),
    enabled: what !== null,
    ...(options.once && { staleTime: Infinity }),
    placeholderData: options.fresh ? undefined : keepPreviousData,
  });
  const reload = () => void refetch();
  if (what === null) return { data: undefined, error: undefined, loading: false, reload };
  // The data that was there before a renewal failed stays; a new try hides the error of the one before.
  const failed = error && !isFetching && data === undefined ? error : null;
  return {
    data,
    error: failed ? asApiError(failed) : undefined,
    loading: isPlaceholderData || (isPending && !failed) || (isFetching && data === undefined),
    reload,
  };
}
