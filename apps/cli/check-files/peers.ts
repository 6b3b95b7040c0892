import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { pdfTextAsDrawn } from '#ingestion';

/** An independent reader: what it makes of a file, and what it needs. */
export interface Peer {
  name: string;
  /** The Debian packages that hold it. */
  packages: string;
  /**
   * The text of each file in its turn, null of one that it cannot read. Throws PeerMissing when it is not installed.
   * @param scratch an empty folder for its own files
   */
  read(paths: string[], scratch: string): AsyncGenerator<string | null>;
  /** What of ours is compared, where that is not the text as it is stored. */
  ours?: (bytes: Uint8Array) => Promise<string>;
}

export class PeerMissing extends Error {}

const run = promisify(execFile);
const LIMITS = { timeout: 120_000, maxBuffer: 500_000_000 };

const pdftotext: Peer = {
  name: 'pdftotext',
  packages: 'poppler-utils',
  async *read(paths) {
    for (const path of paths) yield output('pdftotext', ['-enc', 'UTF-8', path, '-']);
  },
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

/** To start LibreOffice takes longer than most files. */
const AT_ONCE = 25;

function soffice(packages: string, target: string): Peer {
  return {
    name: 'soffice',
    packages,
    async *read(paths, scratch) {
      const convert = async (sources: string[]) => {
        const out = mkdtempSync(join(scratch, 'out-'));
        const profile = `-env:UserInstallation=file://${join(scratch, 'profile')}`;
        await output('soffice', ['--headless', profile, '--convert-to', target, '--outdir', out, ...sources]);
        return sources.map((source) => textIn(out, basename(source, extname(source))));
      };
      for (let from = 0; from < paths.length; from += AT_ONCE) {
        const sources = paths.slice(from, from + AT_ONCE).map((path, at) => {
          const source = join(scratch, `file${from + at}${extname(path)}`);
          copyFileSync(path, source);
          return source;
        });
        const texts = await convert(sources);
        // Where it crashes, those that come after are not read either.
        for (const [at, text] of texts.entries()) yield text ?? (await convert([sources[at]!]))[0]!;
      }
    },
  };
}

/** What was made of a file: one text, or one for each of its sheets. */
function textIn(folder: string, name: string): string | null {
  const made = readdirSync(folder).filter((one) => one.startsWith(`${name}.`) || one.startsWith(`${name}-`));
  return made.length > 0
    ? made
        .sort()
        .map((one) => readFileSync(join(folder, one), 'utf8'))
        .join('\n')
    : null;
}

async function output(program: string, args: string[]): Promise<string | null> {
  try {
    return (await run(program, args, LIMITS)).stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new PeerMissing(program);
    return null;
  }
}
