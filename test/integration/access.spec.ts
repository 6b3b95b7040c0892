import { randomUUID } from 'node:crypto';
import { routes } from '../../apps/api/contract/routes.js';
import { lines, pdf } from '../../libs/ingestion/parse/small-files.fixture.js';
import { House, uploadForm, type Caller } from '../harness.js';
import type { Request, RouteName } from '../caller.js';

/** Who asks: nobody; a key without roles; keys with a role in the corpora `closed` and `open`; an admin key. */
type Who = 'anonymous' | 'stranger' | 'reader' | 'curator' | 'owner' | 'admin';
const EVERYBODY: Who[] = ['anonymous', 'stranger', 'reader', 'curator', 'owner', 'admin'];

/** What becomes of a request, by who asks, in the order of EVERYBODY. */
const OUTCOMES = {
  everybody: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  readers: ['unseen', 'unseen', 'ok', 'ok', 'ok', 'ok'],
  readersWithModel: ['unseen', 'unseen', ...Array<string>(4).fill('model-needed')],
  curators: ['key-needed', 'unseen', 'not-allowed', 'ok', 'ok', 'ok'],
  curatorsUnseen: ['unseen', 'unseen', 'unseen', 'ok', 'ok', 'ok'],
  curatorsOfTheSeen: ['unseen', 'unseen', 'not-allowed', 'ok', 'ok', 'ok'],
  owners: ['key-needed', 'unseen', 'not-allowed', 'not-allowed', 'ok', 'ok'],
  persons: ['key-needed', 'ok', 'ok', 'ok', 'ok', 'ok'],
  thePerson: ['key-needed', 'unseen', 'unseen', 'unseen', 'unseen', 'ok'],
  admins: ['key-needed', 'not-allowed', 'not-allowed', 'not-allowed', 'not-allowed', 'ok'],
};

const STATUS: Record<string, number> = { 'key-needed': 401, 'not-allowed': 403, 'model-needed': 409 };

const CLOSED = { public: 'open', grant: 'closed' };
const TEXT = 'Skimmel i badet giver ret til nedslag.\n\nLejeren skal klage inden 14 dage.';

let house: House;
let callers: Record<Who, Caller>;
let target: { document: string; version: string; passage: string; ingestion: string };
/** The version in the closed corpus that has a page. */
let sheet: string;

beforeAll(async () => {
  house = await House.open();
  for (const [access, slug] of Object.entries(CLOSED)) {
    await house.corpus(slug, { access: access as 'public' | 'grant' });
    await house.put(slug, 'ruling', TEXT, { kind: 'ruling', date: '2024-05-01' });
  }
  const page = Buffer.from(pdf([lines([TEXT.split('\n')[0]!], { x: 60, y: 100 })]));
  sheet = (await house.put('closed', 'sheet', page, {}, 'sheet.pdf')).versionId!;
  const key = async (role?: string) =>
    house.as((await house.key(role ? { closed: role, open: role } : {})).secret);
  callers = {
    anonymous: house.as(null),
    stranger: await key(),
    reader: await key('reader'),
    curator: await key('curator'),
    owner: await key('admin'),
    admin: house.admin,
  };
  target = await idsIn('closed');
});
afterAll(() => house.close());

async function idsIn(corpus: string): Promise<typeof target> {
  const { items } = await house.admin.call('listIngestions', { query: { corpus } });
  const { id, documentId, versionId } = items.at(-1)!;
  const version = await house.admin.call('readVersion', { params: { id: versionId! } });
  return { ingestion: id, document: documentId!, version: versionId!, passage: version.passages[0]!.id };
}

/** A document of the closed corpus that may be used up. */
async function spare(content = TEXT, fileName = 'spare.txt'): Promise<{ id: string; document: string }> {
  const ingestion = await house.put('closed', `spare-${randomUUID()}`, content, {}, fileName);
  return { id: ingestion.id, document: ingestion.documentId! };
}

const ABOUT_CLOSED = { reason: 'missing', corpora: ['closed'] };

/** A case of the admin's, with a pin. */
async function caseOfAdmin(): Promise<{ id: string; pin: string }> {
  const { id } = await house.admin.call('createCase', { body: { title: 'Made by a test' } });
  const pin = await house.admin.call('pin', { params: { id }, body: { version: target.version } });
  return { id, pin: pin.id };
}

async function savedByAdmin(): Promise<{ id: string }> {
  const { id } = await house.admin.call('saveSearch', { body: { query: randomUUID() } });
  return { id };
}

/** For each route a request about the closed corpus, and who may do it. */
const CASES: Record<RouteName, { outcome: keyof typeof OUTCOMES; request(): Request | Promise<Request> }> = {
  search: {
    outcome: 'readers',
    request: () => ({ body: { query: 'skimmel', corpora: ['closed'] } }),
  },
  searchLink: { outcome: 'readers', request: () => ({ query: { q: 'skimmel', corpora: 'closed' } }) },
  answer: {
    outcome: 'readers',
    request: () => ({ body: { question: 'Hvornår skal lejeren klage?', corpora: ['closed'] } }),
  },
  readAnswer: {
    outcome: 'admins',
    async request() {
      const body = { question: 'Hvornår skal lejeren klage?', corpora: ['closed'] };
      return { params: { id: (await house.admin.call('answer', { body })).id } };
    },
  },
  summarise: { outcome: 'readers', request: () => ({ body: { version: target.version } }) },
  compare: { outcome: 'readers', request: () => ({ body: { versions: [target.version, sheet] } }) },
  overview: { outcome: 'readers', request: () => ({ body: { query: 'skimmel', corpora: ['closed'] } }) },
  draft: {
    outcome: 'readers',
    request: () => ({ body: { question: 'Hvornår skal lejeren klage?', corpora: ['closed'] } }),
  },
  explain: {
    outcome: 'readersWithModel',
    request: () => ({ body: { version: target.version, language: 'en' } }),
  },
  listCorpora: { outcome: 'everybody', request: () => ({}) },
  createCorpus: {
    outcome: 'admins',
    request: () => ({ body: { slug: `made-${randomUUID()}`, title: 'Made', language: 'da' } }),
  },
  readCorpus: { outcome: 'readers', request: () => ({ params: { slug: 'closed' } }) },
  changeCorpus: {
    outcome: 'owners',
    request: () => ({ params: { slug: 'closed' }, body: { title: 'Closed' } }),
  },
  deleteCorpus: {
    outcome: 'admins',
    async request() {
      const slug = `made-${randomUUID()}`;
      await house.corpus(slug);
      return { params: { slug } };
    },
  },
  listDocuments: { outcome: 'readers', request: () => ({ query: { corpus: 'closed' } }) },
  uploadDocument: {
    outcome: 'curators',
    request: () => ({ body: uploadForm('closed', TEXT, { key: 'upload' }) }),
  },
  readDocument: { outcome: 'readers', request: () => ({ params: { id: target.document } }) },
  deleteDocument: {
    outcome: 'curatorsOfTheSeen',
    request: async () => ({ params: { id: (await spare()).document } }),
  },
  treatDocument: {
    outcome: 'curatorsOfTheSeen',
    request: () => ({ params: { id: target.document }, body: { treatments: [{ flag: 'followed' }] } }),
  },
  readVersion: { outcome: 'readers', request: () => ({ params: { id: target.version } }) },
  readOriginal: { outcome: 'readers', request: () => ({ params: { id: target.version } }) },
  readPage: { outcome: 'readers', request: () => ({ params: { id: sheet, page: '1' } }) },
  readPageImage: { outcome: 'readers', request: () => ({ params: { id: sheet, page: '1' } }) },
  readPassage: { outcome: 'readers', request: () => ({ params: { id: target.passage } }) },
  similarPassages: { outcome: 'readers', request: () => ({ params: { id: target.passage } }) },
  listIngestions: { outcome: 'curators', request: () => ({ query: { corpus: 'closed' } }) },
  ingestionEvents: { outcome: 'curators', request: () => ({ query: { corpus: 'closed' } }) },
  readIngestion: { outcome: 'curatorsUnseen', request: () => ({ params: { id: target.ingestion } }) },
  retryIngestion: {
    outcome: 'curatorsUnseen',
    request: async () => ({ params: { id: (await spare('not a PDF', 'broken.pdf')).id } }),
  },
  readExcerpts: {
    outcome: 'everybody',
    request: () => ({ body: { places: [{ version: target.version }] } }),
  },
  listCases: { outcome: 'persons', request: () => ({}) },
  createCase: { outcome: 'persons', request: () => ({ body: { title: 'Mine' } }) },
  readCase: { outcome: 'thePerson', request: async () => ({ params: { id: (await caseOfAdmin()).id } }) },
  changeCase: {
    outcome: 'thePerson',
    request: async () => ({ params: { id: (await caseOfAdmin()).id }, body: { notes: 'x' } }),
  },
  deleteCase: { outcome: 'thePerson', request: async () => ({ params: { id: (await caseOfAdmin()).id } }) },
  pin: {
    outcome: 'thePerson',
    request: async () => ({ params: { id: (await caseOfAdmin()).id }, body: { version: target.version } }),
  },
  changePin: {
    outcome: 'thePerson',
    request: async () => ({ params: await caseOfAdmin(), body: { note: 'x' } }),
  },
  unpin: { outcome: 'thePerson', request: async () => ({ params: await caseOfAdmin() }) },
  listSavedSearches: { outcome: 'persons', request: () => ({}) },
  saveSearch: { outcome: 'persons', request: () => ({ body: { query: 'skimmel' } }) },
  seeSavedSearch: {
    outcome: 'thePerson',
    request: async () => ({ params: await savedByAdmin(), body: { seenAt: new Date().toISOString() } }),
  },
  forgetSearch: { outcome: 'thePerson', request: async () => ({ params: await savedByAdmin() }) },
  readHistory: { outcome: 'persons', request: () => ({}) },
  addToHistory: { outcome: 'persons', request: () => ({ body: { version: target.version } }) },
  clearHistory: { outcome: 'persons', request: () => ({}) },
  sendFeedback: {
    outcome: 'readers',
    request: () => ({ body: { reason: 'wrong', place: { version: target.version } } }),
  },
  listFeedback: { outcome: 'curators', request: () => ({ query: { corpus: 'closed' } }) },
  settleFeedback: {
    outcome: 'curatorsUnseen',
    request: async () => ({ params: await house.admin.call('sendFeedback', { body: ABOUT_CLOSED }) }),
  },
  about: { outcome: 'everybody', request: () => ({}) },
  me: { outcome: 'everybody', request: () => ({}) },
  listKeys: { outcome: 'admins', request: () => ({}) },
  createKey: { outcome: 'admins', request: () => ({ body: { name: 'made by a test' } }) },
  revokeKey: { outcome: 'admins', request: async () => ({ params: { id: (await house.key({})).id } }) },
  listReasons: { outcome: 'everybody', request: () => ({}) },
  live: { outcome: 'everybody', request: () => ({}) },
  ready: { outcome: 'everybody', request: () => ({}) },
};

test('every route of the contract has a case here', () => {
  expect(Object.keys(CASES).sort()).toEqual(Object.keys(routes).sort());
});

const MATRIX = (Object.keys(CASES) as RouteName[]).flatMap((route) =>
  EVERYBODY.map((who, at) => [route, who, OUTCOMES[CASES[route].outcome][at]!] as const),
);

test.each(MATRIX)('%s by %s on a closed corpus: %s', async (route, who, expected) => {
  // deleting a corpus is tried on one that everybody may see
  const outcome = route === 'deleteCorpus' && who === 'owner' ? 'not-allowed' : expected;
  const { refusal } = await callers[who].attempt(route, await CASES[route].request());
  if (outcome === 'ok') expect(refusal).toBeUndefined();
  else if (outcome === 'unseen') expect(refusal).toMatchObject({ status: 404, code: /^unknown-/ });
  else expect(refusal).toMatchObject({ status: STATUS[outcome], code: outcome });
});

describe('a key without a grant', () => {
  const mentions = (value: unknown) =>
    ['closed', ...Object.values(target)].filter((word) => JSON.stringify(value).includes(`"${word}"`));

  test.each(['anonymous', 'stranger'] as const)('gets nothing of the closed corpus as %s', async (who) => {
    const caller = callers[who];
    const open = await idsIn('open');
    const { items } = await caller.call('similarPassages', { params: { id: open.passage } });
    const seen = [
      items,
      await caller.call('search', { body: { query: 'skimmel nedslag' } }),
      await caller.call('search', { body: { query: 'skimmel', filters: { kind: ['ruling'] } } }),
      await caller.call('searchLink', { query: { q: 'skimmel' } }),
      await caller.call('answer', { body: { question: 'Hvornår skal lejeren klage?' } }),
      await caller.call('listCorpora'),
      await caller.call('listDocuments'),
      await caller.call('listIngestions'),
      await caller.call('me'),
      await caller.call('about'),
      await caller.call('readExcerpts', {
        body: { places: [{ version: target.version, start: 0, end: 9 }] },
      }),
    ];
    expect(seen.map(mentions)).toEqual(seen.map(() => []));
    expect(JSON.stringify(seen)).toContain('"open"');
  });

  test('is told how current the open corpus is, and nothing of the other one', async () => {
    const { corpora } = await callers.stranger.call('about');
    const changedAt = expect.stringMatching(/^20.*Z$/) as string;
    expect(corpora).toContainEqual({ slug: 'open', newest: '2024-05-01', changedAt });
    expect(corpora.map(({ slug }) => slug)).not.toContain('closed');
  });

  test('counts no closed document in facets, totals or scores', async () => {
    const body = { query: 'skimmel', corpora: ['open'] };
    const all = await callers.stranger.call('search', { body: { query: 'skimmel' } });
    const asked = await callers.stranger.call('search', { body });
    const byAdmin = await house.admin.call('search', { body });
    expect([all.hits, all.facets, all.total]).toEqual([asked.hits, asked.facets, asked.total]);
    expect(asked.hits).toEqual(byAdmin.hits);
    expect(asked.facets.find(({ field }) => field === 'kind')?.values).toEqual([
      { value: 'ruling', count: 1 },
    ]);
  });

  /** Requests about something that is closed, and the same about something that is not there. */
  const PAIRS: [RouteName, (there: boolean) => Request][] = [
    ...(['search', 'overview', 'answer', 'draft'] as const).map(
      (route): [RouteName, (there: boolean) => Request] => [
        route,
        (there) => ({
          body: {
            [route === 'search' || route === 'overview' ? 'query' : 'question']: 'skimmel',
            corpora: [slug(there)],
          },
        }),
      ],
    ),
    ['searchLink', (there) => ({ query: { q: 'skimmel', corpora: slug(there) } })],
    ['readCorpus', (there) => ({ params: { slug: slug(there) } })],
    ['changeCorpus', (there) => ({ params: { slug: slug(there) }, body: { title: 'x' } })],
    ['deleteCorpus', (there) => ({ params: { slug: slug(there) } })],
    ['listDocuments', (there) => ({ query: { corpus: slug(there) } })],
    ['listIngestions', (there) => ({ query: { corpus: slug(there) } })],
    ['uploadDocument', (there) => ({ body: uploadForm(slug(there), TEXT, { key: 'x' }) })],
    ['listFeedback', (there) => ({ query: { corpus: slug(there) } })],
    ['sendFeedback', (there) => ({ body: { reason: 'missing', corpora: [slug(there)] } })],
    ['readDocument', (there) => ({ params: { id: there ? target.document : randomUUID() } })],
    ['deleteDocument', (there) => ({ params: { id: there ? target.document : randomUUID() } })],
    ['readVersion', (there) => ({ params: { id: there ? target.version : randomUUID() } })],
    ['summarise', (there) => ({ body: { version: there ? target.version : randomUUID() } })],
    [
      'compare',
      (there) => ({ body: { versions: there ? [target.version, sheet] : [randomUUID(), randomUUID()] } }),
    ],
    ['readOriginal', (there) => ({ params: { id: there ? target.version : randomUUID() } })],
    ['readPage', (there) => ({ params: { id: there ? sheet : randomUUID(), page: '1' } })],
    ['readPageImage', (there) => ({ params: { id: there ? sheet : randomUUID(), page: '1' } })],
    ['readPassage', (there) => ({ params: { id: there ? target.passage : randomUUID() } })],
    ['similarPassages', (there) => ({ params: { id: there ? target.passage : randomUUID() } })],
    ['readIngestion', (there) => ({ params: { id: there ? target.ingestion : randomUUID() } })],
    ['retryIngestion', (there) => ({ params: { id: there ? target.ingestion : randomUUID() } })],
  ];
  const slug = (there: boolean) => (there ? 'closed' : 'absent');

  test.each(PAIRS)('cannot tell closed from absent by %s', async (route, request) => {
    for (const who of ['anonymous', 'stranger'] as const) {
      const closed = await callers[who].refused(route, request(true));
      const absent = await callers[who].refused(route, request(false));
      expect({ ...closed, detail: closed.detail.replaceAll('"closed"', '"absent"') }).toEqual(absent);
    }
  });
});
