import { parseDocx } from './docx.js';
import { docx, DRAWING, paragraph, related } from './small-files.fixture.js';

const BOLD = '<w:rPr><w:b/></w:rPr>';
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;

describe('Word documents', () => {
  it('keep their headings, tables and footnotes', async () => {
    const note = '<w:p><w:r><w:t>Se noten</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>';
    const table = `<w:tbl><w:tr>${cell('Hund')}${cell('Pris')}</w:tr><w:tr>${cell('Første')}${cell('108')}</w:tr></w:tbl>`;
    const body = [
      paragraph('Instruks', 'Title'),
      paragraph('Formål', 'heading1'),
      paragraph('Ansvar', 'heading2'),
      note,
      table,
    ];
    const { text, headings } = await parseDocx(
      docx(body.join(''), {
        'word/footnotes.xml': `<w:footnotes ${WORD}><w:footnote w:id="2">${paragraph('Lov nr. 7')}</w:footnote></w:footnotes>`,
      }),
    );
    expect(text).toBe(
      'Instruks\n\nFormål\n\nAnsvar\n\nSe noten[1]\n\nHund | Pris\nFørste | 108\n\n1. Lov nr. 7',
    );
    expect(headings.map(({ level }) => level)).toEqual([1, 2, 3]);
  });

  it('have their short bold paragraphs as headings where no style says so', async () => {
    const body = [
      paragraph('Formål', undefined, BOLD),
      paragraph('Tekst.'),
      paragraph('Dette er vigtigt.', undefined, BOLD),
      paragraph('Mere tekst.'),
      paragraph('Slut', undefined, BOLD),
    ];
    const { text, headings } = await parseDocx(docx(body.join('')));
    expect(headings.map(({ start, end }) => text.slice(start, end))).toEqual(['Formål']);
  });

  it('read web pages inserted in them, the texts of diagrams, and words under their pronunciation', async () => {
    const page = '<h1>Gebyrer</h1><p>Et pas koster &lt; 900 kr.</p>';
    const diagram = `<d:dataModel xmlns:d="d" xmlns:a="${DRAWING}"><a:p><a:r><a:t>Sagen modtages</a:t></a:r></a:p></d:dataModel>`;
    const drawn = '<w:r><w:drawing><dgm:relIds xmlns:dgm="d" r:dm="r2"/></w:drawing></w:r>';
    const ruby = `<w:r><w:ruby><w:rt>${'<w:r><w:t>とう</w:t></w:r>'}</w:rt><w:rubyBase><w:r><w:t>東</w:t></w:r></w:rubyBase></w:ruby></w:r>`;
    const file = docx(
      `<w:altChunk r:id="r1"/><w:p><w:r><w:t>Gangen</w:t></w:r>${drawn}</w:p><w:p>${ruby}</w:p>`,
      {
        'word/_rels/document.xml.rels': related([
          ['aFChunk', 'page.htm'],
          ['diagramData', 'data.xml'],
        ]),
        'word/page.htm': page,
        'word/data.xml': diagram,
      },
    );
    const { text, headings, warnings } = await parseDocx(file);
    expect(text).toBe('Gebyrer\n\nEt pas koster < 900 kr.\n\nGangen\n\nSagen modtages\n\n東');
    expect(headings).toEqual([{ level: 2, start: 0, end: 7 }]);
    expect(warnings).toEqual([]);
  });

  it('say that a formula was left out', async () => {
    const math = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>';
    const { text, warnings } = await parseDocx(docx(`${paragraph('Se formlen:')}<w:p>${math}</w:p>`));
    expect({ text, warnings }).toEqual({ text: 'Se formlen:', warnings: ['content-left-out'] });
  });

  it('say what they are called and when they were made', async () => {
    const core =
      '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>A &amp; B</dc:title><dc:creator></dc:creator>' +
      '<dcterms:created>2025-06-15T15:06:40Z</dcterms:created></cp:coreProperties>';
    const { metadata } = await parseDocx(docx(paragraph('x'), { 'docProps/core.xml': core }));
    expect(metadata).toEqual({ title: 'A & B', created: '2025-06-15T15:06:40Z' });
  });
});
