import { parsePdf } from './pdf.js';
import { lines, pdf, type Mark } from './small-files.fixture.js';

const WORDS =
  'nævnet har ved besigtigelsen konstateret at lejlighedens stand ikke svarer til det aftalte og at udlejeren derfor skal afholde udgiften til maling af vægge og lofter samt til reparation af gulvet';

/** Lines of running text, about as wide as a column, that begin with a mark of their own. */
function column(mark: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const from = (i * 17) % 120;
    return `${mark}${i} ${WORDS.slice(WORDS.indexOf(' ', from) + 1)}`.slice(0, 42).trim();
  });
}

const LEFT = { x: 60, y: 150 };
const RIGHT = { x: 310, y: 150 };
const ACROSS =
  'Denne sætning går hen over begge spalter og hører derfor hverken til den ene eller til den anden af dem';

/** What is drawn, in whatever order a program draws it, and the marks in the order in which a person reads. */
const PAGES: [layout: string, pages: Mark[][], read: string][] = [
  [
    'two columns of the same length',
    [[...lines(column('v', 9), LEFT), ...lines(column('h', 9), RIGHT)]],
    'v9 h9',
  ],
  [
    'a right column drawn first',
    [[...lines(column('h', 8), RIGHT), ...lines(column('v', 8), LEFT)]],
    'v8 h8',
  ],
  ['a short right column', [[...lines(column('v', 14), LEFT), ...lines(column('h', 7), RIGHT)]], 'v14 h7'],
  [
    'lines across the page above and below',
    [
      [
        { text: `a0 ${ACROSS}`, x: 60, y: 110 },
        ...lines(column('v', 8), LEFT),
        ...lines(column('h', 8), RIGHT),
        { text: `b0 ${ACROSS}`, x: 60, y: 290 },
      ],
    ],
    'a1 v8 h8 b1',
  ],
  [
    'a line across the page between two pairs of columns',
    [
      [
        ...lines(column('v', 8), LEFT),
        ...lines(column('h', 8), RIGHT),
        { text: `a0 ${ACROSS}`, x: 60, y: 280 },
        ...lines(column('w', 8), { x: 60, y: 310 }),
        ...lines(column('j', 8), { x: 310, y: 310 }),
      ],
    ],
    'v8 h8 a1 w8 j8',
  ],
  [
    'columns that go on over the page, below a running head',
    [
      [
        { text: 'Huslejenævnet', x: 250, y: 40 },
        ...lines(column('v', 8), LEFT),
        ...lines(column('h', 8), RIGHT),
        { text: '1', x: 297, y: 810 },
      ],
      [
        { text: 'Huslejenævnet', x: 250, y: 40 },
        ...lines(column('w', 8), LEFT),
        ...lines(column('j', 8), RIGHT),
        { text: '2', x: 297, y: 810 },
      ],
    ],
    'v8 h8 w8 j8',
  ],
];

test.each(PAGES)('reads %s in order, word by word', async (_layout, pages, read) => {
  const { text } = await parsePdf(pdf(pages));
  const drawn = new Map(
    pages
      .flat()
      .map(({ text }) => [text.split(' ', 1)[0]!, text])
      .map(([mark, text]) => [mark!, text!]),
  );
  const expected = read.split(' ').flatMap((part) => {
    const [, mark, count] = /^([a-z])(\d+)$/.exec(part)!;
    return Array.from({ length: Number(count) }, (_, i) => drawn.get(`${mark}${i}`)!);
  });
  expect(text.split(/\s+/)).toEqual(expected.join(' ').split(' '));
});
