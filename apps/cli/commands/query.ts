import { KildeError, type Config } from '#platform';
import type {
  AnswerResponse,
  Hit,
  Quote,
  Refusal,
  SearchResponse,
  Sentence,
  Source,
} from '../../api/contract/index.js';
import { withServer } from '../client.js';

export interface QueryOptions {
  corpus?: string[];
  filter?: string[];
  asOf?: string;
  language?: string;
  limit?: string;
  previous?: string[];
  json?: boolean;
}

const WIDTH = 100;

/** `kilde search`: the hits for a query. */
export async function search(config: Config, query: string, options: QueryOptions): Promise<number> {
  const limit = options.limit ? { limit: Number(options.limit) } : { limit: 5 };
  const found = await withServer(config, (client) =>
    client.post<SearchResponse>('/search', { query, ...scope(options), ...limit }),
  );
  if (options.json) console.log(JSON.stringify(found, null, 2));
  else if (found.scope.corpora.length === 0)
    console.log('There is no corpus to search yet. Load documents: kilde ingest FOLDER --corpus NAME.');
  else if (found.hits.length === 0)
    console.log('Nothing found. Try other or fewer words, or another corpus (kilde corpora lists them).');
  else for (const [at, hit] of found.hits.entries()) printHit(at + 1, hit);
  if (found.degraded)
    console.error(`Part of the search did not answer this time: ${found.degraded.join(', ')}.`);
  return 0;
}

/** `kilde ask`: an answer whose every sentence is a quote, or a refusal. */
export async function ask(config: Config, question: string, options: QueryOptions): Promise<number> {
  const answer = await withServer(config, (client) =>
    client.post<AnswerResponse>('/answers', {
      ...{ question, ...scope(options) },
      ...(options.previous && { previous: options.previous }),
    }),
  );
  if (options.json) console.log(JSON.stringify(answer, null, 2));
  else if (answer.refusal) printRefusal(answer.refusal, answer.hits);
  else printSentences(answer.sentences);
  for (const { message } of options.json ? [] : answer.notices) console.error(message);
  return 0;
}

function printSentences(sentences: Sentence[]): void {
  const quotes = sentences.flatMap((sentence) => sentence.quotes);
  const place = ({ versionId, start }: Quote) => `${versionId} ${start}`;
  const numbers = new Map([...new Set(quotes.map(place))].map((own, at) => [own, at + 1]));
  for (const { text, quotes: own } of sentences) {
    const marks = own.map((quote) => `[${numbers.get(place(quote))}]`);
    console.log(`${wrap(text)} ${marks.join('') || '(no source supports this)'}`);
  }
  console.log();
  for (const [own, number] of numbers) {
    const quote = quotes.find((candidate) => place(candidate) === own)!;
    const headings = quote.headings.filter((heading) => heading !== quote.documentTitle);
    const where = [quote.documentTitle, ...headings, quote.page && `page ${quote.page}`];
    console.log(`[${number}] ${where.filter(Boolean).join(' > ')}${validityOf(quote)}`);
  }
}

function printRefusal({ reason, outdated, suggestions }: Refusal, hits: Hit[]): void {
  console.log(`No answer. ${reason.message}`);
  if (reason.rule) console.log(`${reason.rule} Turn to: ${reason.contact}`);
  for (const { quote, inForce } of outdated) {
    console.log(`\n${wrap(quote.text)}\n  ${quote.documentTitle}${validityOf(quote)}`);
    console.log(
      inForce
        ? `  in force: ${inForce.documentTitle}${validityOf(inForce)}`
        : '  no version of it is in force',
    );
  }
  for (const suggestion of suggestions) console.log(`  Try: ${suggestion}`);
  for (const [at, hit] of hits.slice(0, 3).entries()) printHit(at + 1, hit);
}

function validityOf({ validFrom, validTo }: Pick<Source, 'validFrom' | 'validTo'>): string {
  return validFrom || validTo ? ` (${validFrom ?? 'always'} to ${validTo ?? 'today and on'})` : '';
}

function scope({ corpus, filter, asOf, language }: QueryOptions): object {
  return {
    ...(corpus && { corpora: corpus }),
    ...(filter && { filters: filters(filter) }),
    ...(asOf && { asOf }),
    ...(language && { language }),
  };
}

/** `field=value`, repeated for several values; `field=from..to` is a range. */
function filters(given: string[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const text of given) {
    const at = text.indexOf('=');
    if (at < 1)
      throw new KildeError(
        'bad-filter',
        400,
        `The filter "${text}" is not of the form field=value or field=from..to.`,
      );
    const [field, value] = [text.slice(0, at), text.slice(at + 1)];
    const range = value.split('..');
    if (range.length === 2)
      result[field] = { ...(range[0] && { from: range[0] }), ...(range[1] && { to: range[1] }) };
    else result[field] = [...((result[field] as string[] | undefined) ?? []), value];
  }
  return result;
}

function printHit(rank: number, { score, document, version, passage }: Hit): void {
  const validity = version.current
    ? ''
    : `, not in force today (${version.validFrom ?? '…'} to ${version.validTo ?? '…'})`;
  console.log(
    `${rank}. ${document.title}  [${document.corpus}/${document.key}]  ${score.toFixed(3)}${validity}`,
  );
  const place = [
    ...passage.headings.filter((heading) => heading !== document.title),
    passage.page && `page ${passage.page}`,
  ].filter(Boolean);
  if (place.length > 0) console.log(`   ${place.join(' > ')}`);
  console.log(
    `   ${wrap(passage.text.replace(/\s+/g, ' ').slice(0, 400)).replaceAll('\n', '\n   ')}${passage.text.length > 400 ? ' …' : ''}\n`,
  );
}

function wrap(text: string): string {
  return text.replace(new RegExp(`(?![^\\n]{1,${WIDTH}}$)([^\\n]{1,${WIDTH}})\\s`, 'g'), '$1\n');
}
