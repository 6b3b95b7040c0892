import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** A rectangle in page units from the upper left corner of the page as it is seen. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A word on its page, with its range in the canonical text. */
export interface PageWord extends Box {
  start: number;
  end: number;
}

/** A page and where its words stand. */
export interface PageLayout {
  page: number;
  /** In page units: points (1/72 inch) for PDF, pixels for pictures. */
  width: number;
  height: number;
  /** How sure text recognition was of the page, 0 to 1; null where the file itself holds the text. */
  confidence: number | null;
  /** See packWords. */
  words: Uint8Array;
}

/** Places are kept as shares of the page's width and height in this many steps: finer than a pixel at 600 dpi. */
const STEPS = 65_535;
const COLUMNS = 6;

/**
 * The words of a page in about 6 bytes each: columns of 16 bits (gap after the word before, length, x, y, width,
 * height), deflated. Words are in the order of the text.
 */
export function packWords(
  words: PageWord[],
  { width, height }: { width: number; height: number },
): Uint8Array {
  const numbers = new Uint16Array(words.length * COLUMNS);
  const share = (value: number, of: number) =>
    Math.min(STEPS, Math.max(0, Math.round((value / (of || 1)) * STEPS)));
  let end = words[0]?.start ?? 0;
  const first = end;
  words.forEach((word, i) => {
    const row = [
      word.start - end,
      word.end - word.start,
      share(word.x, width),
      share(word.y, height),
      share(word.width, width),
      share(word.height, height),
    ];
    row.forEach((value, column) => (numbers[column * words.length + i] = value));
    end = word.end;
  });
  const start = new Uint8Array(Uint32Array.of(first).buffer);
  return Buffer.concat([start, deflateRawSync(new Uint8Array(numbers.buffer), { level: 6 })]);
}

/** What packWords has packed; places are exact to a 65,535th of the page. */
export function unpackWords({ words, width, height }: PageLayout): PageWord[] {
  const bytes = Uint8Array.from(words);
  const numbers = new Uint16Array(Uint8Array.from(inflateRawSync(bytes.subarray(4))).buffer);
  const count = numbers.length / COLUMNS;
  let end = new Uint32Array(bytes.buffer, 0, 1)[0]!;
  return Array.from({ length: count }, (_, i) => {
    const [gap, length, x, y, across, down] = Array.from(
      { length: COLUMNS },
      (_, column) => numbers[column * count + i]!,
    ) as [number, number, number, number, number, number];
    const start = end + gap;
    end = start + length;
    return {
      ...{ start, end, x: (x / STEPS) * width, y: (y / STEPS) * height },
      ...{ width: (across / STEPS) * width, height: (down / STEPS) * height },
    };
  });
}
