import { en } from '../i18n/en.js';
import { asCaseDocument, asRichText, type Handout } from './handout.js';

const HANDOUT: Handout = {
  question: 'Who pays? <b>',
  origin: 'Put together by a program.',
  sentences: [{ text: '1. The *landlord* pays.', numbers: [1, 2] }],
  sources: [
    {
      number: 1,
      title: 'The ruling',
      quote: '# The landlord\n> pays.',
      citation: 'Ruling [2023]',
      link: 'https://kilde.example/source/v',
    },
  ],
};

describe('an answer to hand over', () => {
  it('keeps the numbers of its sources in every format', () => {
    const { notes, places } = asCaseDocument(HANDOUT);
    expect(notes).toBe('1. The *landlord* pays. [1][2]');
    expect(places.map(({ title, source }) => [title, source?.citation])).toEqual([
      ['The ruling', 'Ruling [2023]'],
    ]);
  });

  it('is text in HTML, too, and has its sources in plain text', () => {
    const { html, plain } = asRichText(HANDOUT, en);
    expect(html).toContain('<h2>Who pays? &#60;b&#62;</h2>');
    expect(html).toContain('<a href="https://kilde.example/source/v">Ruling [2023]</a>');
    expect(plain).toContain('1. The *landlord* pays. [1][2]');
    expect(plain).toContain('[1] Ruling [2023]');
  });
});
