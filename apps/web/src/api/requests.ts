import { api, body } from './client.js';
import { follow, TRIES } from './events.js';
import type {
  AnswerRequest,
  ComparisonRequest,
  DraftRequest,
  ExplanationRequest,
  FeedbackCreate,
  OverviewRequest,
  OverviewResponse,
  Place,
  SavedRequest,
  SearchRequest,
  SummaryRequest,
} from './openapi.js';

export const search = (request: SearchRequest, signal?: AbortSignal) =>
  body(api.POST('/api/v1/search', { body: request, signal }));

/** What `parseAs: 'stream'` asks for, whatever the description says of the events in it. */
const streamed = async (sent: Parameters<typeof body>[0]) => (await body(sent)) as ReadableStream<Uint8Array>;

const goingOn = (lastEventId: string | undefined) => ({
  Accept: 'text/event-stream',
  ...(lastEventId && { 'Last-Event-ID': lastEventId }),
});

/** Tells an answer as it comes; ends with it. */
export const answer = (request: AnswerRequest, signal: AbortSignal) =>
  follow(
    (last) =>
      streamed(
        api.POST('/api/v1/answers', { body: request, headers: goingOn(last), parseAs: 'stream', signal }),
      ),
    signal,
    TRIES,
  );

/** Tells how ingestions go on, for as long as it is listened to. */
export const ingestionEvents = (signal: AbortSignal) =>
  follow(
    (last) =>
      streamed(api.GET('/api/v1/ingestions/events', { headers: goingOn(last), parseAs: 'stream', signal })),
    signal,
    Infinity,
  );

export const corpora = async (signal?: AbortSignal) =>
  (await body(api.GET('/api/v1/corpora', { signal }))).items;

export const version = (id: string, signal?: AbortSignal) =>
  body(api.GET('/api/v1/versions/{id}', { params: { path: { id } }, signal }));

export const original = (id: string) =>
  body(api.GET('/api/v1/versions/{id}/original', { params: { path: { id } }, parseAs: 'blob' }));

export const originalAddress = (id: string) => `/api/v1/versions/${encodeURIComponent(id)}/original`;

export const about = (signal?: AbortSignal) => body(api.GET('/api/v1/about', { signal }));

export const me = (signal?: AbortSignal) => body(api.GET('/api/v1/me', { signal }));

export const ingestion = (id: string, signal?: AbortSignal) =>
  body(api.GET('/api/v1/ingestions/{id}', { params: { path: { id } }, signal }));

export const ingestions = async (limit: number, signal?: AbortSignal) =>
  (await body(api.GET('/api/v1/ingestions', { params: { query: { limit } }, signal }))).items;

export const reasons = (signal?: AbortSignal) => body(api.GET('/api/v1/reasons', { signal }));

export const retryIngestion = (id: string) =>
  body(api.POST('/api/v1/ingestions/{id}/retry', { params: { path: { id } } }));

export const page = (id: string, n: number, signal?: AbortSignal) =>
  body(api.GET('/api/v1/versions/{id}/pages/{page}', { params: { path: { id, page: n } }, signal }));

export const pageImage = (id: string, n: number, signal?: AbortSignal) =>
  body(
    api.GET('/api/v1/versions/{id}/pages/{page}/image', {
      params: { path: { id, page: n }, query: { scale: 2 } },
      parseAs: 'blob',
      signal,
    }),
  );

export const similar = async (passageId: string, signal?: AbortSignal) =>
  (await body(api.GET('/api/v1/passages/{id}/similar', { params: { path: { id: passageId } }, signal })))
    .items;

export const excerpts = async (places: Place[], signal?: AbortSignal) =>
  places.length === 0 ? [] : (await body(api.POST('/api/v1/excerpts', { body: { places }, signal }))).items;

/** Documents may be a little longer on their way in than the moment that they bear. */
const ON_THE_WAY_MS = 10_000;

/** How many documents a search finds that came in since a moment, and until when, by the server's clock. */
export async function news(request: SavedRequest, since: string, signal?: AbortSignal) {
  const wanted = { ...request, addedSince: since, limit: 1, passages: 0 };
  const sent = api.POST('/api/v1/search', { body: wanted, signal });
  const { total } = await body(sent);
  const said = Date.parse((await sent).response.headers.get('date') ?? '');
  return { total, until: new Date((said || Date.now()) - ON_THE_WAY_MS).toISOString() };
}

export type Reason = FeedbackCreate['reason'];

export const sendFeedback = (feedback: FeedbackCreate) =>
  body(api.POST('/api/v1/feedback', { body: feedback }));

export const feedback = (signal?: AbortSignal) => body(api.GET('/api/v1/feedback', { signal }));

export const settleFeedback = (id: string) =>
  body(api.POST('/api/v1/feedback/{id}/settle', { params: { path: { id } } }));

export const summary = (request: SummaryRequest, signal: AbortSignal) =>
  body(api.POST('/api/v1/tasks/summary', { body: request, signal }));

export const comparison = (request: ComparisonRequest, signal: AbortSignal) =>
  body(api.POST('/api/v1/tasks/comparison', { body: request, signal }));

export const overview = async (request: OverviewRequest, signal: AbortSignal) =>
  (await body(api.POST('/api/v1/tasks/overview', { body: request, signal }))) as OverviewResponse;

const FILES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** The same as a file. */
export const overviewFile = async (request: OverviewRequest, ending: keyof typeof FILES) =>
  (await body(
    api.POST('/api/v1/tasks/overview', {
      body: request,
      headers: { Accept: FILES[ending] },
      parseAs: 'blob',
    }),
  )) as Blob;

export const explanation = (request: ExplanationRequest, signal: AbortSignal) =>
  body(api.POST('/api/v1/tasks/explanation', { body: request, signal }));

export const draft = (request: DraftRequest, signal: AbortSignal) =>
  body(api.POST('/api/v1/tasks/draft', { body: request, signal }));
