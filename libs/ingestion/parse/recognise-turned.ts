import type { Box } from '#platform';
import type { Pixels } from './pdf-drawing.js';
import type { RecognisedPage, Recogniser } from './recognise.js';

/** Surer than this, a page stands upright: turned text is read with at most 0.7, upright text with about 0.94. */
const SURE = 0.75;
/** A third of 300 dots an inch tells which way a page stands, in a tenth of the time. */
const COARSE = 1 / 3;
const QUARTERS = [0, 1, 2, 3];
/** Darker than this is ink. */
const INK = 160;

/**
 * Reads a page that may lie on its side or upside down. Where it is not read with confidence as it is, it is read
 * coarsely in all four directions, and once more in the best of them. Large letters are read best coarsely.
 * @param again is told before the further readings, which take several times as long as the first
 */
export async function readAnyWayUp(
  recogniser: Recogniser,
  image: Pixels,
  scale: number,
  again: () => void,
): Promise<RecognisedPage> {
  if (!image.data.some((shade) => shade < INK)) return { runs: [], confidence: 0 };
  const first = await recogniser.read(image, scale);
  if (first.confidence >= SURE) return first;
  again();
  const size = { width: image.width / scale, height: image.height / scale };
  const read = async (quarters: number, share: number) => {
    const turned = await turn(image, quarters, share);
    const { runs, confidence } = await recogniser.read(turned, scale * share);
    for (const word of runs.flatMap(({ words }) => words)) word.box = turnedBack(word.box, quarters, size);
    return { quarters, runs, confidence };
  };
  const tried = [];
  for (const quarters of QUARTERS) tried.push(await read(quarters, COARSE));
  const best = surest(tried);
  if (best.quarters === 0) return surest([first, best]);
  return best.confidence >= SURE ? surest([best, await read(best.quarters, 1)]) : first;
}

function surest<P extends RecognisedPage>(pages: P[]): P {
  return pages.reduce((best, page) => (page.confidence > best.confidence ? page : best));
}

/** Turned clockwise by so many quarters of the circle, and made smaller. */
async function turn({ data, width, height }: Pixels, quarters: number, share: number): Promise<Pixels> {
  const { default: sharp } = await import('sharp');
  const turned = await sharp(data, { raw: { width, height, channels: 1 } })
    .resize({ width: Math.max(1, Math.round(width * share)) })
    .rotate(quarters * 90)
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: turned.data, width: turned.info.width, height: turned.info.height, channels: 1 };
}

/** Where a box of the turned page stands on the page of this size as it was. */
function turnedBack(box: Box, quarters: number, page: { width: number; height: number }): Box {
  const { x, y, width, height } = box;
  if (quarters === 1) return { x: y, y: page.height - x - width, width: height, height: width };
  if (quarters === 2) return { x: page.width - x - width, y: page.height - y - height, width, height };
  if (quarters === 3) return { x: page.width - y - height, y: x, width: height, height: width };
  return box;
}
