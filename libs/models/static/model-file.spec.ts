import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeModel, encodeModel, readModel, type StaticModel } from './model-file.js';

const model: StaticModel = {
  name: 'toy',
  dimensions: 4,
  words: new Map([
    ['og', 0],
    ['lejemål', 1],
  ]),
  probabilities: Float32Array.of(0.03, 1e-6),
  wordRows: Uint8Array.of(1, 2, 3, 4),
  wordScales: Float32Array.of(0.5, 0.25),
  bucketRows: new Uint8Array(32).fill(17),
  bucketScales: new Float32Array(16).fill(0.1),
  unknownWeight: 1.5,
};

it('reads back what was written, frequencies to within 5 %', () => {
  const read = decodeModel(encodeModel(model), 'toy.bin');
  const { probabilities, ...rest } = read;
  expect({ ...rest, wordRows: [...rest.wordRows], bucketRows: [...rest.bucketRows] }).toEqual({
    ...{ name: model.name, dimensions: 4, words: model.words, unknownWeight: 1.5 },
    ...{ wordRows: [...model.wordRows], wordScales: model.wordScales },
    ...{ bucketRows: [...model.bucketRows], bucketScales: model.bucketScales },
  });
  model.probabilities.forEach((p, index) => expect(probabilities[index]! / p).toBeCloseTo(1, 1));
});

describe('a file that cannot be used', () => {
  const file = encodeModel(model);

  it.each([
    ['of something else', Buffer.from('PK\x03\x04 something else'), /not a static embedding model/],
    ['cut in its header', file.subarray(0, 40), /cut short: its header/],
    ['cut in its rows', file.subarray(0, file.byteLength - 1), /cut short: \d+ of \d+ bytes/],
    ['with changed bytes', Buffer.concat([file.subarray(0, -1), Buffer.of(99)]), /damaged/],
    [
      'of another version',
      Buffer.from(file.toString('latin1').replace('"version":1', '"version":9'), 'latin1'),
      /format version 9; this program reads version 1/,
    ],
  ])('%s is refused with its path', (_, bytes, message) => {
    expect(() => decodeModel(bytes, '/models/a.bin')).toThrow(message);
    expect(() => decodeModel(bytes, '/models/a.bin')).toThrow('/models/a.bin');
  });

  it('is named when it is missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kilde-'));
    await expect(readModel(join(folder, 'none.bin'))).rejects.toThrow(
      /No static embedding model at .*none\.bin/,
    );
    await writeFile(join(folder, 'some.bin'), file);
    await expect(readModel(join(folder, 'some.bin'))).resolves.toMatchObject({ name: 'toy' });
    await rm(folder, { recursive: true });
  });
});
