import type { Quote } from '../api/openapi.js';
import { byPlace, numberSources } from './sources.js';

const quote = (start: number, text: string): Quote => ({
  passageId: 'p',
  versionId: 'v',
  documentId: 'd',
  documentTitle: 'Title',
  ...{ corpus: 'rulings', key: 'k' },
  ...{ kind: null, rank: null, date: null, validFrom: null, validTo: null },
  ...{ validity: 'in-force', treatments: [], language: 'da' },
  page: null,
  headings: [],
  start,
  end: start + text.length,
  text,
});

describe('sources of an answer', () => {
  it('get one number for each place, in the order of the answer', () => {
    const [one, two] = [quote(0, 'One.'), quote(9, 'Two.')];
    const sources = numberSources([
      { text: 'One.', quotes: [one] },
      { text: 'Two.', quotes: [two, { ...one }] },
    ]);
    expect(sources.map((source) => [source.number, source.quote.start])).toEqual([
      [1, 0],
      [2, 9],
    ]);
  });

  it('show their words where the sentence says it in others', () => {
    const sources = numberSources([
      { text: 'One.', quotes: [quote(0, 'One.')] },
      { text: 'Rewritten.', quotes: [quote(9, 'Two.')] },
    ]);
    expect(sources.map((source) => source.differs)).toEqual([false, true]);
  });

  it('stand together when they are under the same headings', () => {
    const other = { ...quote(30, 'Three.'), headings: ['Elsewhere'] };
    const quotes = [quote(0, 'One.'), other, quote(9, 'Two.')];
    const sources = numberSources(quotes.map((one) => ({ text: one.text, quotes: [one] })));
    expect(byPlace(sources).map((group) => group.map((source) => source.number))).toEqual([[1, 3], [2]]);
  });
});
