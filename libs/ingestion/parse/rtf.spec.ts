import { parseRtf } from './rtf.js';

const parsed = (body: string) => {
  const document = parseRtf(
    Buffer.from(
      `{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial Cyr;}{\\f2\\fcharset2 Symbol;}}` +
        `{\\stylesheet{\\s1 heading 1;}{\\s2 Title;}}{\\info{\\title Instruks}{\\author N\\'e6vnet}{\\creatim\\yr2024\\mo11\\dy7}}${body}}`,
      'latin1',
    ),
  );
  const titles = document.headings.map(
    ({ level, start, end }) => `${level} ${document.text.slice(start, end)}`,
  );
  return { ...document, titles };
};

describe('Rich Text', () => {
  it('is read in the encoding of each font, and as Unicode', () => {
    expect(
      parsed("N\\'e6vn {\\f1\\'c4\\'e0} \\u8364?5 \\u-10179 ?\\u-8704 ?{\\uc2\\u945 ab}\\emdash x\\~y").text,
    ).toBe('Nævn Да €5 😀α—x y');
  });

  it('keeps headings, lists, tables and footnotes', () => {
    const { text, titles, metadata } = parsed(
      '\\pard\\s2 Instruks\\par\\pard\\s1 Form\\u229?l\\par\\pard\\outlinelevel1 Ansvar\\par\\pard Se noten{\\super\\chftn}{\\footnote\\pard Lov nr. 7\\par} her.\\par' +
        "\\pard{\\listtext\\f2\\'b7\\tab}et\\par{\\listtext 2.\\tab}to\\par\\pard Efter\\par" +
        '\\trowd\\pard\\intbl Hund\\cell Pris\\cell\\row\\trowd\\pard\\intbl F\\u248?rste\\par hund\\cell 108\\cell\\row\\pard Slut\\par',
    );
    expect(text).toBe(
      'Instruks\n\nFormål\n\nAnsvar\n\nSe noten[1] her.\n\n- et\n2. to\n\nEfter\n\nHund | Pris\nFørste hund | 108\n\nSlut\n\n1. Lov nr. 7',
    );
    expect(titles).toEqual(['1 Instruks', '2 Formål', '3 Ansvar']);
    expect(metadata).toEqual({ title: 'Instruks', author: 'Nævnet', created: '2024-11-07T00:00:00.000Z' });
  });

  it('leaves out what is deleted, hidden, or no part of the text', () => {
    const { text } = parsed(
      '{\\header Sidehoved\\par}En {\\deleted slettet }{\\revised ny }{\\v skjult}{\\*\\ukendt x}regel{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt  her}}.' +
        '{\\pict\\bin5 {\\}}}{\\pict 0102}',
    );
    expect(text).toBe('En ny regel her.');
  });

  it('survives files that are cut off, open groups without end, or go on behind their end', () => {
    expect(parsed('Tekst {\\b uden').text).toBe('Tekst uden');
    expect(() => parsed('{'.repeat(20_000))).toThrow(/damaged/);
    expect(parsed('Tekst}\nrest af en anden fil').text).toBe('Tekst');
  });
});
