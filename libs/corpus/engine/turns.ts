import type { PGlite } from '@electric-sql/pglite';

interface Turn {
  client: number;
  messages: Uint8Array[];
  onData: (data: Uint8Array) => void;
  done: (bytes: number) => void;
  fail: (error: Error) => void;
}

/** Parse, Bind, Describe, Execute, Close: a client sends these one after the other and then Sync. */
const UNFINISHED = new Set([...'PBDEC'].map((letter) => letter.charCodeAt(0)));

const PARSE = 'P'.charCodeAt(0);
const PARSE_COMPLETE = Uint8Array.of('1'.charCodeAt(0), 0, 0, 0, 4);

/** A statement that keeps its name, with that name: what a client sends to prepare it. Null for other messages. */
function preparing(message: Uint8Array): string | null {
  return message[0] === PARSE && message[NAME_AT] !== 0 ? Buffer.from(message).toString('latin1') : null;
}

/** After the letter and the length. */
const NAME_AT = 5;

/**
 * Lets many clients share the one backend, each in its turn: a whole query at a time, from its first message to the
 * Sync that ends it, and a transaction from its begin to its end. The queue that pglite-socket brings changes
 * clients between the messages of one query, so that a client may execute what another has bound and read that
 * one's rows; this stands in its place, with the same methods. A statement that one client has prepared is there for
 * the others, which would be refused to prepare it again.
 */
export class Turns {
  private readonly waiting: Turn[] = [];
  private readonly unfinished = new Map<number, Uint8Array[]>();
  private readonly gone = new Set<number>();
  private readonly prepared = new Set<string>();
  /** The client whose transaction is open. */
  private owner: number | null = null;
  private working = false;

  constructor(private readonly db: PGlite) {}

  enqueue(client: number, message: Uint8Array, onData: (data: Uint8Array) => void): Promise<number> {
    const before = this.unfinished.get(client) ?? [];
    if (UNFINISHED.has(message[0]!)) {
      this.unfinished.set(client, [...before, message]);
      return Promise.resolve(0);
    }
    this.unfinished.delete(client);
    return new Promise((done, fail) => {
      this.waiting.push({ client, messages: [...before, message], onData, done, fail });
      void this.work();
    });
  }

  getQueueLength(): number {
    return this.waiting.length;
  }

  clearQueueForHandler(client: number): void {
    this.unfinished.delete(client);
    const kept = this.waiting.filter((turn) => turn.client !== client);
    for (const turn of this.waiting) if (turn.client === client) turn.fail(new Error('The client is gone.'));
    this.waiting.splice(0, Infinity, ...kept);
  }

  /** The client is gone: a transaction that it leaves open, or is opening at this moment, is rolled back. */
  async clearTransactionIfNeeded(client: number): Promise<void> {
    this.gone.add(client);
    await this.work();
  }

  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    try {
      await this.rollBackForTheGone();
      for (let turn = this.next(); turn; turn = this.next()) {
        await this.take(turn);
        await this.rollBackForTheGone();
      }
    } finally {
      this.working = false;
    }
    if (this.owner === null) this.gone.clear();
  }

  private next(): Turn | undefined {
    const at = this.owner === null ? 0 : this.waiting.findIndex((turn) => turn.client === this.owner);
    return at < 0 ? undefined : this.waiting.splice(at, 1)[0];
  }

  private async take({ client, messages, onData, done, fail }: Turn): Promise<void> {
    let bytes = 0;
    const tell = (data: Uint8Array) => {
      bytes += data.length;
      onData(data);
    };
    try {
      // It comes first in its turn, so that its answer does.
      const statement = preparing(messages[0]!);
      const known = statement !== null && this.prepared.has(statement);
      if (known) tell(PARSE_COMPLETE);
      const asked = Buffer.concat(known ? messages.slice(1) : messages);
      await this.db.runExclusive(() =>
        this.db.execProtocolRawStream(asked, {
          onRawData: (data) => {
            if (statement && bytes === 0 && data[0] === PARSE_COMPLETE[0]) this.prepared.add(statement);
            tell(data);
          },
        }),
      );
      done(bytes);
    } catch (error) {
      fail(error as Error);
    }
    this.owner = this.db.isInTransaction() ? client : null;
  }

  private async rollBackForTheGone(): Promise<void> {
    if (this.owner === null || !this.gone.has(this.owner)) return;
    await this.db.exec('ROLLBACK');
    this.owner = null;
  }
}
