import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { pdfTextAsDrawn } from '#ingestion';

/** An independent reader: what it makes of a file, and what it needs. */
export interface Peer {
  name: string;
  /** The Debian packages that hold it. */
  packages: string;
  /**
   * Null when it cannot read the file. Throws PeerMissing when it is not installed.
   * @param scratch a folder for its own files, which it may keep from one file to the next
   */
  read(path: string, scratch: string): Promise<string | null>;
  /** What of ours is compared, where that is not the text as it is stored. */
  ours?: (bytes: Uint8Array) => Promise<string>;
}

export class PeerMissing extends Error {}

const run = promisify(execFile);
const LIMITS = { timeout: 120_000, maxBuffer: 500_000_000 };

const pdftotext: Peer = {
  name: 'pdftotext',
  packages: 'poppler-utils',
  read: (path) => output('pdftotext', ['-enc', 'UTF-8', path, '-']),
  // It keeps running heads and page numbers, undoes every hyphen at a line's end, and recognises no text.
  ours: pdfTextAsDrawn,
};

/** Every sheet as a file of its own; the options are described in LibreOffice's help on its CSV filter. */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
const writer = soffice('libreoffice-writer-nogui', 'txt:Text (encoded):UTF8');
const calc = soffice('libreoffice-calc-nogui', CSV);

/** Which independent reader reads which format. Presentations have none: LibreOffice writes them as no text. */
const PEERS: Record<string, Peer> = {
  pdf: pdftotext,
  ...{ docx: writer, doc: writer, odt: writer, rtf: writer },
  ...{ xlsx: calc, xls: calc, ods: calc },
};

export function peerOf(format: string): Peer | undefined {
  return PEERS[format];
}

function soffice(packages: string, target: string): Peer {
  return {
    name: 'soffice',
    packages,
    async read(path, scratch) {
      const folder = mkdtempSync(join(scratch, 'file-'));
      const source = join(folder, `source${extname(path)}`);
      const out = join(folder, 'out');
      copyFileSync(path, source);
      const profile = `-env:UserInstallation=file://${join(scratch, 'profile')}`;
      await output('soffice', ['--headless', profile, '--convert-to', target, '--outdir', out, source]);
      if (!existsSync(out)) return null;
      const made = readdirSync(out).sort();
      return made.map((name) => readFileSync(join(out, name), 'utf8')).join('\n');
    },
  };
}

async function output(program: string, args: string[]): Promise<string | null> {
  try {
    return (await run(program, args, LIMITS)).stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new PeerMissing(program);
    return null;
  }
}
