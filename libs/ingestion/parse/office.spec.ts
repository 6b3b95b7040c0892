import { parseOdp, parseOds, parseOdt } from './odf.js';
import { parsePptx } from './pptx.js';
import { DRAWING, odf, pptx, related, shape, xlsx, zip } from './small-files.fixture.js';
import { parseXlsx } from './xlsx.js';

describe('OpenDocument texts', () => {
  it('keep their headings, lists, tables and notes, and leave out comments and what was deleted', () => {
    const styles =
      '<style:style style:name="P1" style:parent-style-name="Title"/><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>';
    const item = (text: string) => `<text:list-item><text:p>${text}</text:p></text:list-item>`;
    const cell = (text: string) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`;
    const body =
      '<text:tracked-changes><text:deletion><text:p>slettet</text:p></text:deletion></text:tracked-changes>' +
      '<text:p text:style-name="P1">Instruks</text:p><text:h text:outline-level="1">Formål</text:h>' +
      '<text:p>Se<text:s/>noten<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Lov nr. 7</text:p></text:note-body></text:note>' +
      '<office:annotation><text:p>kommentar</text:p></office:annotation>.<text:line-break/>Ny linje</text:p>' +
      `<text:list text:style-name="L1">${item('et')}${item('to')}</text:list><text:list>${item('tre')}</text:list>` +
      `<table:table><table:table-row>${cell('Hund')}${cell('Pris')}</table:table-row><table:table-row>${cell('Første')}${cell('108')}</table:table-row></table:table>`;
    const { text, headings } = parseOdt(odf('text', body, styles));
    expect(text).toBe(
      'Instruks\n\nFormål\n\nSe noten[1].\nNy linje\n\n1. et\n2. to\n\n- tre\n\nHund | Pris\nFørste | 108\n\n1. Lov nr. 7',
    );
    expect(headings.map(({ level }) => level)).toEqual([1, 2]);
  });

  it('have the numbers of their headings and lists, which go on where the file says so', () => {
    const level = (name: string, at: number, format: string, more: string) =>
      `<text:${name} text:level="${at}" style:num-format="${format}" ${more}/>`;
    const styles =
      `<text:outline-style>${level('outline-level-style', 1, '1', 'style:num-prefix="§ "')}${level('outline-level-style', 2, '1', 'text:display-levels="2"')}</text:outline-style>` +
      `<text:list-style style:name="L1">${level('list-level-style-number', 1, 'a', 'style:num-suffix=")"')}${level('list-level-style-number', 2, 'i', 'style:num-suffix="."')}</text:list-style>` +
      '<style:style style:name="Bilag" style:list-style-name=""/>';
    const heading = (text: string, at: number, more = '') =>
      `<text:h text:outline-level="${at}" ${more}>${text}</text:h>`;
    const item = (text: string, more = '') =>
      `<text:list-item ${more}><text:p>${text}</text:p></text:list-item>`;
    const list = (items: string, more = '') => `<text:list text:style-name="L1" ${more}>${items}</text:list>`;
    const body =
      `<text:tracked-changes><text:deletion>${heading('slettet', 1)}</text:deletion></text:tracked-changes>` +
      heading('Formål', 1) +
      heading('Ansvar', 2) +
      heading('Forside', 1, 'text:is-list-header="true"') +
      heading('Bilag', 1, 'text:style-name="Bilag"') +
      heading('Klage', 1) +
      heading('Frist', 2) +
      list(item('et') + item('to'), 'xml:id="l"') +
      '<text:p>Imellem.</text:p>' +
      list(
        `<text:list-item><text:list>${item('under')}</text:list></text:list-item>${item('tre')}`,
        'text:continue-list="l"',
      ) +
      '<text:p>Og så.</text:p>' +
      list(item('fem', 'text:start-value="5"') + item('seks'));
    expect(parseOdt(odf('text', body, styles)).text).toBe(
      '§ 1 Formål\n\n1.1 Ansvar\n\nForside\n\nBilag\n\n§ 2 Klage\n\n2.1 Frist\n\na) et\nb) to\n\n' +
        'Imellem.\n\n  i. under\nc) tre\n\nOg så.\n\ne) fem\nf) seks',
    );
  });

  it('that are protected say so', () => {
    const file = zip({ 'META-INF/manifest.xml': '<manifest:encryption-data/>', 'content.xml': '\0' });
    expect(() => parseOdt(file)).toThrow(/password/);
  });
});

describe('presentations', () => {
  const table =
    '<a:tbl><a:tr><a:tc><a:p><a:r><a:t>Sag</a:t></a:r></a:p></a:tc><a:tc><a:p><a:r><a:t>Dage</a:t></a:r></a:p></a:tc></a:tr></a:tbl>';

  it('have slides as pages, titles as headings, and the notes of the speaker', () => {
    const first = shape('Frister\ni år', 'title') + shape('Svar inden\nfjorten dage') + shape('3', 'sldNum');
    const { text, headings, pages } = parsePptx(pptx([first, table], { 1: 'Husk loven' }));
    expect(text).toBe('Frister i år\n\nSvar inden\nfjorten dage\n\nHusk loven\n\nSag | Dage');
    expect(headings.map(({ start, end }) => text.slice(start, end))).toEqual(['Frister i år']);
    expect(pages.map(({ start, end }) => text.slice(start, end).trim())).toEqual([
      'Frister i år\n\nSvar inden\nfjorten dage\n\nHusk loven',
      'Sag | Dage',
    ]);
  });

  it('tell once what stands on every slide, and not what the layout only proposes', () => {
    const master = shape('Klik for at redigere', 'title') + shape('Kolding Kommune');
    const slide = (text: string) => shape(text) + shape('Til internt brug', 'ftr');
    const { text } = parsePptx(pptx([slide('Et'), slide('To')], {}, master));
    expect(text).toBe('Et\n\nKolding Kommune\n\nTil internt brug\n\nTo');
  });

  it('of OpenDocument likewise', () => {
    const frame = (text: string, more = '') =>
      `<draw:frame ${more}><draw:text-box><text:p>${text}</text:p></draw:text-box></draw:frame>`;
    const page = frame('Frister', 'presentation:class="title"') + frame('Fjorten dage');
    const file = odf(
      'presentation',
      `<draw:page>${page}<presentation:notes>${frame('Husk')}</presentation:notes></draw:page><draw:page>${frame('To')}</draw:page>`,
    );
    const { text, pages } = parseOdp(file);
    expect(text).toBe('Frister\n\nFjorten dage\n\nHusk\n\nTo');
    expect(pages.map(({ page }) => page)).toEqual([1, 2]);
  });
});

describe('spreadsheets', () => {
  it('become rows under the name of their sheet, with days as days and hidden sheets left out', () => {
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Frist</t></is></c></row>' +
      '<row r="2"><c r="A2"><v>0.30000000000000004</v></c><c r="C2" s="1"><v>45603</v></c></row>' +
      '<row r="5"><c r="A5" t="b"><v>1</v></c><c r="B5" s="2"><v>0.25</v></c></row>';
    const { text, headings, warnings } = parseXlsx(
      xlsx({ Satser: rows, _gemt: '<row><c><v>1</v></c></row>' }, ['Beløb'], [0, 14, 9]),
    );
    expect(text).toBe('Satser\n\nBeløb | Frist\n0.3 | 2024-11-07\n\nTRUE | 25%');
    expect(headings).toHaveLength(1);
    expect(warnings).toEqual(['content-left-out']);
  });

  it('have their text boxes and the texts of their diagrams after the rows', () => {
    const line = (text: string) => `<x xmlns:a="${DRAWING}"><a:p><a:r><a:t>${text}</a:t></a:r></a:p></x>`;
    const file = xlsx({ Forløb: '<row><c><v>1</v></c></row>' }, [], [], {
      'xl/worksheets/_rels/sheet1.xml.rels': related([['drawing', 'drawing.xml']]),
      'xl/worksheets/drawing.xml': line('Se også'),
      'xl/worksheets/_rels/drawing.xml.rels': related([['diagramData', 'data.xml']]),
      'xl/worksheets/data.xml': line('Sagen modtages'),
    });
    expect(parseXlsx(file).text).toBe('Forløb\n\n1\n\nSe også\n\nSagen modtages');
  });

  it('of OpenDocument are read as they are shown, repeated cells too', () => {
    const cell = (text: string, more = '') =>
      `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`;
    const empty = '<table:table-cell table:number-columns-repeated="16000"/>';
    const file = odf(
      'spreadsheet',
      `<table:table table:name="Takster"><table:table-row>${cell('a')}${cell('b', 'table:number-columns-repeated="2"')}${empty}</table:table-row>` +
        `<table:table-row table:number-rows-repeated="1048000">${empty}</table:table-row></table:table>`,
    );
    expect(parseOds(file).text).toBe('Takster\n\na | b | b');
  });
});
