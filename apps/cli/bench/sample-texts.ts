import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentences } from '#corpus';
import { LANGUAGES, packageRoot, words, type Language } from '#platform';

/** What the sample documents of one language are made of. */
export interface Material {
  language: Language;
  headings: string[];
  sentences: string[];
  /** Words of five letters and more, the most frequent first. */
  words: string[];
}

/** Takes the Markdown and plain text samples apart, one material a language. */
export function readSamples(): Material[] {
  const root = join(packageRoot(), 'samples');
  const lines = new Map<Language, string[]>(LANGUAGES.map((language) => [language, []]));
  for (const { name } of readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const { language } = JSON.parse(readFileSync(join(root, name, 'corpus.json'), 'utf8')) as {
      language: Language;
    };
    for (const file of readdirSync(join(root, name)).sort()) {
      if (!/\.(md|txt)$/.test(file)) continue;
      const text = readFileSync(join(root, name, file), 'utf8').replace(/^---\n[^]*?\n---\n/, '');
      lines.get(language)!.push(...text.split('\n'));
    }
  }
  return [...lines].map(([language, all]) => materialOf(language, all));
}

/** The questions that belong to the samples, the ones without an answer too. */
export function readSampleQuestions(): string[] {
  return readFileSync(join(packageRoot(), 'samples/questions.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => (JSON.parse(line) as { question: string }).question);
}

function materialOf(language: Language, lines: string[]): Material {
  const headings = new Set<string>();
  const found = new Set<string>();
  for (const line of lines) {
    const heading = /^#{1,6}\s+(?:\d+(?:\.\d+)*\.?\s+)?(.+)$/.exec(line)?.[1];
    if (heading) headings.add(heading);
    if (heading || line.includes('|')) continue; // a table row is no sentence
    const text = line.replace(/^\s*(?:[-*>]|\d+\.)\s+/, '').replace(/[*_`]/g, '');
    for (const { start, end } of sentences(text))
      if (words(text.slice(start, end)).length >= 5) found.add(text.slice(start, end));
  }
  const counts = new Map<string, number>();
  for (const sentence of found)
    for (const word of words(sentence))
      if (/^\p{L}{5,}$/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  return { language, headings: [...headings], sentences: [...found], words: ranked };
}
