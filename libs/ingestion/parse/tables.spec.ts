import iconv from 'iconv-lite';
import { parseCsv } from './csv.js';
import { decodeText } from './decode.js';

describe('tables of separated values', () => {
  it.each([
    ['commas', 'Sag,Dage\n"Leje, varme",14\n'],
    ['semicolons', 'Sag;Dage\n"Leje, varme";14\n'],
    ['tabs', 'Sag\tDage\nLeje, varme\t14\n'],
    ['a first line that names the separator', 'sep=;\r\nSag;Dage\r\nLeje, varme;14\r\n'],
  ])('are divided at %s', (_what, content) => {
    expect(parseCsv(Buffer.from(content)).text).toBe('Sag | Dage\nLeje, varme | 14');
  });

  it('keep line ends inside quotes, and rows of another length', () => {
    expect(parseCsv(Buffer.from('a;b\n"x\ny";2\n3;4;5\n')).text).toBe('a | b\nx y | 2\n3 | 4 | 5');
  });
});

describe('encodings', () => {
  const DANISH = 'Lejen kan forhøjes én gang om året. Varslet er tre måneder og skal være skriftligt.';
  const RUSSIAN = 'Арендная плата может быть повышена один раз в год по закону.';
  it.each([
    ['utf-16le', DANISH, []],
    ['utf-16be', DANISH, []],
    ['utf-32le', DANISH, []],
    ['utf-32be', DANISH, []],
    ['windows-1252', `${DANISH} – “citat”`, ['encoding-guessed']],
    ['cp850', DANISH, ['encoding-guessed']],
    ['windows-1251', RUSSIAN, ['encoding-guessed']],
    ['koi8-r', RUSSIAN, ['encoding-guessed']],
    ['iso-8859-5', RUSSIAN, ['encoding-guessed']],
    ['iso-8859-7', 'Το ενοίκιο μπορεί να αυξηθεί μία φορά το χρόνο.', ['encoding-guessed']],
    ['shift_jis', '家賃は年に一度だけ引き上げることができます。', ['encoding-guessed']],
    ['euc-jp', '家賃は年に一度だけ引き上げることができます。', ['encoding-guessed']],
  ])('%s is recognised without a mark', (encoding, text, warnings) => {
    expect(decodeText(iconv.encode(text, encoding))).toEqual({ text, warnings });
  });

  it('named by the file are believed, where the bytes allow it', () => {
    expect(decodeText(iconv.encode('Łódź', 'iso-8859-2'), 'ISO-8859-2')).toEqual({
      text: 'Łódź',
      warnings: [],
    });
    expect(decodeText(Buffer.from('Nævn'), 'iso-8859-1').text).toBe('Nævn');
    expect(decodeText(Buffer.from([0x93, 0x78, 0x94]), 'latin1').text).toBe('“x”');
  });
});
