import { PDF } from './media-types.js';
import { openPdf } from './pdf-reader.js';
import { openPicture } from './picture.js';

/** More pixels than this show nothing more, and cost memory. */
const MOST_PIXELS = 16_000_000;

/**
 * A page of a PDF or a picture as a PNG image, with its notes and form fields.
 * @param scale pixels a page unit; less where the image would have more than 16 million pixels
 * @throws ParseFailure as the parsers do
 */
export async function pageImage(
  bytes: Uint8Array,
  mediaType: string,
  page: number,
  scale: number,
): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  if (mediaType !== PDF) {
    const { width, picture } = await openPicture(bytes, page);
    return picture
      .resize({ width: Math.max(1, Math.round(width * scale)) })
      .png()
      .toBuffer();
  }
  const file = await openPdf(bytes);
  try {
    const { data, ...raw } = file.draw(page, scale, 4, MOST_PIXELS).image;
    return await sharp(data, { raw }).removeAlpha().png().toBuffer();
  } finally {
    file.close();
  }
}
