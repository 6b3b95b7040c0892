import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { parseDocx } from './docx.js';
import { describe, DOC, ENCRYPTED_OFFICE, PPT, XLS } from './media-types.js';
import { ParseFailure } from './parse-failure.js';
import type { ParsedDocument } from './parsed-document.js';
import { parsePptx } from './pptx.js';
import { parseXlsx } from './xlsx.js';

type Parser = (bytes: Uint8Array) => ParsedDocument | Promise<ParsedDocument>;

/**
 * What each format from before 2007 is converted to, and what reads that. A workbook whose structure alone is
 * protected is encrypted, too, with a password that every program knows.
 */
const CONVERSIONS: Record<string, [ending: string, parse: Parser]> = {
  [DOC]: ['docx', parseDocx],
  [XLS]: ['xlsx', parseXlsx],
  [PPT]: ['pptx', parsePptx],
  [ENCRYPTED_OFFICE]: ['xlsx', parseXlsx],
};
const PROGRAMS = ['soffice', 'libreoffice'];
const LIMIT_MS = 50_000;

/** Nothing that a document points at is fetched, and none of its macros run. */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>`;
/** A proxy that nobody answers at, for whatever would be fetched all the same. */
const NO_NETWORK = { http_proxy: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9' };

/**
 * Office files from before 2007, and those that are encrypted, through LibreOffice where the machine has it.
 * Throws ParseFailure 'encrypted', 'corrupt' or 'timeout', and 'unsupported' where there is no LibreOffice or not all of it.
 */
export function parseLegacy(mediaType: string): Parser {
  const [ending, parse] = CONVERSIONS[mediaType]!;
  return async (bytes) =>
    parse(
      await convert(bytes, ending, describe(mediaType)).catch((error: unknown) => {
        throw isLocked(bytes) ? locked() : error;
      }),
    );
}

function locked(): ParseFailure {
  return new ParseFailure(
    'encrypted',
    'The file is protected by a password: save a copy without password and send that.',
  );
}

async function convert(bytes: Uint8Array, ending: string, what: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'kilde-office-'));
  try {
    const profile = join(folder, 'profile');
    await mkdir(join(profile, 'user'), { recursive: true });
    await writeFile(join(profile, 'user', 'registrymodifications.xcu'), SETTINGS);
    await writeFile(join(folder, 'file'), bytes);
    const options = ['--headless', '--norestore', '--convert-to', ending, '--outdir', folder];
    await runOffice(
      [`-env:UserInstallation=${pathToFileURL(profile).href}`, ...options, join(folder, 'file')],
      what,
      ending,
    );
    return await readFile(join(folder, `file.${ending}`));
  } catch (error) {
    if (error instanceof ParseFailure) throw error;
    // LibreOffice says on its output what it could not do, and ends as if all were well.
    const missing = await missingPart(ending);
    if (missing)
      throw new ParseFailure(
        'unsupported',
        `This is ${what}, and the LibreOffice of this machine lacks ${missing}: save it as .${ending} and send that, or ask the operator to install it.`,
      );
    throw new ParseFailure(
      'corrupt',
      `This is ${what} that LibreOffice cannot open: open it in its program, save it as .${ending} and send that.`,
    );
  } finally {
    // A LibreOffice that is ending may still write to its profile.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function runOffice(options: string[], what: string, ending: string): Promise<void> {
  for (const program of PROGRAMS) {
    try {
      await promisify(execFile)(program, options, {
        timeout: LIMIT_MS,
        // The program that is started only starts another one; asked to end, it ends that one first.
        killSignal: 'SIGTERM',
        env: { ...process.env, ...NO_NETWORK },
      });
      return;
    } catch (error) {
      const { code, killed } = error as NodeJS.ErrnoException & { killed?: boolean };
      if (killed)
        throw new ParseFailure(
          'timeout',
          `LibreOffice took too long to open the file: save it as .${ending} and send that.`,
        );
      if (code !== 'ENOENT') throw error;
    }
  }
  throw new ParseFailure(
    'unsupported',
    `This is ${what}, which is read through LibreOffice, and this machine has none: save it as .${ending} and send that, or ask the operator to install LibreOffice.`,
  );
}

/** The parts of LibreOffice by what they write, each with a library of its own; Debian packs them one by one. */
const PARTS: Record<string, { name: string; library: string }> = {
  docx: { name: 'Writer', library: 'libswlo.so' },
  xlsx: { name: 'Calc', library: 'libsclo.so' },
  pptx: { name: 'Impress', library: 'libsdlo.so' },
};

/** The part that would be needed, if only others are installed. */
async function missingPart(ending: string): Promise<string | null> {
  const { name, library } = PARTS[ending]!;
  for (const path of (process.env.PATH ?? '').split(delimiter))
    for (const program of PROGRAMS) {
      const found = await realpath(join(path, program)).catch(() => null);
      const installed = found ? await readdir(dirname(found)) : [];
      if (Object.values(PARTS).some((part) => installed.includes(part.library)))
        return installed.includes(library) ? null : name;
    }
  return null;
}

const FIRST_SECTOR = 512;
const WORD_MAGIC = 0xa5ec;
const WORD_ENCRYPTED = 0x0100;
const EXCEL_FILE_PASS = 0x002f;
const EXCEL_FIRST_RECORDS = 20;

/** Whether a file says at its start that it is encrypted ([MS-DOC] FibBase, [MS-XLS] FilePass, [MS-PPT]). */
function isLocked(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const named = ['EncryptedSummary', 'EncryptedPackage'].map((stream) => Buffer.from(stream, 'utf16le'));
  if (named.some((stream) => file.includes(stream))) return true;
  if (file.length < FIRST_SECTOR * 2) return false;
  if (file.readUInt16LE(FIRST_SECTOR) === WORD_MAGIC)
    return (file.readUInt16LE(FIRST_SECTOR + 10) & WORD_ENCRYPTED) !== 0;
  let at = FIRST_SECTOR;
  for (let i = 0; i < EXCEL_FIRST_RECORDS && at + 4 <= file.length; i++) {
    if (file.readUInt16LE(at) === EXCEL_FILE_PASS) return file.readUInt16LE(FIRST_SECTOR) === 0x0809;
    at += 4 + file.readUInt16LE(at + 2);
  }
  return false;
}
