import { createReadStream, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { KildeError } from '#platform';

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

async function* linesOf(file: string): AsyncGenerator<Record<string, unknown>> {
  if (!existsSync(file)) throw new KildeError('bad-test-set', 400, `There is no file ${file}.`);
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    number++;
    if (line.trim() === '') continue;
    try {
      yield JSON.parse(line) as Record<string, unknown>;
    } catch {
      throw new KildeError('bad-test-set', 400, `Line ${number} of ${file} is not JSON.`);
    }
  }
}
