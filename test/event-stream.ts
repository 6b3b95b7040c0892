/** A server-sent event as a client sees it. */
export interface ServerEvent {
  /** Empty where the event has none of its own. */
  id: string;
  event: string;
  data: Record<string, unknown>;
}

/** Reads the events of a response as they come; stopping early closes the connection. */
export async function* serverEvents(response: Response): AsyncGenerator<ServerEvent> {
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  let text = '';
  for await (const bytes of response.body!.pipeThrough(new TextDecoderStream())) {
    text += bytes;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const frame = text.slice(0, end);
      text = text.slice(end + 2);
      if (frame.startsWith(':')) continue;
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1] ?? '';
      if (field('event')) yield { id: field('id'), event: field('event'), data: JSON.parse(field('data')) };
    }
  }
}
