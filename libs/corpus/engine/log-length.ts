import type { Turns } from './turns.js';

const LOOK_MS = 5000;
const MOST_BYTES = 64 * 2 ** 20;

/** A client beside those of the socket, which are counted from 1. */
const CLIENT = 0;

const [QUERY, ERROR] = [...'QE'].map((letter) => letter.charCodeAt(0));

const CHECKPOINT = query(`DO $$ BEGIN
  IF pg_current_wal_insert_lsn() - (SELECT redo_lsn FROM pg_control_checkpoint()) > ${MOST_BYTES} THEN CHECKPOINT; END IF;
END $$`);

/**
 * Makes a checkpoint, which takes some 100 ms, whenever so much was written: PostgreSQL leaves that to a process
 * beside the others, which the embedded engine has not. Without, its log would grow until the engine is closed
 * (2.5 GB for 30,000 passages), and be read from the beginning after a crash.
 */
export function keepLogShort(turns: Turns): void {
  const tell = (data: Uint8Array) => {
    if (data[0] === ERROR)
      process.stderr.write(`no checkpoint was made: ${Buffer.from(data).toString('utf8')}\n`);
  };
  // Of a turn that fails all are told: the engine is gone.
  setInterval(() => void turns.enqueue(CLIENT, CHECKPOINT, tell).catch(() => {}), LOOK_MS).unref();
}

/** A query as a message of PostgreSQL's protocol. */
function query(text: string): Uint8Array {
  const body = Buffer.from(`${text}\0`);
  const head = Buffer.alloc(5);
  head.writeUInt8(QUERY!);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}
