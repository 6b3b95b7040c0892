/** Windows code pages by the character set of a font (RTF 1.9.1, \fcharset). */
const CODE_PAGES: Record<number, string> = {
  0: 'windows-1252',
  77: 'macroman',
  128: 'cp932',
  129: 'cp949',
  134: 'cp936',
  136: 'cp950',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
  254: 'cp437',
};

export function fontEncoding(charset: number): string | null {
  return CODE_PAGES[charset] ?? null;
}

/** Control words that stand for a character. */
export const CHARACTERS: Record<string, string> = {
  tab: '\t',
  line: '\n',
  emdash: '\u2014',
  endash: '\u2013',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
  bullet: '\u2022',
  lquote: '\u2018',
  rquote: '\u2019',
  ldblquote: '\u201C',
  rdblquote: '\u201D',
  '~': '\u00A0',
  _: '\u2011',
};
