import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { detectLanguage } from '#corpus';
import { KildeError, LANGUAGES, type Language } from '#platform';
import { readJsonLines } from '../json-lines.js';
import type { Questions } from './measures.js';

/** The documents of a folder in the layout of BEIR (Thakur et al. 2021). */
export interface Collection {
  name: string;
  language: Language;
  documents: { id: string; title: string; text: string }[];
}

/** Reads `corpus.jsonl`. Throws KildeError `bad-test-set` that names the file and line. */
export async function readCollection(folder: string): Promise<Collection> {
  const documents = (await readRows(join(folder, 'corpus.jsonl'))).map(({ _id, title, text }) => ({
    id: String(_id),
    title: String(title ?? ''),
    text: String(text),
  }));
  const name = basename(folder);
  return { name, language: languageOf(name, documents), documents };
}

/** Reads `queries.jsonl` and `qrels.tsv` (or `qrels/test.tsv`): those queries that are judged. Throws like `readCollection`. */
export async function readQuestions(folder: string): Promise<Questions> {
  const queries = await readRows(join(folder, 'queries.jsonl'));
  const qrels = [join(folder, 'qrels.tsv'), join(folder, 'qrels/test.tsv')].find((file) => existsSync(file));
  if (!qrels) throw new KildeError('bad-test-set', 400, `There is no qrels.tsv in ${folder}.`);
  const judgements: Questions['judgements'] = new Map();
  for (const line of readFileSync(qrels, 'utf8').split('\n')) {
    const [query, document, grade] = line.trim().split('\t');
    if (!query || !document || Number.isNaN(Number(grade))) continue; // the header, if there is one
    if (!judgements.has(query)) judgements.set(query, new Map());
    judgements.get(query)!.set(document, Number(grade));
  }
  return {
    name: basename(folder),
    queries: queries
      .map(({ _id, text }) => ({ id: String(_id), text: String(text) }))
      .filter(({ id }) => judgements.has(id)),
    judgements,
  };
}

/**
 * Reads `answers.jsonl`: lines of `{"qid": …, "answers": [{"text": …}]}`. Query id -> the strings that answer it; null
 * where the folder has no such file. Throws like `readCollection`.
 */
export async function readAnswers(folder: string): Promise<Map<string, string[]> | null> {
  if (!existsSync(join(folder, 'answers.jsonl'))) return null;
  const rows = (await readRows(join(folder, 'answers.jsonl'))) as {
    qid: unknown;
    answers: { text: string }[];
  }[];
  return new Map(rows.map(({ qid, answers }) => [String(qid), answers.map(({ text }) => text)]));
}

/**
 * Questions as put to a collection, their own or another folder's: then the set is called `asked>searched`.
 * @throws KildeError `bad-test-set` when documents are judged that the collection does not have
 */
export function putTo(questions: Questions, { name, documents }: Collection): Questions {
  const ids = new Set(documents.map(({ id }) => id));
  const judged = new Set([...questions.judgements.values()].flatMap((grades) => [...grades.keys()]));
  const missing = [...judged].filter((id) => !ids.has(id));
  // A set's own judgements may name a few documents that its makers dropped; those of another set must line up.
  if (missing.length === judged.size || (missing.length > 0 && questions.name !== name))
    throw new KildeError(
      'bad-test-set',
      400,
      `${missing.length} of the ${judged.size} documents that ${questions.name} judges are not in ${name}, the first one "${missing[0]}": ` +
        'the ids in its qrels.tsv must be those of the corpus.jsonl that is searched.',
    );
  return questions.name === name ? questions : { ...questions, name: `${questions.name}>${name}` };
}

/** The language in a set's name (`xquad-da`), else that of its texts, else English. */
function languageOf(name: string, documents: Collection['documents']): Language {
  const named = LANGUAGES.find((language) => name.split(/[^a-z]/).includes(language));
  const sample = documents.slice(0, 50).map(({ text }) => text.slice(0, 400));
  return named ?? detectLanguage(sample.join('\n')) ?? 'en';
}

async function readRows(file: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for await (const row of readJsonLines(file)) rows.push(row as Record<string, unknown>);
  return rows;
}
