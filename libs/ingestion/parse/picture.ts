import type { Sharp } from 'sharp';
import { ParseFailure } from './parse-failure.js';

/** A page of a picture. Page units are points, so that a scan has the size of the paper it was made of. */
export interface Picture {
  pages: number;
  width: number;
  height: number;
  /** Upright. */
  picture: Sharp;
}

/** No scan has more dots an inch, or fewer; a file that says so does not know. */
const PLAUSIBLE_DPI = { least: 100, most: 1200 };
/** The longer side of A4 in inches: what a picture is taken for that does not say its size. */
const PAPER_INCHES = 11.7;
/** A larger one is no scan of a page. */
const MOST_PIXELS = 200_000_000;
const POINTS = 72;

/** Opens a page (from 1) of a PNG, JPEG or TIFF picture. Throws ParseFailure 'corrupt' or 'too-large'. */
export async function openPicture(bytes: Uint8Array, page = 1): Promise<Picture> {
  const { default: sharp } = await import('sharp');
  const open = () => sharp(bytes, { page: page - 1, limitInputPixels: MOST_PIXELS, failOn: 'error' });
  try {
    const { pages = 1, density = 0, autoOrient } = await open().metadata();
    const { width, height } = autoOrient;
    const isPlausible = density >= PLAUSIBLE_DPI.least && density <= PLAUSIBLE_DPI.most;
    const dpi = isPlausible ? density : Math.max(width, height) / PAPER_INCHES;
    const points = POINTS / dpi;
    return { pages, width: width * points, height: height * points, picture: open().autoOrient() };
  } catch (error) {
    throw brokenPicture(error as Error);
  }
}

/** What is wrong with a picture that cannot be decoded. */
export function brokenPicture({ message }: Error): ParseFailure {
  return /pixel limit/.test(message)
    ? new ParseFailure(
        'too-large',
        'The picture has more than 200 million dots: save a copy at 300 dots an inch and send that.',
      )
    : new ParseFailure(
        'corrupt',
        'The picture is damaged or cut off: open it, save it again and send the new file.',
      );
}
