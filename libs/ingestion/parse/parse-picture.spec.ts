import sharp from 'sharp';
import { unpackWords } from '#platform';
import { ParseFailure } from './parse-failure.js';
import { parsePicture } from './parse-picture.js';
import { characterErrorRate, scan } from './scan.fixture.js';
import { DANISH_LETTER as DANISH, GERMAN_LETTER as GERMAN } from './scanned-texts.fixture.js';

/** Coarse scans take as long again: read on request, KILDE_SLOW_TESTS=1. */
const COARSE: [string, number, string[]][] = [
  ['Danish', 150, DANISH],
  ['German', 150, GERMAN],
];
const SCANS: [string, number, string[]][] = [
  ['Danish', 300, DANISH],
  ['German', 300, GERMAN],
  ...(process.env['KILDE_SLOW_TESTS'] ? COARSE : []),
];
const SLOW_MS = 600_000;

describe('a scan', () => {
  it.each(SCANS)(
    'in %s at %i dots an inch, turned and with noise, is read with under 2 %% of the characters wrong',
    async (_language, dpi, texts) => {
      const { text, layout, warnings } = await parsePicture(
        await scan(texts, { dpi, degrees: 0.6, noise: 40 }),
      );
      expect(characterErrorRate(text.replace(/\s+/g, ' '), texts.join(' '))).toBeLessThan(0.02);
      expect(warnings).toEqual([]);
      const [page] = layout!;
      expect(page!.confidence).toBeGreaterThan(0.8);
      // The paper is A4, a little larger for being turned.
      expect(page!.height).toBeGreaterThan(842);
      expect(page!.height).toBeLessThan(860);
      const first = unpackWords(page!)[0]!;
      expect(text.slice(first.start, first.end)).toBe(texts[0]!.split(' ')[0]);
    },
    SLOW_MS,
  );

  it.each(process.env['KILDE_SLOW_TESTS'] ? [90, 180] : [90])(
    'that lies turned by %i degrees is read, and its words stand where they are seen',
    async (degrees) => {
      const texts = DANISH.slice(0, 3);
      const { text, layout } = await parsePicture(await scan(texts, { dpi: 300, degrees, noise: 0 }));
      expect(text.replace(/\s+/g, ' ')).toBe(texts.join(' '));
      const [page] = layout!;
      const first = unpackWords(page!)[0]!;
      // On the upright page it begins 60 points from the left, its line ends 90 points from the top.
      const seen =
        degrees === 90 ? { x: page!.width - 90, y: 60 } : { x: page!.width - 60, y: page!.height - 90 };
      const corner = degrees === 90 ? { x: first.x, y: first.y } : { x: first.x + first.width, y: first.y };
      expect(Math.abs(corner.x - seen.x)).toBeLessThan(4);
      expect(Math.abs(corner.y - seen.y)).toBeLessThan(4);
    },
    SLOW_MS,
  );

  it('of an empty sheet has no text', async () => {
    const create = { width: 900, height: 1200, channels: 3, background: '#fff' } as const;
    const error = await parsePicture(await sharp({ create }).jpeg().toBuffer()).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ParseFailure);
    expect((error as ParseFailure).code).toBe('no-text');
  });

  it(
    'of a drawing without words has no text',
    async () => {
      const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"><rect width="600" height="600" fill="#fff"/>
        <path d="M200 300H400M300 200V400" stroke="#000" stroke-width="40"/><circle cx="480" cy="120" r="60"/></svg>`;
      const picture = await sharp(Buffer.from(drawing)).png().toBuffer();
      await expect(parsePicture(picture)).rejects.toMatchObject({ code: 'no-text' });
    },
    SLOW_MS,
  );
});
