import { assemble, cleanText, type Block } from './canonical.js';
import { decodeText } from './decode.js';
import type { ParsedDocument } from './parsed-document.js';

const CAPS_LENGTH = 80;
const NUMBERED_LENGTH = 90;

/**
 * Plain text. Lines stay as they are. A heading is recognised only where nothing else is likely: a title
 * underlined with = or -, and, alone between blank lines, a short line in capitals, `§ 5 Title`, `1.2 Title`
 * or `Kapitel 3`.
 */
export function parseText(bytes: Uint8Array): ParsedDocument {
  const { text, warnings } = decodeText(bytes);
  return { ...assemble(textBlocks(text)), metadata: {}, warnings };
}

/** The longest line that a program which breaks lines for reading would make. */
const WRAPPED_LENGTH = 132;
const UNDERLINE = /^\s*(=+|-+)\s*$/;

export function textBlocks(text: string): Block[] {
  const lines = cleanText(text).split('\n');
  // Where a line is longer than any program breaks them, a line end is the end of a paragraph.
  const unwrapped = lines.some((line) => line.length > WRAPPED_LENGTH);
  const paragraphs = lines
    .reduce<string[][]>(
      (groups, line) => {
        if (unwrapped && !UNDERLINE.test(line)) groups.push([]);
        // A form feed ends a page of print, which is no page of ours but ends a paragraph.
        line.split('\f').forEach((part, i) => {
          if (i > 0 || !part.trim()) groups.push([]);
          if (part.trim()) groups.at(-1)!.push(part.trimEnd());
        });
        return groups;
      },
      [[]],
    )
    .filter((lines) => lines.length > 0)
    .flatMap(splitUnderlined);
  return paragraphs.map((paragraph, i) => {
    if (paragraph.level !== undefined || paragraph.lines.length > 1) return block(paragraph);
    const level = headingLevel(paragraph.lines[0]!, paragraphs[i + 1]?.lines[0], paragraphs[i - 1]?.lines[0]);
    return block({ ...paragraph, level });
  });
}

interface Paragraph {
  lines: string[];
  level?: number;
}

function block({ lines, level }: Paragraph): Block {
  return level === undefined ? { text: lines.join('\n') } : { text: lines.join(' '), level };
}

/** A line underlined along its whole length is a title; the lines around it are paragraphs of their own. */
function splitUnderlined(lines: string[]): Paragraph[] {
  const parts: Paragraph[] = [{ lines: [] }];
  for (let i = 0; i < lines.length; i++) {
    const level = underlineLevel(lines[i]!, lines[i + 1]);
    if (level !== undefined) {
      parts.push({ lines: [lines[i]!], level }, { lines: [] });
      i++;
    } else parts.at(-1)!.lines.push(lines[i]!);
  }
  return parts.filter((part) => part.lines.length > 0);
}

function underlineLevel(title: string, rule: string | undefined): number | undefined {
  const character = /^\s*(=|-)\1{2,}$/.exec(rule ?? '')?.[1];
  if (!character || !/\p{L}/u.test(title) || title.includes('|')) return undefined;
  if (Math.abs(title.trim().length - rule!.trim().length) > 3) return undefined;
  return character === '=' ? 1 : 2;
}

const PART =
  /^(?:kapitel|afsnit|del|bilag|abschnitt|teil|anlage|chapter|part|section|annex)\s+(?:\d+|[IVXLC]+|[A-Z])\b/i;
const NUMBERED = /^(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+\p{Lu}/u;

/** The level of a line that stands alone, or undefined when it reads like running text. */
function headingLevel(line: string, next?: string, previous?: string): number | undefined {
  const text = line.trim();
  const running = /[.,;:!?|]$/.test(text);
  if (/^§+\s*\d+\s*[a-z]?\.?(?:\s+\p{Lu}[^|]*)?$/u.test(text) && text.length <= NUMBERED_LENGTH) {
    return running && !/^§+\s*\d+\s*[a-z]?\.$/.test(text) ? undefined : 4;
  }
  if (running || next === undefined) return undefined;
  if (PART.test(text) && text.length <= NUMBERED_LENGTH) return 2;
  if (isCapitals(text)) return 2;
  const number = NUMBERED.exec(text)?.[1];
  if (!number || text.length > NUMBERED_LENGTH) return undefined;
  // Numbered lines that follow each other directly are a list.
  if ([next, previous].some((other) => depth(other) === depth(text))) return undefined;
  return 2 + number.split('.').length;
}

function depth(line: string | undefined): number {
  return NUMBERED.exec(line?.trim() ?? '')?.[1]?.split('.').length ?? 0;
}

function isCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (text.length > CAPS_LENGTH || letters.length < 4) return false;
  return letters.length >= text.length / 2 && letters.every((letter) => letter === letter.toUpperCase());
}
