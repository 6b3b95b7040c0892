import { assemble, oneLine } from './canonical.js';
import { codePage, decodeAs } from './decode.js';
import { ParseFailure } from './parse-failure.js';
import type { ParsedDocument } from './parsed-document.js';
import { blockWriter } from './rtf-blocks.js';
import { CHARACTERS, fontEncoding } from './rtf-charsets.js';
import { rtfTokens, type Token } from './rtf-tokens.js';

/** Where the text of a group goes. */
type Destination =
  'body' | 'note' | 'marker' | 'fonts' | 'styles' | 'title' | 'author' | 'created' | 'nowhere';

/** What holds until the end of a group. */
interface Group {
  destination: Destination;
  font: number;
  /** Characters after `\u` that stand for it in old readers. */
  fallback: number;
  /** Deleted in tracked changes, or hidden. */
  unseen: boolean;
  /** `\*` was read: a destination that is not known is to be skipped. */
  optional: boolean;
}

const DESTINATIONS: Record<string, Destination> = {
  footnote: 'note',
  listtext: 'marker',
  pntext: 'marker',
  fonttbl: 'fonts',
  stylesheet: 'styles',
  title: 'title',
  author: 'author',
  creatim: 'created',
};
for (const word of (
  'annotation atnauthor atndate atnid atnref buptim category colortbl comment company doccomm fldinst footer footerf ' +
  'footerl footerr ftncn ftnsep ftnsepc header headerf headerl headerr keywords manager nonesttables nonshppict ' +
  'operator pict printim private revtim rxe sp subject tc tcn txe xe'
).split(' '))
  DESTINATIONS[word] = 'nowhere';
/** Groups marked as optional whose text is read all the same: text boxes, numbers of lists, Unicode. */
const READ_THOUGH_OPTIONAL = new Set(['shpinst', 'shptxt', 'shppict', 'listtext', 'pntext', 'ud']);
const DEEPEST = 10_000;

/**
 * A Rich Text document: headings by style or outline level, lists, tables, footnotes at the end; changes as
 * accepted, without comments, headers and footers. Throws ParseFailure 'corrupt'.
 */
export function parseRtf(bytes: Uint8Array): ParsedDocument {
  const out = blockWriter();
  const fonts = new Map<number, string | null>();
  const styles = new Map<number, string>();
  const info: Record<string, string> = {};
  const created: Record<string, number> = {};
  const stack: Group[] = [];
  let group: Group = { destination: 'body', font: -1, fallback: 1, unseen: false, optional: false };
  let paragraph = { style: 0, outline: 9, inTable: false, depth: 0 };
  let ansi = 'windows-1252';
  let defaultFont = 0;
  let tableFont = 0;
  let tableStyle = 0;
  let skip = 0;
  let pending: { bytes: number[]; encoding: string } | null = null;

  const put = (piece: string) => {
    const { destination, unseen } = group;
    if (unseen) return;
    if (destination === 'body' || destination === 'note') out.text(piece);
    else if (destination === 'marker') out.marker(piece);
    else if (destination === 'styles')
      styles.set(tableStyle, (styles.get(tableStyle) ?? '') + piece.replace(/;$/, ''));
    else if (destination === 'title' || destination === 'author')
      info[destination] = (info[destination] ?? '') + piece;
  };
  const flush = () => {
    const held = pending;
    pending = null;
    if (held)
      put(
        held.encoding === 'symbol'
          ? symbols(held.bytes)
          : decodeAs(Uint8Array.from(held.bytes), held.encoding),
      );
  };
  const level = () => {
    const name = styles.get(paragraph.style)?.trim() ?? '';
    if (/^title$/i.test(name)) return 1;
    const number =
      Number(/^heading (\d)$/i.exec(name)?.[1] ?? 0) || (paragraph.outline < 9 ? paragraph.outline + 1 : 0);
    return number > 0 ? Math.min(6, number + 1) : undefined;
  };
  const endParagraph = () => out.endParagraph({ ...paragraph, level: level() });

  /** What control words do in the text. */
  const words: Record<string, (number: number | null) => void> = {
    par: endParagraph,
    sect: endParagraph,
    page: endParagraph,
    column: endParagraph,
    cell: () => out.endCell(),
    nestcell: () => put(' '),
    row: () => out.endRow(),
    pard: () => void (paragraph = { style: 0, outline: 9, inTable: false, depth: 0 }),
    intbl: () => void (paragraph.inTable = true),
    ilvl: (number) => void (paragraph.depth = number ?? 0),
    outlinelevel: (number) => void (paragraph.outline = number ?? 9),
    plain: () => {
      group.unseen = false;
      group.font = defaultFont;
    },
    deleted: (number) => void (group.unseen = number !== 0),
    v: (number) => void (group.unseen = number !== 0),
  };
  /** What control words do anywhere. */
  const settings: Record<string, (number: number | null) => void> = {
    ansicpg: (number) => void (ansi = codePage(number ?? 1252)),
    mac: () => void (ansi = 'macroman'),
    pc: () => void (ansi = 'cp437'),
    pca: () => void (ansi = 'cp850'),
    deff: (number) => void (defaultFont = number ?? 0),
    uc: (number) => void (group.fallback = Math.max(0, number ?? 1)),
    f: (number) => {
      if (group.destination === 'fonts') tableFont = number ?? 0;
      else group.font = number ?? 0;
    },
    s: (number) => {
      if (group.destination === 'styles') tableStyle = number ?? 0;
      else paragraph.style = number ?? 0;
    },
    fcharset: (number) => void fonts.set(tableFont, number === 2 ? 'symbol' : fontEncoding(number ?? 1)),
    u: (number) => {
      put(String.fromCharCode((number ?? 0) & 0xffff));
      skip = group.fallback;
    },
  };
  const inText = () => group.destination === 'body' || group.destination === 'note';
  const takeWord = (word: string, number: number | null) => {
    const { optional } = group;
    if (word === '*') {
      group.optional = true;
      return;
    }
    group.optional = false;
    if (group.destination === 'nowhere') return;
    if (optional && !READ_THOUGH_OPTIONAL.has(word)) group.destination = 'nowhere';
    else if (Object.hasOwn(DESTINATIONS, word)) {
      // A name that also is a style's or a font's property changes nothing inside those tables.
      if (group.destination === 'note' && word === 'footnote') return;
      group.destination = DESTINATIONS[word]!;
      if (group.destination === 'note') out.beginNote();
      // A second one is the same in Unicode.
      delete info[group.destination];
    } else if (word === 'shptxt') endParagraph();
    else if (group.destination === 'created' && number !== null) created[word] = number;
    else if (Object.hasOwn(CHARACTERS, word)) put(CHARACTERS[word]!);
    else if (Object.hasOwn(settings, word)) settings[word]!(number);
    else if (inText() && Object.hasOwn(words, word)) words[word]!(number);
  };
  const takeBytes = (piece: Uint8Array) => {
    const kept = piece.subarray(Math.min(skip, piece.length));
    skip = Math.max(0, skip - piece.length);
    if (kept.length === 0 || group.destination === 'nowhere') return;
    const font = inText() ? fonts.get(group.font < 0 ? defaultFont : group.font) : null;
    const encoding = font ?? ansi;
    if (pending?.encoding !== encoding) flush();
    pending ??= { bytes: [], encoding };
    for (const byte of kept) pending.bytes.push(byte);
  };
  const take = (token: Token) => {
    if (token.kind === 'bytes') return takeBytes(token.bytes);
    flush();
    if (token.kind !== 'word' || token.word !== 'u') skip = token.kind === 'word' && skip > 0 ? skip - 1 : 0;
    if (token.kind === 'word') return takeWord(token.word, token.number);
    if (token.kind === 'open') {
      if (stack.length > DEEPEST) throw corrupt();
      stack.push(group);
      group = { ...group, optional: false };
      return;
    }
    const outer = stack.pop();
    if (outer && group.destination === 'note' && outer.destination !== 'note') out.endNote();
    if (outer) group = outer;
  };

  for (const token of rtfTokens(bytes)) {
    take(token);
    // Behind the document some programs leave what was in the file before.
    if (token.kind === 'close' && stack.length === 0) break;
  }
  flush();
  return { ...assemble(out.blocks()), metadata: properties(info, created), warnings: [] };
}

/** Bytes in a symbol font have no letters; cleaning knows the bullets among these private characters. */
function symbols(bytes: number[]): string {
  return bytes.map((byte) => String.fromCharCode(byte < 0x20 ? byte : 0xf000 + byte)).join('');
}

function properties(info: Record<string, string>, created: Record<string, number>): Record<string, string> {
  const metadata: Record<string, string> = {};
  for (const [key, value] of Object.entries(info)) if (oneLine(value)) metadata[key] = oneLine(value);
  const { yr, mo = 1, dy = 1, hr = 0, min = 0 } = created;
  const moment = new Date(Date.UTC(yr ?? NaN, mo - 1, dy, hr, min));
  if (!Number.isNaN(moment.getTime())) metadata.created = moment.toISOString();
  return metadata;
}

function corrupt(): ParseFailure {
  return new ParseFailure(
    'corrupt',
    'The RTF document is damaged: open it in Word or LibreOffice, save it again and send the new file.',
  );
}
