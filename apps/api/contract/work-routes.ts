import { z } from 'zod';
import { Id } from './common.js';
import * as f from './feedback.js';
import type { Route } from './route.js';
import * as w from './work.js';

const id = z.object({ id: Id });

/** What belongs to one person, and what people say of answers. */
export const workRoutes = {
  readExcerpts: {
    method: 'post',
    path: '/excerpts',
    summary: 'What stands at these places, with all that a citation needs',
    body: w.ExcerptsRequest,
    status: 200,
    response: w.Excerpts,
  },
  listCases: {
    method: 'get',
    path: '/cases',
    summary: 'Your cases, the last changed first',
    status: 200,
    response: w.Cases,
  },
  createCase: {
    method: 'post',
    path: '/cases',
    summary: 'Begin a case',
    body: w.CaseCreate,
    status: 201,
    response: w.Case,
  },
  readCase: {
    method: 'get',
    path: '/cases/{id}',
    summary: 'A case of yours with what is pinned to it',
    params: id,
    status: 200,
    response: w.Case,
  },
  changeCase: {
    method: 'patch',
    path: '/cases/{id}',
    summary: 'Rename a case, or write its notes',
    params: id,
    body: w.CaseChange,
    status: 200,
    response: w.Case,
  },
  deleteCase: {
    method: 'delete',
    path: '/cases/{id}',
    summary: 'Delete a case with its pins and notes',
    params: id,
    status: 204,
  },
  pin: {
    method: 'post',
    path: '/cases/{id}/pins',
    summary: 'Pin a passage or a document to a case; what is pinned already stays as it is',
    params: id,
    body: w.Place,
    status: 201,
    response: w.Pin,
  },
  changePin: {
    method: 'patch',
    path: '/cases/{id}/pins/{pin}',
    summary: 'Write a note to a pin',
    params: w.PinParams,
    body: w.PinChange,
    status: 204,
  },
  unpin: {
    method: 'delete',
    path: '/cases/{id}/pins/{pin}',
    summary: 'Remove a pin',
    params: w.PinParams,
    status: 204,
  },
  listSavedSearches: {
    method: 'get',
    path: '/saved-searches',
    summary: 'Your saved searches, the newest first',
    status: 200,
    response: w.SavedSearches,
  },
  saveSearch: {
    method: 'post',
    path: '/saved-searches',
    summary: 'Save a search; one that is saved already stays as it is',
    body: w.SavedRequest,
    status: 201,
    response: w.SavedSearch,
  },
  seeSavedSearch: {
    method: 'patch',
    path: '/saved-searches/{id}',
    summary: 'Say until when the finds of a saved search were seen',
    params: id,
    body: w.Seen,
    status: 204,
  },
  forgetSearch: {
    method: 'delete',
    path: '/saved-searches/{id}',
    summary: 'Save a search no longer',
    params: id,
    status: 204,
  },
  readHistory: {
    method: 'get',
    path: '/history',
    summary: 'What you searched and opened, the newest first',
    status: 200,
    response: w.History,
  },
  addToHistory: {
    method: 'post',
    path: '/history',
    summary: 'Note a search, or a document that was opened; the last 100 are kept',
    body: w.VisitCreate,
    status: 204,
  },
  clearHistory: { method: 'delete', path: '/history', summary: 'Clear your history', status: 204 },

  sendFeedback: {
    method: 'post',
    path: '/feedback',
    summary: 'Say what is wrong with an answer, to those who curate what it was made from',
    body: f.FeedbackCreate,
    status: 201,
    response: f.FeedbackCreated,
  },
  listFeedback: {
    method: 'get',
    path: '/feedback',
    summary: 'Feedback on the corpora that you curate, newest first',
    query: f.FeedbackQuery,
    status: 200,
    response: f.FeedbackList,
  },
  settleFeedback: {
    method: 'post',
    path: '/feedback/{id}/settle',
    summary: 'Settle feedback; its words are erased, its reason and place stay (curator)',
    params: id,
    status: 204,
  },
} satisfies Record<string, Route>;
