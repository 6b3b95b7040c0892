import { knownWords, loadStaticEmbedder } from './static-embedder.js';

const embed = async (...texts: string[]) => (await loadStaticEmbedder()).embed(texts, 'query');
const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, d) => sum + value * b[d]!, 0);

it('gives vectors of length one, always the same', async () => {
  const [first, second] = await embed('Hvor længe gemmer kommunen mine oplysninger?', 'Akten');
  expect(first).toHaveLength(256);
  for (const vector of [first!, second!]) expect(cosine(vector, vector)).toBeCloseTo(1, 5);
  expect(await embed('Akten')).toEqual([second]);
});

it('gives the zero vector for a text without words', async () => {
  const [empty, dots] = await embed('', ' ... ');
  expect(Math.max(...empty!, ...dots!)).toBe(0);
});

it.each([
  ['Lejeren skal betale husleje hver måned.', 'Der Mieter muss jeden Monat Miete zahlen.'],
  [
    'Ansøgningen om byggetilladelse sendes til kommunen.',
    'Der Antrag auf Baugenehmigung geht an die Gemeinde.',
  ],
  ['Medarbejderen har ret til ferie.', 'The employee is entitled to annual leave.'],
  ['Der Patient wird aus dem Krankenhaus entlassen.', 'The patient is discharged from hospital.'],
])('is nearer to a translation than to other sentences: %s', async (text, translation) => {
  const others = [
    'Die Sitzung wird vom Vorsitzenden eröffnet.',
    'The invoice is posted to the ledger.',
    'Fisk skal opbevares på køl under transporten.',
  ];
  const [own, same, ...unrelated] = await embed(text, translation, ...others);
  const best = Math.max(...unrelated.map((vector) => cosine(own!, vector)));
  expect(cosine(own!, same!)).toBeGreaterThan(best + 0.1);
});

it('gives unknown words vectors near to what they are made of', async () => {
  const words = await knownWords();
  expect(words.has('huslejenævnsafgørelsesarkivet')).toBe(false);
  const [made, part, other] = await embed('huslejenævnsafgørelsesarkivet', 'huslejenævnet', 'fiskekutter');
  expect(cosine(made!, part!)).toBeGreaterThan(cosine(made!, other!) + 0.2);
});

it('knows frequent words of all three languages with their frequencies', async () => {
  const words = await knownWords();
  expect(words.size).toBeGreaterThan(50_000);
  for (const word of ['kommunen', 'gemeinde', 'application']) expect(words.get(word)).toBeGreaterThan(1e-6);
  expect(words.get('og')).toBeGreaterThan(words.get('husleje')!);
});
