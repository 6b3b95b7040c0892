import { parseDocx } from './docx.js';
import { docx, paragraph, related } from './small-files.fixture.js';

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A level: how it counts, what it shows, and what else it has. */
const level = (at: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const definition = (id: number, levels: string) =>
  `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
const list = (id: number, of: number, overrides = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${overrides}</w:num>`;
/** A paragraph of a list; `properties` are more of its own. */
const item = (text: string, of: number, at = 0, properties = '') =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${of}"/></w:numPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;

const read = async (body: string, numbering: string, styles?: string) => {
  const parts: Record<string, string> = {
    'word/numbering.xml': `<w:numbering ${WORD}>${numbering}</w:numbering>`,
    'word/_rels/document.xml.rels': related([
      ['styles', 'styles.xml'],
      ['numbering', 'numbering.xml'],
    ]),
  };
  if (styles) parts['word/styles.xml'] = `<w:styles ${WORD}>${styles}</w:styles>`;
  return parseDocx(docx(body, parts));
};

describe('numbers that Word counts', () => {
  it('stand before headings and paragraphs whose style has them, on several levels', async () => {
    const numbering =
      definition(
        0,
        level(0, 'decimal', '§ %1', '<w:pStyle w:val="H1"/>') +
          level(1, 'decimal', '%1.%2', '<w:pStyle w:val="H2"/>') +
          level(2, 'lowerLetter', '%3)'),
      ) + list(1, 0);
    const style = (id: string, name: string, more: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;
    const numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>';
    const styles =
      style('H1', 'heading 1', numbered) +
      style('H2', 'heading 2', numbered) +
      style('Own', 'Paragraf', '<w:basedOn w:val="H2"/>') +
      style('Text', 'Text', '');
    const none = '<w:p><w:pPr><w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>';
    const body = [
      paragraph('Formål', 'H1'),
      paragraph('Ansvar', 'H2'),
      paragraph('Brødtekst', 'Text'),
      paragraph('Om frister', 'Own'),
      item('lejer', 1, 2) + item('udlejer', 1, 2),
      `${none}<w:r><w:t>Bilag</w:t></w:r></w:p>`,
      paragraph('Klage', 'H1'),
      paragraph('Frist', 'H2'),
    ];
    const { text, headings } = await read(body.join(''), numbering, styles);
    expect(text).toBe(
      '§ 1 Formål\n\n1.1 Ansvar\n\nBrødtekst\n\n1.2 Om frister\n\n    a) lejer\n    b) udlejer\n\nBilag\n\n§ 2 Klage\n\n2.1 Frist',
    );
    expect(headings.map(({ start, end }) => text.slice(start, end))).toEqual([
      '§ 1 Formål',
      '1.1 Ansvar',
      'Bilag',
      '§ 2 Klage',
      '2.1 Frist',
    ]);
  });

  it('go on after other text, begin anew where a list says so, and count what was passed over', async () => {
    const numbering =
      definition(0, level(0, 'decimal', '%1.') + level(1, 'lowerRoman', '%1.%2', '<w:isLgl/>')) +
      definition(1, level(0, 'bullet', '·')) +
      list(1, 0) +
      list(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>') +
      list(3, 1);
    const body = [
      item('et', 1),
      paragraph('Imellem.'),
      item('punkt', 3),
      item('to', 1),
      item('syv', 2),
      item('under', 2, 1),
      paragraph('Og så.'),
      item('otte', 1),
    ];
    const { text } = await read(body.join(''), numbering);
    expect(text).toBe('1. et\n\nImellem.\n\n- punkt\n\n2. to\n7. syv\n  7.1 under\n\nOg så.\n\n8. otte');
  });

  it('are not counted for paragraphs that a tracked change deletes, and not twice for a drawing', async () => {
    const numbering = definition(0, level(0, 'upperLetter', '%1.')) + list(1, 0);
    const choice = `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>${item('x', 1)}</mc:Choice><mc:Fallback>${item('i en boks', 1)}</mc:Fallback></mc:AlternateContent>`;
    const body = [
      item('først', 1),
      item('slettet', 1, 0, '<w:rPr><w:del/></w:rPr>').replace(/<w:r>.*<\/w:r>/, ''),
      `<w:p><w:pPr/><w:r>${choice}</w:r></w:p>`,
      item(
        'sidst',
        1,
        0,
        '<w:pPrChange><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:pPrChange>',
      ),
    ];
    const { text } = await read(body.join(''), numbering);
    expect(text.split(/\n+/)).toEqual(['A. først', 'B. i en boks', 'C. sidst']);
  });

  it('are written as their list says', async () => {
    const shown = { decimalZero: '01', lowerLetter: 'a', upperRoman: 'I', ordinal: '1.' };
    const formats = Object.keys(shown);
    const numbering = formats.map((format, id) => definition(id, level(0, format, '%1')) + list(id + 1, id));
    const { text } = await read(
      formats.map((format, id) => item(format, id + 1)).join(''),
      numbering.join(''),
    );
    expect(text.split(/\n+/)).toEqual(Object.entries(shown).map(([format, number]) => `${number} ${format}`));
  });

  it('are kept in the cells of tables, and where a paragraph is nothing but its number', async () => {
    const numbering = definition(0, level(0, 'decimal', '%1.')) + list(1, 0);
    const cell = (content: string) => `<w:tc>${content}</w:tc>`;
    const row = (text: string) => `<w:tr>${cell(item('', 1))}${cell(paragraph(text))}</w:tr>`;
    const { text } = await read(`<w:tbl>${row('Vand')}${row('Varme')}</w:tbl>`, numbering);
    expect(text).toBe('1. | Vand\n2. | Varme');
  });

  it('end where a crafted file goes in circles or counts beyond all letters', async () => {
    const numbering =
      '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="S"/></w:abstractNum>' +
      definition(1, level(0, 'upperRoman', '%1.').replace('w:val="1"', 'w:val="999999999"')) +
      list(1, 0) +
      list(2, 1);
    const styles =
      '<w:style w:type="numbering" w:styleId="S"><w:basedOn w:val="S"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    const { text } = await read(item('i ring', 1) + item('stor', 2), numbering, styles);
    expect(text.split(/\n+/)).toEqual([expect.stringContaining('i ring'), '999999999. stor']);
  });
});
