import type { ApiError } from '../api/client.js';
import type { Corpus, Version } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';

interface LoadedSource {
  /** Undefined until everything that stands above the text is there, so that the marked place does not move away. */
  version: Version | undefined;
  corpus: Corpus | undefined;
  error: ApiError | undefined;
  reload: () => void;
}

export function useSource(versionId: string): LoadedSource {
  const { data, error, reload } = useLoad(
    `version ${versionId}`,
    (signal) => requests.version(versionId, signal),
    { fresh: true },
  );
  const corpora = useLoad('corpora', requests.corpora);
  const isReady = data && (corpora.data || !corpora.loading);
  return {
    version: isReady ? data : undefined,
    corpus: corpora.data?.find(({ slug }) => slug === data?.document.corpus),
    error,
    reload,
  };
}
