/** Server-sent events as WHATWG HTML (section 9.2) parses them; the fields that we do not use are passed over. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<{ id: string; event: string; data: string }> {
  let frame = { id: '', event: '', data: [] as string[] };
  for await (const line of linesOf(body)) {
    if (line === '') {
      yield { ...frame, data: frame.data.join('\n') };
      frame = { id: '', event: '', data: [] };
      continue;
    }
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    if (name === 'data') frame.data.push(value);
    if (name === 'id' || name === 'event') frame[name] = value;
  }
}

/** Lines that have come whole. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  try {
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (text + value).split(/\r\n|\n|\r(?!$)/);
      text = lines.pop()!;
      yield* lines;
    }
  } finally {
    await reader.cancel().catch(() => undefined); // broken already, or closed by this
  }
}
