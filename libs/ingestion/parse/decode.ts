import { ParseFailure } from './parse-failure.js';

export interface DecodedText {
  text: string;
  warnings: string[];
}

/**
 * Text from bytes: by byte order mark (UTF-8, UTF-16), then as UTF-8, then by the encoding the file names
 * (`named`, any WHATWG label), else as windows-1252 with the warning 'encoding-guessed'.
 * Throws ParseFailure 'corrupt' for what is no text at all.
 */
export function decodeText(bytes: Uint8Array, named?: string): DecodedText {
  const marked = markedEncoding(bytes);
  if (marked) return { text: checked(new TextDecoder(marked).decode(bytes)), warnings: [] };
  const utf8 = strictly('utf-8', bytes);
  // A file that names a single-byte encoding and yet is valid UTF-8 beyond ASCII is UTF-8: that is no accident.
  if (utf8 !== null) return { text: checked(utf8), warnings: [] };
  const declared = named && strictly(named, bytes);
  if (declared) return { text: checked(declared), warnings: [] };
  return { text: checked(windows1252(bytes)), warnings: ['encoding-guessed'] };
}

function markedEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function strictly(label: string, bytes: Uint8Array): string | null {
  try {
    const decoder = new TextDecoder(label, { fatal: true });
    return decoder.encoding === 'windows-1252' ? windows1252(bytes) : decoder.decode(bytes);
  } catch {
    return null; // Not in this encoding, or no encoding of this name.
  }
}

/** What windows-1252 has where ISO 8859-1 has control characters, from 0x80 on. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Node's own decoder of this name reads ISO 8859-1 (seen in 20.20), and so loses dashes and quotation marks. */
function windows1252(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return latin.replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80]!);
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
