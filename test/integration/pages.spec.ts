import sharp from 'sharp';
import { lines, pdf } from '../../libs/ingestion/parse/small-files.fixture.js';
import { House } from '../harness.js';

/** A phrase goes over the end of a line with a hyphen, another one over the end of the page. */
const PAGES = [
  [
    'Huslejenævnet har behandlet sagen om lejlighedens stand ved fraflytning.',
    'Lejeren skal ikke betale for istandsættelse, når der er tale om almindelig slid-',
    'ældelse af gulvene, og det samme gælder for vægge og lofter, som udlejeren har',
  ],
  [
    'undladt at vedligeholde i hele lejeperioden, uanset hvad parterne har aftalt.',
    'Afgørelsen kan indbringes for boligretten inden fire uger.',
  ],
];
const FILE = pdf(PAGES.map((texts) => lines(texts, { x: 60, y: 120 })));

let house: House;
let version: string;
beforeAll(async () => {
  house = await House.open();
  await house.corpus('rent');
  const { versionId } = await house.put('rent', 'ruling', Buffer.from(FILE), {}, 'ruling.pdf');
  version = versionId!;
});
afterAll(() => house.close());

const page = (number: number, query: Record<string, string> = {}) =>
  house.admin.call('readPage', { params: { id: version, page: String(number) }, query });

test.each(['"almindelig slidældelse af gulvene"', '"som udlejeren har undladt at vedligeholde"'])(
  'finds %s, which goes over a hyphen or a page break',
  async (query) => {
    const { hits } = await house.admin.call('search', { body: { query } });
    expect(hits.map(({ document }) => document.key)).toEqual(['ruling']);
  },
);

test('the words of a quote stand where the page shows them', async () => {
  const { text } = await house.admin.call('readVersion', { params: { id: version } });
  const start = text.indexOf('slidældelse af');
  const { words, width, height, confidence } = await page(1, {
    start: String(start),
    end: String(start + 'slidældelse af'.length),
  });
  expect([width, height, confidence]).toEqual([595, 842, null]);
  expect(words.map((word) => text.slice(word.start, word.end))).toEqual(['slid', 'ældelse', 'af']);
  const [slid, rest, af] = words;
  expect(slid!.x).toBeGreaterThan(350);
  expect(rest!.x).toBeCloseTo(60, 0);
  expect(rest!.y).toBeCloseTo(slid!.y + 13, 0);
  expect(af!.x).toBeGreaterThan(rest!.x + rest!.width);
});

test('every word of a page has a place, and its ink is there', async () => {
  const { words } = await page(2);
  expect(words).toHaveLength(PAGES[1]!.join(' ').split(' ').length);
  const image = await house.admin.call('readPageImage', {
    params: { id: version, page: '2' },
    query: { scale: '2' },
  });
  const { data, info } = await sharp(image).greyscale().raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([595 * 2, 842 * 2]);
  const isInk = (at: number) => data[at]! < 128;
  let covered = 0;
  for (const { x, y, width, height } of words) {
    const [left, top, right, bottom] = [x, y, x + width, y + height].map((value) => Math.round(value * 2));
    let own = 0;
    for (let row = top!; row < bottom!; row++)
      for (let column = left!; column < right!; column++) if (isInk(row * info.width + column)) own++;
    expect(own).toBeGreaterThan(0);
    covered += own;
  }
  let ink = 0;
  for (let at = 0; at < data.length; at++) if (isInk(at)) ink++;
  expect(covered / ink).toBeGreaterThan(0.98);
});

test('a version without pages has none, and a document has no more than its last', async () => {
  const { versionId } = await house.put('rent', 'note', 'En note om leje.');
  for (const params of [
    { id: versionId!, page: '1' },
    { id: version, page: '3' },
  ]) {
    for (const route of ['readPage', 'readPageImage'] as const)
      expect(await house.admin.refused(route, { params })).toMatchObject({
        code: 'unknown-page',
        status: 404,
      });
  }
  const params = { id: version, page: '1' };
  expect(await house.admin.refused('readPageImage', { params, query: { scale: '40' } })).toMatchObject({
    status: 400,
  });
});

test('new metadata for the same file leaves its pages as they are', async () => {
  const before = await page(1);
  await house.put('rent', 'ruling', Buffer.from(FILE), { title: 'En ny titel' }, 'ruling.pdf');
  expect(await page(1)).toEqual(before);
});
