import { unpackWords } from '#platform';
import { parsePdf, pdfTextAsDrawn } from './pdf.js';
import type { PageRange } from './read-pages.js';
import { lines, pdf, type Mark } from './small-files.fixture.js';

const PROSE = [
  'Lejeren kan kræve et forholdsmæssigt afslag i lejen, så længe en mangel',
  'forringer det lejedes værdi for lejeren. Afslaget forudsætter ikke, at ud-',
  'lejeren har begået fejl, og det gælder både rent- og varmeudgifter, hus-',
  'og grundejere samt andre, der lejer et helt hus ud eller en del af det.',
];

async function parsed(pages: Mark[][]) {
  const document = await parsePdf(pdf(pages));
  const titles = document.headings.map(
    ({ level, start, end }) => `${level} ${document.text.slice(start, end)}`,
  );
  return { ...document, titles };
}

describe('PDF', () => {
  it('joins lines to paragraphs and undoes hyphens, but not "hus- og"', async () => {
    const { text } = await parsed([
      [...lines(PROSE, { x: 60, y: 100 }), ...lines(PROSE.slice(0, 1), { x: 60, y: 180 })],
    ]);
    expect(text.split('\n\n')).toHaveLength(2);
    expect(text).toContain('at udlejeren har begået fejl');
    expect(text).toContain('rent- og varmeudgifter, hus- og grundejere');
  });

  it('knows headings by size and by bold type, and no paragraph in bold', async () => {
    const { titles } = await parsed([
      [
        { text: 'Afgørelse i sag 7', x: 60, y: 90, size: 18 },
        { text: '1. Sagens oplysninger', x: 60, y: 130, size: 13 },
        ...lines(PROSE, { x: 60, y: 150 }),
        { text: 'Begrundelse', x: 60, y: 220, bold: true },
        ...lines(PROSE, { x: 60, y: 233 }),
        { text: 'Husk fristen.', x: 60, y: 300, bold: true },
        ...lines(PROSE, { x: 60, y: 330 }),
      ],
    ]);
    expect(titles).toEqual(['1 Afgørelse i sag 7', '2 1. Sagens oplysninger', '3 Begrundelse']);
  });

  it('reads two columns one after the other, between lines across the page', async () => {
    const column = (word: string, x: number) =>
      lines(
        Array.from({ length: 9 }, (_, i) => `${word} linje ${i} fortsætter hen over hele spalten`),
        { x, y: 150 },
      );
    const across =
      'En indledning hen over hele siden, som ingen af de to spalter kan rumme på egen hånd, og lidt til.';
    const { text } = await parsed([
      [{ text: across, x: 60, y: 110 }, ...column('venstre', 60), ...column('højre', 310)],
    ]);
    expect(text.startsWith(across)).toBe(true);
    expect(text.indexOf('venstre linje 8')).toBeLessThan(text.indexOf('højre linje 0'));
  });

  it('keeps the rows of a table together', async () => {
    const row = (cells: string[], y: number) => cells.map((text, i) => ({ text, x: 60 + i * 150, y }));
    const rows = [
      ['Hund', 'Sats'],
      ['Første hund', '108 euro'],
      ['Anden hund', '144 euro'],
    ];
    const { text } = await parsed([rows.flatMap((cells, i) => row(cells, 200 + i * 16))]);
    expect(text).toBe('Hund | Sats\nFørste hund | 108 euro\nAnden hund | 144 euro');
  });

  it('leaves out running heads and page numbers, and carries a sentence over the page', async () => {
    const page = (number: number, body: Mark[]): Mark[] => [
      { text: 'Huslejenævnet - sag 7', x: 60, y: 40 },
      ...body,
      { text: `Side ${number} af 3`, x: 280, y: 810 },
    ];
    const { text, pages, warnings } = await parsed([
      page(1, lines(PROSE.slice(0, 3), { x: 60, y: 700 })),
      page(2, lines(PROSE.slice(3), { x: 60, y: 100 })),
      page(3, []),
    ]);
    expect(text).not.toMatch(/Huslejenævnet|Side/);
    expect(text).toContain('hus- og grundejere');
    expect(pages.map(({ page, start, end }) => [page, text.slice(start, end).slice(0, 8)])).toEqual([
      [1, 'Lejeren '],
      [2, 'og grund'],
    ]);
    expect(warnings).toEqual(['pages-without-text']);
  });

  it('begins items and sections on a line of their own, but not by chance', async () => {
    const { text } = await parsed([
      lines(
        [
          '§ 1. Loven gælder for leje af hus og husrum, og den kan ikke fraviges ved aftale.',
          'Stk. 2. Reglerne gælder også for fremleje af lejligheder, og de følger af lovens',
          '§ 2 og af de bestemmelser, som kommunalbestyrelsen fastsætter efter denne lov:',
          'a) om depositum,',
          'b) om varsling.',
        ],
        { x: 60, y: 100 },
      ),
    ]);
    expect(text.split('\n\n').map((block) => block.slice(0, 6))).toEqual([
      '§ 1. L',
      'Stk. 2',
      'a) om ',
      'b) om ',
    ]);
  });

  it('knows where each word stands, also on a turned page', async () => {
    const marks = [{ text: 'Lejen er 4.250 kr.', x: 60, y: 100 }];
    for (const [turn, first] of [
      ['', { x: 60, y: 100 }],
      ['/Rotate 90', { x: 842 - 100, y: 60 }],
      ['/Rotate 180', { x: 595 - 60, y: 842 - 100 }],
    ] as const) {
      const { text, layout } = await parsePdf(pdf([marks], '', turn));
      const words = unpackWords(layout![0]!);
      expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(['Lejen', 'er', '4.250', 'kr.']);
      const [box] = words;
      // The point where the word begins on its baseline lies in its box or at its edge.
      expect(first.x).toBeGreaterThan(box!.x - 2);
      expect(first.x).toBeLessThan(box!.x + box!.width + 2);
      expect(first.y).toBeGreaterThan(box!.y - 2);
      expect(first.y).toBeLessThan(box!.y + box!.height + 2);
    }
  });

  it.each([
    ['drawn', '/Tx BMC BT /R 10 Tf 2 5 Td (Karen Holm) Tj ET EMC'],
    ['not drawn', '/Tx BMC EMC'],
  ])('reads once what is written in a form field and %s', async (_, drawn) => {
    const field =
      '/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (navn) /V (Karen Holm) /F 4 /Rect [60 600 260 620] /AP << /N 3 0 R >> >> ' +
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (cpr) /V (Skjult) /F 2 /Rect [60 500 260 520] >> ' +
      '<< /Type /Annot /Subtype /Widget /FT /Btn /T (enlig) /V /Yes /F 4 /Rect [60 400 260 420] >>]';
    const file = Buffer.from(pdf([[{ text: 'Navn:', x: 60, y: 200 }]], '', field)).toString('latin1');
    const appearance = `<< /Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /R 4 0 R >> >> /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`;
    // The appearance takes the place of the plain font, object 3.
    const whole = file
      .replace(/3 0 obj\n.*\nendobj/, () => `3 0 obj\n${appearance}\nendobj`)
      .replace('/R 3 0 R', '/R 4 0 R');
    expect((await parsePdf(Buffer.from(whole, 'latin1'))).text.split(/\s+/)).toEqual([
      'Navn:',
      'Karen',
      'Holm',
    ]);
  });

  it('reads a text that the file says nothing about how to draw, and not what stands beside the page', async () => {
    const note =
      '/Annots [<< /Type /Annot /Subtype /FreeText /Contents (Modtaget den 3. maj) /Rect [60 600 260 620] >>]';
    const marks = [
      { text: 'Lejen er 4.250 kr.', x: 60, y: 100 },
      { text: 'Trykkeriets passer', x: 700, y: 100 },
    ];
    const { text, layout } = await parsePdf(pdf([marks], '', note));
    expect(text).toBe('Lejen er 4.250 kr.\n\nModtaget den 3. maj');
    const word = unpackWords(layout![0]!).find(({ start, end }) => text.slice(start, end) === 'Modtaget')!;
    expect([word.x, word.y]).toEqual([expect.closeTo(60, 0), expect.closeTo(842 - 620 + 2, 0)]);
  });

  it('is damaged when it says that its page is as wide as a town', async () => {
    const file = Buffer.from(pdf([lines(PROSE, { x: 60, y: 100 })])).toString('latin1');
    const vast = Buffer.from(file.replace('595 842', '595 2147483647'), 'latin1');
    await expect(parsePdf(vast)).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('tells each page before it reads it', async () => {
    const told: unknown[] = [];
    await parsePdf(pdf([lines(PROSE, { x: 60, y: 100 }), []]), (...news) => told.push(news));
    expect(told).toEqual([
      [1, 2, false],
      [2, 2, false],
      [2, 2, true],
    ]);
  });

  it('gives the text as drawn, for comparing', async () => {
    const page = (number: number) => [
      { text: 'Huslejenævnet', x: 60, y: 40 },
      ...lines(PROSE, { x: 60, y: 100 }),
      { text: `Side ${number} af 2`, x: 280, y: 810 },
    ];
    const text = await pdfTextAsDrawn(pdf([page(1), page(2)]));
    expect(text.match(/Huslejenævnet|Side \d af 2/g)).toHaveLength(4);
    expect(text).toContain('at udlejeren har begået fejl');
  });

  it('goes on after the pages that an attempt has read before it was cut off', async () => {
    const file = (word: string) =>
      pdf(Array.from({ length: 120 }, (_, i) => lines([`${word} ${i + 1}`], { x: 60, y: 300 })));
    const kept: PageRange[] = [];
    await parsePdf(file('Sag'), undefined, { kept: [], keep: (range) => kept.push(range) });
    expect(kept.map(({ first, last }) => [first, last])).toEqual([
      [1, 50],
      [51, 100],
    ]);
    const told: number[] = [];
    // Another file, which shows what is read now.
    const { text, pages, layout } = await parsePdf(file('Akt'), (page) => told.push(page), {
      ...{ kept: kept.slice(0, 1), keep: () => {} },
    });
    expect([told[0], told.length, pages.length]).toEqual([51, 70, 120]);
    for (const [page, written] of [
      [1, 'Sag 1'],
      [50, 'Sag 50'],
      [51, 'Akt 51'],
      [120, 'Akt 120'],
    ] as const) {
      const { start, end } = pages[page - 1]!;
      expect(text.slice(start, end).trim()).toBe(written);
      expect(unpackWords(layout![page - 1]!).map((word) => text.slice(word.start, word.end))).toEqual(
        written.split(' '),
      );
    }
  });

  it('reads a document of 600 pages page by page, and each of its words is on its page', async () => {
    const texts = Array.from({ length: 600 }, (_, i) => `Sag ${i + 1}: ${PROSE[i % PROSE.length]!}`);
    const told: number[] = [];
    const { text, pages, layout } = await parsePdf(
      pdf(texts.map((line) => lines([line], { x: 60, y: 300 }))),
      (page) => told.push(page),
    );
    expect(told).toEqual(Array.from({ length: 600 }, (_, i) => i + 1));
    expect(pages).toHaveLength(600);
    for (const { page, start, end } of [pages[0]!, pages[299]!, pages[599]!]) {
      expect(text.slice(start, end).trim()).toBe(texts[page - 1]);
      const words = unpackWords(layout![page - 1]!).map((word) => text.slice(word.start, word.end));
      expect(words.join(' ')).toBe(texts[page - 1]);
    }
  });
});
