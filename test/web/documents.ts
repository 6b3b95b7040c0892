import type { App } from './app.js';
import { until } from './browser.js';

/** Creates a collection with one text in it, and waits until that can be found. */
export async function addCorpus(
  { url, adminKey }: App,
  corpus: { slug: string; title: string; access: 'public' | 'grant' },
  text: string,
): Promise<void> {
  const headers = { authorization: `Bearer ${adminKey}` };
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}/api/v1/${path}`, {
      ...init,
      headers: { ...headers, ...init.headers },
    });
    expect(response.ok).toBe(true);
    return (await response.json()) as { id: string; state: string };
  };
  await call('corpora', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...corpus, language: 'da' }),
  });
  const form = new FormData();
  form.append('corpus', corpus.slug);
  form.append('file', new Blob([text]), 'notat.md');
  const { id } = await call('documents', { method: 'POST', body: form });
  await until(async () => (await call(`ingestions/${id}`)).state === 'indexed', 90_000);
}
