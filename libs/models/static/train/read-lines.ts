import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/** The lines of a text file, unpacked when its name ends in .gz. Throws when the file cannot be read. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const input = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => input.destroy(error));
  for await (const line of createInterface({ input, crlfDelay: Infinity })) if (line) yield line;
}

/** The records of a JSON-lines file; `Fields` is the caller's promise about what stands in it. */
export async function* readRecords<Fields>(path: string): AsyncGenerator<Fields> {
  for await (const line of readLines(path)) yield JSON.parse(line) as Fields;
}
