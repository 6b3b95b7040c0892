import type { StreamEvent } from '../api/events.js';
import type { Sentence } from '../api/openapi.js';
import { isUnderWay, tell, type Telling } from './telling.js';

const event = (name: string, data: object): StreamEvent => ({
  kind: 'event',
  event: name,
  data: JSON.stringify(data),
});
const status = (answer: string) => event('status', { answer, stage: 'composing', rewritten: null });
const sentence = (position: number, text: string) =>
  event('sentence', { position, text, quotes: [], supported: true } satisfies Sentence);
const done = event('done', { status: 'answered', notices: [] });

const told = (...events: StreamEvent[]) =>
  events.reduce<Telling | undefined>((before, next) => tell(before, next), undefined)!;
const texts = ({ sentences }: Telling) => sentences.map(({ text }) => text);

describe('what is told of an answer', () => {
  it('stands in the order of the answer, a corrected sentence in its place', () => {
    expect(texts(told(status('a'), sentence(2, 'Three.'), sentence(0, 'One.'), sentence(1, 'Two.')))).toEqual(
      ['One.', 'Two.', 'Three.'],
    );
  });

  it('stays while the connection is lost, and goes on with the same answer', () => {
    const lost = told(status('a'), sentence(0, 'One.'), { kind: 'lost' });
    expect([texts(lost), lost.connection, isUnderWay(lost)]).toEqual([['One.'], 'lost', true]);
    const back = tell(lost, sentence(1, 'Two.'));
    expect([texts(back), back.connection]).toEqual([['One.', 'Two.'], 'open']);
  });

  it('is replaced bit by bit by an answer begun anew, and by nothing else in the end', () => {
    const again = told(status('a'), sentence(0, 'One.'), sentence(1, 'Two.'), { kind: 'lost' }, status('b'));
    expect(texts(again)).toEqual(['One.', 'Two.']);
    const one = tell(again, sentence(0, 'Uno.'));
    expect(texts(one)).toEqual(['Uno.', 'Two.']);
    const ended = tell(one, done);
    expect([texts(ended), isUnderWay(ended)]).toEqual([['Uno.'], false]);
  });

  it('is no longer under way when it was tried in vain', () => {
    expect(isUnderWay(told(status('a'), { kind: 'given-up' }))).toBe(false);
  });
});
