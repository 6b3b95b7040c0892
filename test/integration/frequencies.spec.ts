import fc from 'fast-check';
import { House } from '../harness.js';
import { keptFrequencies, looseEnds, NO_LOOSE_ENDS, recountedFrequencies, rowCounts } from '../stored.js';

let house: House;
beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.close());

const TEXTS = [
  'Lejen kan forhøjes én gang om året.\n\nVarslet er tre måneder.',
  '# Skimmel\n\nSkimmel i badet giver ret til nedslag.\n\n# Varme\n\nVarmeregnskabet skal sendes til tiden.',
  'Die Miete darf einmal im Jahr erhöht werden. Die Betriebskostenabrechnung ist vorzulegen.',
  'The rent may be raised once a year. The tenant must be told three months before.',
];

type Step =
  | { put: string; text: number; validFrom?: string | undefined; kind?: string | undefined }
  | { delete: string };

const key = fc.constantFrom('a', 'b', 'c');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      put: key,
      text: fc.nat(TEXTS.length - 1),
      validFrom: fc.constantFrom(undefined, undefined, '2020-01-01', '2021-06-01', '2999-01-01'),
      kind: fc.constantFrom(undefined, 'ruling'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ delete: key }) },
);

test('frequencies are those counted from scratch, whatever came in, changed and went', async () => {
  await house.corpus('changing');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 10 }), async (steps) => {
      for (const chosen of steps) await take(chosen);
      expect(await keptFrequencies(house)).toEqual(await recountedFrequencies(house));
      expect(await looseEnds(house)).toEqual(NO_LOOSE_ENDS);
    }),
    { numRuns: 5, endOnFailure: true },
  );
}, 120_000);

async function take(chosen: Step): Promise<void> {
  if ('put' in chosen) {
    const { put, text, ...metadata } = chosen;
    const { state } = await house.put('changing', put, TEXTS[text]!, metadata, `${put}.md`);
    expect(['indexed', 'skipped']).toContain(state);
    return;
  }
  const { items } = await house.admin.call('listDocuments', { query: { corpus: 'changing' } });
  const document = items.find((item) => item.key === chosen.delete);
  if (document) await house.admin.call('deleteDocument', { params: { id: document.id } });
}

test('nothing is left when every document has gone', async () => {
  const { items } = await house.admin.call('listDocuments');
  for (const { id } of items) await house.admin.call('deleteDocument', { params: { id } });
  expect(await keptFrequencies(house)).toEqual({ terms: {}, totals: {} });
  const { units, passages, originals, original_parts, ingestions, versions } = await rowCounts(house);
  expect({ units, passages, originals, original_parts, ingestions, versions }).toEqual({
    units: 0,
    passages: 0,
    originals: 0,
    original_parts: 0,
    ingestions: 0,
    versions: 0,
  });
});
