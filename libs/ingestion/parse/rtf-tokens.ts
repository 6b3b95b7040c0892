/** A piece of an RTF file. Text is given as the bytes it has there, since their encoding depends on the font. */
export type Token =
  | { kind: 'open' }
  | { kind: 'close' }
  | { kind: 'word'; word: string; number: number | null }
  | { kind: 'bytes'; bytes: Uint8Array };

const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const CONTROL = /^([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?/;
/** Characters that need a backslash to be themselves, and control symbols as words. */
const SYMBOLS: Record<string, string> = { '~': '~', _: '_', '-': '-', '*': '*', '\n': 'par', '\r': 'par' };

/** The tokens of an RTF file (version 1.9.1). Binary data (`\bin`) is skipped. */
export function* rtfTokens(bytes: Uint8Array): Generator<Token> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = file.toString('latin1');
  let at = 0;
  while (at < file.length) {
    const byte = file[at]!;
    if (byte === OPEN || byte === CLOSE) {
      yield { kind: byte === OPEN ? 'open' : 'close' };
      at++;
    } else if (byte !== BACKSLASH) {
      let end = at;
      while (end < file.length && ![OPEN, CLOSE, BACKSLASH, 10, 13].includes(file[end]!)) end++;
      if (end > at) yield { kind: 'bytes', bytes: file.subarray(at, end) };
      // Line ends in the file mean nothing.
      at = Math.max(end, at + 1);
    } else if (text[at + 1] === "'") {
      const code = Number.parseInt(text.slice(at + 2, at + 4), 16);
      if (!Number.isNaN(code)) yield { kind: 'bytes', bytes: Uint8Array.of(code) };
      at += 4;
    } else {
      const match = CONTROL.exec(text.slice(at + 1, at + 48));
      if (match) {
        const [all, word, number] = match;
        yield { kind: 'word', word: word!, number: number === undefined ? null : Number(number) };
        at += 1 + all.length;
        if (word === 'bin') at += Math.max(0, Number(number ?? 0));
      } else {
        const symbol = text[at + 1] ?? '';
        if (symbol in SYMBOLS) yield { kind: 'word', word: SYMBOLS[symbol]!, number: null };
        else yield { kind: 'bytes', bytes: file.subarray(at + 1, at + 2) };
        at += 2;
      }
    }
  }
}
