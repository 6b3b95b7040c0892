import sharp from 'sharp';
import { pageImage } from './page-image.js';
import { PDF } from './media-types.js';
import { lines, pdf } from './small-files.fixture.js';

export interface Scanner {
  dpi: number;
  /** How far the paper was turned, clockwise. */
  degrees: number;
  /** How far shades of grey, of 255, are off at most. */
  noise: number;
}

/** These lines printed on a page and scanned again, as a PNG. The same lines always give the same scan. */
export async function scan(texts: string[], { dpi, degrees, noise }: Scanner): Promise<Buffer> {
  const printed = pdf([lines(texts, { x: 60, y: 90, size: 11 }, 16)]);
  const { data, info } = await sharp(await pageImage(printed, PDF, 1, dpi / 72))
    .rotate(degrees, { background: 'white' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let state = 1;
  for (let at = 0; at < data.length; at++) {
    // The generator of Park and Miller (1988): CACM 31(10), "minimal standard".
    state = (state * 48_271) % 2_147_483_647;
    data[at] = Math.max(0, Math.min(255, data[at]! + (state / 2_147_483_647 - 0.7) * 2 * noise));
  }
  const { width, height } = info;
  return sharp(data, { raw: { width, height, channels: 1 } })
    .withMetadata({ density: dpi })
    .png()
    .toBuffer();
}

/** Insertions, deletions and substitutions (Levenshtein 1966) that make `text` the truth, as a share of the truth. */
export function characterErrorRate(text: string, truth: string): number {
  let row = Array.from({ length: truth.length + 1 }, (_, i) => i);
  for (let i = 1; i <= text.length; i++) {
    const next = [i];
    for (let j = 1; j <= truth.length; j++) {
      const change = row[j - 1]! + (text[i - 1] === truth[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[truth.length]! / truth.length;
}
