import { readFileSync } from 'node:fs';
import { KildeError, type Config } from '#platform';
import type { Corpus, CorpusCreate, Document, Ingestion, Key } from '../../api/contract/index.js';
import { withServer } from '../client.js';
import { printRows } from '../table.js';

export async function corpora(
  config: Config,
  options: { create?: string; delete?: string },
): Promise<number> {
  await withServer(config, async (client) => {
    if (options.create)
      await client.post('/corpora', JSON.parse(readFileSync(options.create, 'utf8')) as CorpusCreate);
    if (options.delete) await client.delete(`/corpora/${encodeURIComponent(options.delete)}`);
    const { items } = await client.get<{ items: Corpus[] }>('/corpora');
    printRows(
      items.map(({ slug, title, language, access, documents, role }) => ({
        slug,
        title,
        language,
        access,
        documents,
        role,
      })),
      'There are no corpora yet. kilde ingest makes one.',
    );
  });
  return 0;
}

export async function documents(
  config: Config,
  options: { corpus?: string; limit: string; offset: string; delete?: string },
): Promise<number> {
  await withServer(config, async (client) => {
    if (options.delete) await client.delete(`/documents/${options.delete}`);
    const parameters = new URLSearchParams({
      limit: options.limit,
      offset: options.offset,
      ...(options.corpus && { corpus: options.corpus }),
    });
    const { items, total } = await client.get<{ items: Document[]; total: number }>(
      `/documents?${parameters}`,
    );
    printRows(
      items.map(({ id, corpus, key, title, versions }) => ({
        id,
        corpus,
        key,
        title: title.slice(0, 60),
        versions: versions.length,
      })),
      'There are no documents yet.',
    );
    console.log(`${items.length} of ${total}`);
  });
  return 0;
}

export async function ingestions(
  config: Config,
  options: { corpus?: string; state?: string; limit: string; retry?: string | true },
): Promise<number> {
  await withServer(config, async (client) => {
    const list = (state?: string) =>
      client.get<{ items: Ingestion[]; total: number }>(
        `/ingestions?${new URLSearchParams({ limit: options.limit, ...(options.corpus && { corpus: options.corpus }), ...(state && { state }) })}`,
      );
    if (options.retry) {
      const ids = options.retry === true ? (await list('failed')).items.map(({ id }) => id) : [options.retry];
      for (const id of ids) await client.post(`/ingestions/${id}/retry`);
      console.log(`${ids.length} to be tried again.`);
    }
    const { items, total } = await list(options.state);
    printRows(
      items.map(({ id, corpus, key, state, stage, reason }) => ({
        id,
        corpus,
        key,
        state: stage ? `${state} (${stage})` : state,
        reason: reason?.message ?? null,
      })),
      'There are no ingestions.',
    );
    console.log(`${items.length} of ${total}`);
  });
  return 0;
}

export async function keys(
  config: Config,
  options: { create?: string; grant?: string[]; admin?: boolean; revoke?: string },
): Promise<number> {
  await withServer(config, async (client) => {
    if (options.revoke) await client.delete(`/keys/${options.revoke}`);
    if (options.create) {
      const grants = (options.grant ?? []).map(parseGrant);
      const { secret } = await client.post<Key & { secret: string }>('/keys', {
        name: options.create,
        admin: options.admin ?? false,
        grants,
      });
      console.log(`The key "${options.create}", shown this once: ${secret}`);
    }
    const { items } = await client.get<{ items: Key[] }>('/keys');
    printRows(
      items.map(({ id, name, admin, grants, revokedAt }) => ({
        id,
        name,
        roles: admin
          ? 'admin of everything'
          : grants.map(({ corpus, role }) => `${corpus}:${role}`).join(' '),
        revoked: revokedAt,
      })),
      'There are no keys.',
    );
  });
  return 0;
}

function parseGrant(text: string): { corpus: string; role: string } {
  const [corpus, role = 'reader'] = text.split(':');
  if (!corpus) throw new KildeError('bad-grant', 400, `The grant "${text}" is not of the form corpus:role.`);
  return { corpus, role };
}
