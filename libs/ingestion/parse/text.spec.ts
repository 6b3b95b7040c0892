import { parseText } from './text.js';

function parsed(text: string | Uint8Array) {
  const document = parseText(typeof text === 'string' ? Buffer.from(text) : text);
  return {
    ...document,
    titles: document.headings.map(({ level, start, end }) => `${level} ${document.text.slice(start, end)}`),
  };
}

describe('plain text', () => {
  it('reads UTF-8, UTF-16 by its mark, and else windows-1252 with a warning', () => {
    expect(parsed('Nævnet').text).toBe('Nævnet');
    expect(parsed(Buffer.from('\uFEFFNævnet', 'utf16le')).text).toBe('Nævnet');
    expect(parsed(Buffer.from('\uFEFFNævnet', 'utf16le').swap16()).text).toBe('Nævnet');
    expect(parsed(Buffer.from('Nævnet', 'latin1'))).toMatchObject({ warnings: ['encoding-guessed'] });
    expect(parsed(Buffer.from([0x4e, 0xe6, 0x76, 0x6e, 0x20, 0x96])).text).toBe('Nævn –');
  });

  it('knows underlined titles, capitals, chapters, § and numbers that stand alone', () => {
    const text = [
      'Instruks\n========\nFørste afsnit.',
      'FORMÅL\n\nTeksten.',
      'Kapitel 2\n\nMere.',
      '§ 5 Depositum\n\nEn regel.',
      '1.2 Ansvar\n\nLederen har ansvaret.',
    ].join('\n\n');
    expect(parsed(text).titles).toEqual([
      '1 Instruks',
      '2 FORMÅL',
      '2 Kapitel 2',
      '4 § 5 Depositum',
      '4 1.2 Ansvar',
    ]);
    expect(parsed(text).text).not.toContain('===');
  });

  it('takes nothing else for a heading', () => {
    for (const text of [
      '1. Mælk\n\n2. Brød\n\n3. Ost\n\nAlt købes i dag.',
      '§ 5. Lejeren skal betale lejen forud.\n\nMere.',
      'JA\n\nMere.',
      'NAVN | ADRESSE\n--------------\nA | B',
      'Første linje\nAnden linje\n\nMere.',
      '---\n---\n---',
    ]) {
      expect(parsed(text).titles).toEqual([]);
    }
  });

  it('keeps lines, and ends a paragraph where a printed page ends', () => {
    expect(parsed('En\nto  \n\n\n\ntre\ffire').text).toBe('En\nto\n\ntre\n\nfire');
  });
});
