import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sentences } from '#corpus';
import { KildeError, words } from '#platform';
import { readJsonLines } from '../json-lines.js';

export interface BenchDocument {
  key: string;
  fileName: string;
  text: string;
  metadata: Record<string, unknown>;
}

/** Where the documents and queries of a benchmark come from. */
export interface BenchText {
  /** For the report. */
  name: string;
  /** Document number `at`, from 0; undefined when there are no more. */
  document(at: number): BenchDocument | undefined;
  /** At most so many queries. */
  queries(count: number): string[];
}

const LONGEST_QUERY = 2000;

/**
 * The texts of BEIR folders, in the order of their files.
 * @throws KildeError `bad-test-set`
 */
export async function realText(folders: string[]): Promise<BenchText> {
  const documents: BenchDocument[] = [];
  const queries: string[] = [];
  for (const folder of folders) {
    for await (const { _id, title, text } of linesOf(join(folder, 'corpus.jsonl'))) {
      documents.push({
        key: `${basename(folder)}/${_id}`,
        fileName: `${_id}.txt`,
        text: String(text ?? ''),
        metadata: title ? { title: String(title) } : {},
      });
    }
    for await (const { text } of linesOf(join(folder, 'queries.jsonl')))
      queries.push(String(text ?? '').slice(0, LONGEST_QUERY));
  }
  return {
    name: folders.map((folder) => basename(folder)).join(', '),
    document: (at) => documents[at],
    queries: (count) => queries.slice(0, count),
  };
}

/** Documents that the fixed queries of running text are taken from: the first so many. */
const ASKED_ABOUT = 5000;
/** Words of a query made from running text: a sentence cut here is about the longest that people type. */
const LONGEST_SENTENCE = 12;

/**
 * Running text in JSON Lines (`.jsonl`, `.jsonl.gz`; folders hold such files), one document a line: its text in
 * `text` or `p`, its title in `title`, `h` or `q`. Lines without a text are left out. Queries are the titles and
 * a sentence of each in turn, always the same ones.
 * @throws KildeError `bad-test-set`
 */
export async function runningText(paths: string[], most: number): Promise<BenchText> {
  const documents: BenchDocument[] = [];
  for (const file of paths.flatMap(filesOf)) {
    let number = 0;
    for await (const line of linesOf(file)) {
      if (documents.length === most) break;
      const text = String(line.text ?? line.p ?? '');
      const title = String(line.title ?? line.h ?? line.q ?? '');
      const key = `${basename(file).replace(/\.jsonl(\.gz)?$/, '')}/${String(line._id ?? number++)}`;
      if (text.trim() !== '')
        documents.push({ key, fileName: 'text.txt', text, metadata: title ? { title } : {} });
    }
  }
  return {
    name: paths.map((path) => basename(path)).join(', '),
    document: (at) => documents[at],
    queries: (count) => queriesFrom(documents.slice(0, ASKED_ABOUT), count),
  };
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) throw new KildeError('bad-test-set', 400, `There is no ${path}.`);
  if (!statSync(path).isDirectory()) return [path];
  const files = readdirSync(path).filter((name) => /\.jsonl(\.gz)?$/.test(name));
  return files.sort().map((name) => join(path, name));
}

/** Titles and sentences in turn, from documents evenly spread, each once. */
function queriesFrom(documents: BenchDocument[], count: number): string[] {
  const queries = new Set<string>();
  const step = Math.max(1, Math.floor(documents.length / count));
  for (let first = 0; first < step; first++) {
    for (let at = first; at < documents.length && queries.size < count; at += step) {
      const { text, metadata } = documents[at]!;
      const spans = sentences(text);
      const { start, end } = spans[at % spans.length]!;
      const sentence = words(text.slice(start, end)).slice(0, LONGEST_SENTENCE).join(' ');
      const title = String(metadata.title ?? '');
      const query = queries.size % 2 === 0 && !queries.has(title) ? title : sentence;
      if (query !== '') queries.add(query);
    }
  }
  return [...queries];
}

async function* linesOf(file: string): AsyncGenerator<Record<string, unknown>> {
  for await (const line of readJsonLines(file)) yield line as Record<string, unknown>;
}
