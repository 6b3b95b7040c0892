import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { KildeError } from '#platform';

/**
 * The values of a file with one JSON value a line, unpacked when its name ends in .gz.
 * Throws KildeError `bad-test-set` that names the file and line.
 */
export async function* readJsonLines(file: string): AsyncGenerator<unknown> {
  if (!existsSync(file)) throw new KildeError('bad-test-set', 400, `There is no file ${file}.`);
  const bytes = createReadStream(file);
  const input = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number++;
    if (line.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw new KildeError('bad-test-set', 400, `Line ${number} of ${file} is not JSON.`);
    }
    yield value;
  }
}
