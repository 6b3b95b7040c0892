import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Line as RecognisedLine, Worker } from 'tesseract.js';
import type { Pixels } from './pdf-drawing.js';
import type { Run } from './pdf-runs.js';

/** What text recognition makes of a page. */
export interface RecognisedPage {
  runs: Run[];
  /** The mean over its letters, 0 to 1; 0 for a page without text. */
  confidence: number;
}

export interface Recogniser {
  /**
   * Reads printed text in Danish, German and English.
   * @param image shades of grey, best at 300 dots an inch
   * @param scale its pixels a page unit; places come back in page units
   */
  read(image: Pixels, scale: number): Promise<RecognisedPage>;
  close(): Promise<void>;
}

/**
 * All three at once: it takes 1.6 times as long as one alone, but documents quote each other's languages, and only
 * together do they know the paragraph sign.
 */
const LANGUAGES = ['dan', 'deu', 'eng'];
/** What Tesseract was trained on; more takes longer and reads no better. */
export const RECOGNITION_DPI = 300;
/** A word recognised with less is as likely a stain. */
const LEAST_WORD_CONFIDENCE = 20;
/**
 * A page without one word as sure as this, of three letters or digits, holds no text: of drawings, stamps and empty
 * form fields come "&", "OL", "1 [1" with 44 to 80 in the mean.
 */
const SURE_WORD = { confidence: 80, letters: /[\p{L}\d]{3}/u };
/** Sizes of lines are uncertain: only one that differs from the page's usual size by more is another size. */
const OTHER_SIZE = 1.35;
/** Tesseract, started when the first page needs it, with the languages' data from the installed packages. */
export function startRecogniser(): Recogniser {
  let worker: Promise<Worker> | undefined;
  return {
    async read(image, scale) {
      const { data } = await (await (worker ??= start())).recognize(greymap(image), {}, { blocks: true });
      const blocks = data.blocks ?? [];
      return pageOf(
        blocks.flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines)),
        scale,
      );
    },
    async close() {
      await (await worker)?.terminate();
    },
  };
}

async function start(): Promise<Worker> {
  const { createWorker, OEM } = await import('tesseract.js');
  // Tesseract looks for its languages in one folder; each is a package of its own.
  const folder = await mkdtemp(join(tmpdir(), 'kilde-languages-'));
  try {
    const { resolve } = createRequire(import.meta.url);
    for (const language of LANGUAGES) {
      const home = dirname(resolve(`@tesseract.js-data/${language}/package.json`));
      const file = `${language}.traineddata.gz`;
      await symlink(join(home, '4.0.0_best_int', file), join(folder, file));
    }
    return await createWorker(LANGUAGES, OEM.LSTM_ONLY, {
      ...{ langPath: folder, gzip: true, cacheMethod: 'none' },
      // What fails is told by the promise, too; without a listener it would end the process.
      errorHandler: () => {},
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The image as a portable greymap, which needs no packing. */
function greymap({ width, height, data }: Pixels): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data]);
}

function pageOf(lines: RecognisedLine[], scale: number): RecognisedPage {
  const words = lines.flatMap((line) => line.words.filter(isWord));
  if (!words.some(isSure)) return { runs: [], confidence: 0 };
  const runs = lines.flatMap((line) => runOf(line, scale) ?? []);
  const sizes = runs.map(({ size }) => size).sort((a, b) => a - b);
  const usual = sizes[sizes.length >> 1] ?? 0;
  for (const run of runs)
    if (run.size < usual * OTHER_SIZE && run.size > usual / OTHER_SIZE) run.size = usual;
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  const sure = words.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);
  return { runs, confidence: sure / letters / 100 };
}

function isWord({ text, confidence }: { text: string; confidence: number }): boolean {
  return text.trim() !== '' && confidence >= LEAST_WORD_CONFIDENCE;
}

function isSure({ text, confidence }: { text: string; confidence: number }): boolean {
  return confidence >= SURE_WORD.confidence && SURE_WORD.letters.test(text);
}

function runOf({ words, baseline, rowAttributes }: RecognisedLine, scale: number): Run | null {
  const drawn = words.filter(isWord).map(({ text, bbox: { x0, y0, x1, y1 } }, i, all) => ({
    // Spaced from its number, a dollar sign is a paragraph sign in all three languages.
    text: text === '$' && /^\d/.test(all[i + 1]?.text ?? '') ? '§' : text,
    box: { x: x0 / scale, y: y0 / scale, width: (x1 - x0) / scale, height: (y1 - y0) / scale },
  }));
  const [first, last] = [drawn[0], drawn.at(-1)];
  if (!first || !last) return null;
  return {
    text: drawn.map(({ text }) => text).join(' '),
    x: first.box.x,
    y: (baseline.y0 + baseline.y1) / 2 / scale,
    width: last.box.x + last.box.width - first.box.x,
    size: rowAttributes.rowHeight / scale,
    ...{ bold: false, rightToLeft: false, words: drawn },
  };
}
