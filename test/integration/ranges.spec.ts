import fc from 'fast-check';
import { House } from '../harness.js';

let house: House;
beforeAll(async () => {
  house = await House.open();
  await house.corpus('ranges');
});
afterAll(() => house.close());

/** Words with what makes offsets go wrong: pairs of surrogates, combining marks, soft hyphens, odd spaces, markup. */
const word = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('leje', 'Skimmel', 'nævnet', '§ 19,', 'stk. 2.', 'Miete', 'rent.'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('😀', '𝒜', 'e\u0301', 'leje\u00ADmål', 'a\u00A0b', '\u200B', 'عربي'),
  },
  { weight: 1, arbitrary: fc.constantFrom('<b>', '&amp;', '**x**', '`code`', '|', '\\') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
);
const paragraph = fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => words.join(' '));
const block = fc.oneof(
  { weight: 3, arbitrary: paragraph },
  { weight: 1, arbitrary: paragraph.map((text) => `## ${text.slice(0, 40).replace(/\n/g, ' ')}`) },
  { weight: 1, arbitrary: paragraph.map((text) => `- ${text}`) },
);
const separator = fc.constantFrom('\n\n', '\r\n\r\n', '\n', '\n \n');
const content = fc
  .tuple(fc.array(block, { minLength: 1, maxLength: 25 }), separator)
  .map(([blocks, between]) => `Afgørelse om leje.${between}${blocks.join(between)}`);

test('every passage, match and quote is a range of the canonical text', async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(content, fc.constantFrom('md', 'txt', 'html'), async (text, ending) => {
      const key = `doc-${++runs}`;
      const { state, versionId } = await house.put('ranges', key, text, {}, `${key}.${ending}`);
      expect(state).toBe('indexed');
      const version = await house.admin.call('readVersion', { params: { id: versionId! } });
      expect(version.passages.length).toBeGreaterThan(0);
      for (const { id, start, end } of version.passages) {
        const passage = await house.admin.call('readPassage', { params: { id } });
        expect(passage.text).toBe(version.text.slice(start, end));
        expect(passage.text).not.toBe('');
      }
      const { hits } = await house.admin.call('search', { body: { query: 'leje skimmel nævnet miete 19' } });
      for (const hit of hits) await expectRanges(hit);
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

interface Hit {
  version: { id: string };
  passage: { id: string; text: string; start: number; end: number };
  matches: { start: number; end: number }[];
}

async function expectRanges({ version: { id }, passage, matches }: Hit): Promise<void> {
  const { text } = await house.admin.call('readVersion', { params: { id } });
  expect(text.slice(passage.start, passage.end)).toBe(passage.text);
  let last = passage.start;
  for (const { start, end } of matches) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(passage.end);
    expect(text.slice(start, end)).toMatch(/^[\p{L}\p{M}\p{N}_]+$/u);
    last = end;
  }
}
