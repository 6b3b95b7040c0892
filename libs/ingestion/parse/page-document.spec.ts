import { NO_WORDS } from './drawn-words.js';
import { documentOf, type ReadPage } from './page-document.js';

const page = (number: number, text: string, confidence: number | null): ReadPage => ({
  ...{ number, width: 595, height: 842, confidence, words: NO_WORDS },
  lines: text
    ? [{ text, x: 60, right: 300, y: 400, size: 10, bold: false, isRow: false, from: 0, to: 0, region: 1 }]
    : [],
});

test('a page that text recognition was unsure of is named in a warning, an empty one in another', () => {
  expect(documentOf([page(1, 'En afgørelse', 0.9)], {}).warnings).toEqual([]);
  expect(documentOf([page(1, 'En afgørelse', 0.9), page(2, 'Bn afg1else', 0.5)], {}).warnings).toEqual([
    'ocr-low-confidence',
  ]);
  expect(documentOf([page(1, 'En afgørelse', null), page(2, '', 0)], {}).warnings).toEqual([
    'pages-without-text',
  ]);
});
