import { documentOf } from './page-document.js';
import { ParseFailure } from './parse-failure.js';
import type { OnPage, ParsedDocument } from './parsed-document.js';
import { pageLines } from './pdf-lines.js';
import { brokenPicture, openPicture } from './picture.js';
import { NO_RANGES, readPages } from './read-pages.js';
import { RECOGNITION_DPI, startRecogniser, type Recogniser } from './recognise.js';
import { readAnyWayUp } from './recognise-turned.js';

/** A document of scans has no more pages. */
const MOST_PAGES = 2000;

/** The text of a scan: PNG, JPEG, TIFF with any number of pages. Throws ParseFailure 'corrupt', 'too-large' or 'no-text'. */
export async function parsePicture(
  bytes: Uint8Array,
  onPage: OnPage = () => {},
  ranges = NO_RANGES,
): Promise<ParsedDocument> {
  const recogniser = startRecogniser();
  try {
    const { pages } = await openPicture(bytes);
    if (pages > MOST_PAGES) {
      throw new ParseFailure(
        'too-large',
        `The file holds ${pages} pages, and at most ${MOST_PAGES} can be read: divide it and send the parts.`,
      );
    }
    const read = await readPages(pages, ranges, (number) => {
      const takesLong = () => onPage(number, pages, true);
      takesLong();
      return readScan(bytes, number, recogniser, takesLong);
    });
    return documentOf(read, {});
  } finally {
    await recogniser.close();
  }
}

async function readScan(bytes: Uint8Array, number: number, recogniser: Recogniser, again: () => void) {
  const { width, height, picture } = await openPicture(bytes, number);
  const scale = RECOGNITION_DPI / 72;
  const { data, info } = await picture
    .flatten({ background: 'white' })
    .greyscale()
    .resize({ width: Math.max(1, Math.round(width * scale)), kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: Error) => {
      throw brokenPicture(error);
    });
  const image = { data, width: info.width, height: info.height, channels: 1 } as const;
  const { runs, confidence } = await readAnyWayUp(recogniser, image, scale, again);
  return { ...pageLines({ number, width, height, layers: [runs] }), confidence };
}
