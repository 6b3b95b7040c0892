import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePicture } from './parse-picture.js';
import { characterErrorRate, scan } from './scan.fixture.js';
import { DANISH_LETTER, GERMAN_LETTER } from './scanned-texts.fixture.js';

/** The other reader: Debian's tesseract with the languages' data, `tesseract-ocr tesseract-ocr-dan tesseract-ocr-deu`. */
const languages = () => {
  try {
    return execFileSync('tesseract', ['--list-langs'], { encoding: 'utf8' });
  } catch {
    return '';
  }
};
/** As many as tesseract.js uses. */
const ONE_PROCESSOR = { ...process.env, OMP_THREAD_LIMIT: '1' };
const measured = process.env['KILDE_SLOW_TESTS'] && /dan[^]*deu[^]*eng/.test(languages()) ? test : test.skip;

measured(
  'tesseract.js reads scans as well as the tesseract of Debian',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kilde-scans-'));
    const sums = { ours: 0, debian: 0 };
    for (const [name, lines] of [['Danish', DANISH_LETTER] as const, ['German', GERMAN_LETTER] as const])
      for (const dpi of [150, 200, 300]) {
        const picture = await scan(lines, { dpi, degrees: 0.6, noise: 40 });
        const path = join(folder, `${name}-${dpi}.png`);
        writeFileSync(path, picture);
        const wrong = (text: string) => characterErrorRate(text.replace(/\s+/g, ' ').trim(), lines.join(' '));
        const begun = performance.now();
        const ours = wrong((await parsePicture(picture)).text);
        const between = performance.now();
        const debian = wrong(
          execFileSync('tesseract', [path, '-', '-l', 'dan+deu+eng'], {
            encoding: 'utf8',
            env: ONE_PROCESSOR,
          }),
        );
        const took = [between - begun, performance.now() - between].map((ms) => (ms / 1000).toFixed(1));
        process.stdout.write(
          `${name}, ${dpi} dpi: wrong ${(100 * ours).toFixed(2)} % in ${took[0]} s, Debian's ${(100 * debian).toFixed(2)} % in ${took[1]} s\n`,
        );
        sums.ours += ours;
        sums.debian += debian;
      }
    rmSync(folder, { recursive: true });
    expect(sums.ours).toBeLessThanOrEqual(sums.debian + 0.01);
  },
  600_000,
);
