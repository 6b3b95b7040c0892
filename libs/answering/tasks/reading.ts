import { Injectable } from '@nestjs/common';
import {
  ContentsRepository,
  DocumentsRepository,
  sentences,
  type Asker,
  type PassageSpan,
  type VersionRow,
  type VersionText,
} from '#corpus';
import { KildeError } from '#platform';
import type { Quote } from '../events.js';
import { saysSomething } from '../extract.js';
import { sourceOf } from '../source.js';

/** What stands under one heading, up to the next; `start` and `end` are places in the canonical text. */
export interface Section {
  /** From the outermost to its own. */
  headings: string[];
  start: number;
  end: number;
}

/** A sentence of a version; `start` and `end` are places in its canonical text. */
export interface ReadSentence {
  section: Section;
  passage: PassageSpan;
  start: number;
  end: number;
  text: string;
}

/** A version read whole for a task. */
export interface Reading {
  version: VersionRow;
  text: string;
  pages: VersionText['pages'];
  passages: PassageSpan[];
  sections: Section[];
  /** Everything, headings and labels too, in order. */
  lines: ReadSentence[];
  /** What of it says something. */
  sentences: ReadSentence[];
}

/** Passages of a section; a longer one is read in parts, so that a text without headings is not one. */
const LONGEST = 8;

/** Reads versions for the guided tasks. */
@Injectable()
export class Readings {
  constructor(
    private readonly documents: DocumentsRepository,
    private readonly versions: ContentsRepository,
  ) {}

  /** @throws KildeError `unknown-version`: the same for one that does not exist and for one that may not be read */
  async read(asker: Asker, versionId: string): Promise<Reading> {
    const stored = await this.documents.versionText(asker, versionId);
    const [version] = stored ? await this.versions.versions(asker, [versionId]) : [];
    if (!stored || !version)
      throw new KildeError('unknown-version', 404, 'There is no version with this id that you may read.');
    const { text, pages, passages } = stored;
    const sections = sectionsOf(stored);
    const lines = sections.flatMap((section) =>
      passages.flatMap((passage) => linesOf(text, section, passage)),
    );
    const says = ({ section, text }: ReadSentence) => !section.headings.includes(text) && saysSomething(text);
    return { ...{ version, text, pages, passages, sections, lines }, sentences: lines.filter(says) };
  }
}

/** A range of the text as a quote; it begins inside the passage. */
export function quoteIn(
  { version, text, pages }: Reading,
  { section: { headings }, passage, start, end }: ReadSentence,
  asOf: string,
): Quote {
  const page = pages.find((own) => own.start <= start && start < own.end)?.page ?? passage.pageFrom;
  return {
    ...sourceOf(version, asOf),
    ...{ passageId: passage.id, language: passage.language, headings, page },
    ...{ start, end, text: text.slice(start, end) },
  };
}

/** The text cut at its headings, and long sections at every so many passages. */
function sectionsOf({ text, headings, passages }: VersionText): Section[] {
  const path: { level: number; name: string }[] = [];
  const marks = [{ level: 0, start: 0, end: 0 }, ...headings];
  return marks.flatMap(({ level, start, end }, at) => {
    while (path.length > 0 && path.at(-1)!.level >= level) path.pop();
    if (level > 0) path.push({ level, name: text.slice(start, end) });
    const names = path.map(({ name }) => name);
    const until = marks[at + 1]?.start ?? text.length;
    const inside = passages.filter((passage) => passage.start > start && passage.start < until);
    const cuts = inside
      .map((passage) => passage.start)
      .filter((_, count) => count > 0 && count % LONGEST === 0);
    return [start, ...cuts].map((from, part) => ({ headings: names, start: from, end: cuts[part] ?? until }));
  });
}

/** The sentences of a section that stand in a passage, headings and labels too. */
function linesOf(text: string, section: Section, passage: PassageSpan): ReadSentence[] {
  const start = Math.max(section.start, passage.start);
  const own = text.slice(start, Math.min(section.end, passage.end));
  return sentences(own).map((span) => ({
    ...{ section, passage, start: start + span.start, end: start + span.end },
    text: own.slice(span.start, span.end),
  }));
}
