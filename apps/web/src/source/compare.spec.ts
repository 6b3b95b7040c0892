import { compareTexts } from './compare.js';

describe('two versions of a text', () => {
  it('are compared by paragraphs, and a changed paragraph by its words', () => {
    const before = '# Instruks\n\nVarslet er seks uger.\n\nBilag følger.';
    const after = '# Instruks\n\nVarslet er tre måneder.\n\nBilag følger.\n\nNyt afsnit.';
    expect(compareTexts(before, after)).toEqual([
      { kind: 'same', paragraphs: ['# Instruks'] },
      {
        kind: 'changed',
        pieces: [
          { kind: 'same', text: 'Varslet er ' },
          { kind: 'removed', text: 'seks uger' },
          { kind: 'added', text: 'tre måneder' },
          { kind: 'same', text: '.' },
        ],
      },
      { kind: 'same', paragraphs: ['Bilag følger.'] },
      { kind: 'added', paragraphs: ['Nyt afsnit.'] },
    ]);
  });

  it('tell a paragraph that is another one altogether as removed and added', () => {
    expect(compareTexts('Hvert år efterses alle kedler.', 'Personalet møder klokken otte.')).toEqual([
      { kind: 'removed', paragraphs: ['Hvert år efterses alle kedler.'] },
      { kind: 'added', paragraphs: ['Personalet møder klokken otte.'] },
    ]);
  });

  it('are the same when they are', () => {
    expect(compareTexts('a\n\nb', 'a\nb')).toEqual([{ kind: 'same', paragraphs: ['a', 'b'] }]);
  });
});
