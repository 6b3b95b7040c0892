import { analyse } from 'chardet';
import iconv from 'iconv-lite';
import { ParseFailure } from './parse-failure.js';
import type { ParsedDocument } from './parsed-document.js';

export interface DecodedText {
  text: string;
  warnings: ParsedDocument['warnings'];
}

/**
 * Text from bytes: by byte order mark, by the zero bytes that UTF-16 and UTF-32 leave in Western text, then as
 * UTF-8, then by the encoding the file names (`named`), else by a guess with the warning 'encoding-guessed'.
 * Throws ParseFailure 'corrupt' for what is no text at all.
 */
export function decodeText(bytes: Uint8Array, named?: string): DecodedText {
  const unicode = markedEncoding(bytes) ?? wideEncoding(bytes);
  if (unicode) return { text: checked(decodeAs(bytes, unicode)), warnings: [] };
  const utf8 = strictUtf8(bytes);
  // A file that names a single-byte encoding and yet is valid UTF-8 beyond ASCII is UTF-8: that is no accident.
  if (utf8 !== null) return { text: checked(utf8), warnings: [] };
  const declared = named ? decodeNamed(bytes, named) : null;
  if (declared !== null) return { text: checked(declared), warnings: [] };
  return { text: checked(decodeAs(bytes, guessedEncoding(bytes))), warnings: ['encoding-guessed'] };
}

/** Text in an encoding that is known for sure; wrong bytes become U+FFFD. An unknown name reads as windows-1252. */
export function decodeAs(bytes: Uint8Array, encoding: string): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return iconv.decode(buffer, iconv.encodingExists(encoding) ? webName(encoding) : 'windows-1252');
}

/** The encoding that Windows has under this number, such as 1252 or 932. */
export function codePage(number: number): string {
  if (number === 65001) return 'utf-8';
  return number >= 1250 && number <= 1258 ? `windows-${number}` : `cp${number}`;
}

/** As the Web has it, ISO 8859-1 and ASCII are read as windows-1252, which only has more characters. */
function webName(encoding: string): string {
  return /^(?:iso-?8859-?1|latin-?1|(?:us-?)?ascii)$/i.test(encoding) ? 'windows-1252' : encoding;
}

/**
 * What Node's own decoder makes of windows-1252 is ISO 8859-1 (seen in 20.20): control characters where quotation
 * marks and dashes were. Brings these back in a text that was decoded by a library.
 */
export function withQuotationMarks(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) =>
    decodeAs(Uint8Array.of(control.charCodeAt(0)), 'windows-1252'),
  );
}

const MARKS: [encoding: string, mark: number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

function markedEncoding(bytes: Uint8Array): string | undefined {
  return MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte))?.[0];
}

/** Which bytes of each four are zero in text of the Latin alphabet, 0 standing for zero. */
const WIDE: [encoding: string, pattern: string][] = [
  ['utf-32le', 'x000'],
  ['utf-32be', '000x'],
  ['utf-16le', 'x0x0'],
  ['utf-16be', '0x0x'],
];
/** Some characters beyond Latin may be among them. */
const WIDE_SHARE = 0.8;

function wideEncoding(bytes: Uint8Array): string | undefined {
  const groups = Math.min(Math.floor(bytes.length / 4), 1000);
  if (!bytes.subarray(0, groups * 4).includes(0)) return undefined;
  const counts = new Map<string, number>();
  for (let at = 0; at < groups * 4; at += 4) {
    const pattern = [...bytes.subarray(at, at + 4)].map((byte) => (byte === 0 ? '0' : 'x')).join('');
    counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  }
  return WIDE.find(([, pattern]) => (counts.get(pattern) ?? 0) >= groups * WIDE_SHARE)?.[0];
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Null where there is no encoding of this name, or these bytes are not in it. */
function decodeNamed(bytes: Uint8Array, name: string): string | null {
  if (!iconv.encodingExists(name)) return null;
  const text = decodeAs(bytes, name);
  return text.includes('\uFFFD') ? null : text;
}

/** The detector needs some text: below this confidence (of 100) its guess is no better than the commonest encoding. */
const SURE = 30;
const SAMPLE_BYTES = 64_000;

function guessedEncoding(bytes: Uint8Array): string {
  const [best] = analyse(bytes.subarray(0, SAMPLE_BYTES));
  const likely = best && best.confidence >= SURE ? best.name : 'windows-1252';
  return /^(?:windows-1252|ISO-8859-1)$/.test(likely) && isDos(bytes) ? 'cp850' : likely;
}

/** In files of DOS the letters æøåäö stand where windows-1252 has quotation marks, which hardly occur inside words. */
function isDos(bytes: Uint8Array): boolean {
  const sample = decodeAs(bytes.subarray(0, SAMPLE_BYTES), 'windows-1252');
  const inWords = (letters: string) => sample.match(new RegExp(`\\w[${letters}]\\w`, 'g'))?.length ?? 0;
  return inWords('†‘›„”\u0081') > inWords('æøåäöüß');
}

/** Text has hardly any control characters; more than one in a hundred means that these bytes are something else. */
function checked(text: string): string {
  const sample = text.slice(0, 100_000);
  // eslint-disable-next-line no-control-regex
  const controls = sample.match(/[\u0000-\u0008\u000E-\u001A\u001C-\u001F\u007F]/g)?.length ?? 0;
  if (controls > sample.length / 100) {
    throw new ParseFailure(
      'corrupt',
      'The file holds binary data instead of text: check that it is the right file, and save it as a text, Word or PDF file.',
    );
  }
  return text;
}
