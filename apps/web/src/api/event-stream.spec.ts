import { readEvents } from './event-stream.js';

/** A body that comes in such pieces. */
const body = (...pieces: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
async function read(...pieces: string[]) {
  const events = [];
  for await (const event of readEvents(body(...pieces))) events.push(event);
  return events;
}

describe('events of a stream', () => {
  it('are read however the network cuts them', async () => {
    const text =
      'id: a.0\nevent: status\ndata: {"sætning":1}\n\n:\n\nid: a.1\r\nevent: done\r\ndata: {}\r\n\r\n';
    const whole = [
      { id: 'a.0', event: 'status', data: '{"sætning":1}' },
      { id: '', event: '', data: '' },
      { id: 'a.1', event: 'done', data: '{}' },
    ];
    expect(await read(text)).toEqual(whole);
    expect(await read(...text)).toEqual(whole);
  });

  it('are not told while they are cut off', async () => {
    expect(await read('id: 1\nevent: sentence\ndata: {"text":"half')).toEqual([]);
  });

  it('may hold several lines of data', async () => {
    expect(await read('data: one\ndata:two\ndata\n\n')).toEqual([{ id: '', event: '', data: 'one\ntwo\n' }]);
  });
});
