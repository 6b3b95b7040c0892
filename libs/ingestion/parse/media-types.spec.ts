import { magicType, MSG } from './media-types.js';

test('an office file of a scattered directory is known wherever it stands in memory', () => {
  const file = Buffer.alloc(4096);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(6, 48);
  file.write('__properties_version1.0', 2048, 'utf16le');
  for (const at of [0, 1]) expect(magicType(Buffer.concat([Buffer.alloc(at), file]).subarray(at))).toBe(MSG);
});
