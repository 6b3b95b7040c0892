import type {
  AnswerRequest,
  AnswerResponse,
  Corpus,
  Ingestion,
  Me,
  Reasons,
  SearchRequest,
  SearchResponse,
  Version,
} from '../../../api/contract/index.js';
import { API, get, post } from './client.js';

export const search = (request: SearchRequest, signal?: AbortSignal) =>
  post<SearchResponse>('/search', request, signal);

export const answer = (request: AnswerRequest, signal?: AbortSignal) =>
  post<AnswerResponse>('/answers', request, signal);

export const corpora = async (signal?: AbortSignal) =>
  (await get<{ items: Corpus[] }>('/corpora', signal)).items;

export const version = (id: string, signal?: AbortSignal) =>
  get<Version>(`/versions/${encodeURIComponent(id)}`, signal);

export const originalPath = (versionId: string) => `/versions/${encodeURIComponent(versionId)}/original`;

export const originalAddress = (versionId: string) => API + originalPath(versionId);

export const me = (signal?: AbortSignal) => get<Me>('/me', signal);

export const ingestion = (id: string, signal?: AbortSignal) => get<Ingestion>(`/ingestions/${id}`, signal);

export const ingestions = async (limit: number, signal?: AbortSignal) =>
  (await get<{ items: Ingestion[] }>(`/ingestions?limit=${limit}`, signal)).items;

export const reasons = (signal?: AbortSignal) => get<Reasons>('/reasons', signal);

export const retryIngestion = (id: string) => post<Ingestion>(`/ingestions/${id}/retry`);
