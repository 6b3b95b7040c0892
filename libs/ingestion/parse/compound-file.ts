const END_OF_CHAIN = -2;
const NONE = -1;
const [STORAGE, STREAM, ROOT] = [1, 2, 5];
const SMALL_STREAM = 4096;
const ENTRY_BYTES = 128;
const TABLES_IN_HEADER = 109;

/**
 * Throws when the sectors or the entries of a compound file, as an Outlook message is one, lead in circles: who reads
 * it would follow them without end. Offsets are of [MS-CFB] 2.2 and 2.6.1.
 */
export function checkCompoundFile(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const number = (at: number) => view.getInt32(at, true);
  const sector = bytes[30] === 12 ? 4096 : 512;
  const inSector = sector / 4;
  const startOf = (at: number) => (at + 1) * sector;
  // A sector belongs to one chain and an entry to one storage, so that a whole file never needs as many steps.
  let left = bytes.length / 32;
  const step = () => {
    if (left-- <= 0) throw new Error('The compound file leads in circles.');
  };
  const chain = (start: number, next: (at: number) => number) => {
    const found: number[] = [];
    for (let at = start; at !== END_OF_CHAIN; at = next(at)) {
      step();
      found.push(at);
    }
    return found;
  };
  const along = (tables: number[]) => (at: number) => {
    const table = tables[Math.floor(at / inSector)];
    return table === undefined ? END_OF_CHAIN : number(startOf(table) + 4 * (at % inSector));
  };

  const count = number(44);
  const tables = Array.from({ length: Math.min(count, TABLES_IN_HEADER) }, (_, at) => number(76 + 4 * at));
  for (let [more, at] = [number(72), number(68)]; more > 0 && at >= 0; more--) {
    const listed = Array.from({ length: inSector }, (_, i) => number(startOf(at) + 4 * i));
    at = listed.pop()!;
    for (const table of listed.slice(0, count - tables.length)) {
      step();
      tables.push(table);
    }
  }
  const next = along(tables);
  const small = along(number(64) > 0 ? chain(number(60), next).slice(0, number(64)) : []);
  const entries = chain(number(48), next).flatMap((at) =>
    Array.from({ length: sector / ENTRY_BYTES }, (_, i) => startOf(at) + i * ENTRY_BYTES),
  );
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const entry = entries[at];
    if (entry === undefined) continue;
    step();
    const type = bytes[entry + 66];
    const [start, size] = [number(entry + 116), number(entry + 120)];
    if (size > bytes.length) throw new Error('The compound file is cut off.');
    if (type === ROOT) chain(start, next);
    if (type === STREAM && size > 0 && size < SMALL_STREAM) chain(start, small);
    const below = type === STORAGE || type === ROOT ? [number(entry + 76)] : [];
    const beside = at === 0 ? [] : [number(entry + 68), number(entry + 72)];
    open.push(...[...below, ...beside].filter((one) => one !== NONE));
  }
}
