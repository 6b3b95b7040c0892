import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from './parse.js';
import { docx, ole, paragraph, xlsx } from './small-files.fixture.js';

const path = process.env.PATH;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kilde-test-'));
});
afterEach(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true });
});

/** A program of this name that stands in for LibreOffice: does these lines of shell, with $1 the profile. */
function standIn(lines: string): void {
  writeFileSync(join(folder, 'soffice'), `#!/bin/sh\n${lines}\n`);
  chmodSync(join(folder, 'soffice'), 0o755);
  process.env.PATH = `${folder}:/bin:/usr/bin`;
}

describe('office files from before 2007', () => {
  it('are read as what LibreOffice makes of them, with macros and links switched off', async () => {
    writeFileSync(join(folder, 'made.docx'), docx(paragraph('Et gammelt brev.')));
    standIn(
      `profile="\${1#*file://}"; grep -q DisableMacrosExecution "$profile/user/registrymodifications.xcu" || exit 1\n` +
        `cp ${folder}/made.docx "$(dirname "$profile")/file.docx"`,
    );
    const { text, mediaType } = await parse(ole('WordDocument'), 'a.doc');
    expect({ text, mediaType }).toEqual({ text: 'Et gammelt brev.', mediaType: 'application/msword' });
  });

  it('are refused where there is no LibreOffice, which is named', async () => {
    process.env.PATH = folder;
    for (const [stream, name] of [
      ['WordDocument', 'a.doc'],
      ['Workbook', 'a.xls'],
      ['Book', 'a.xls'],
      ['PowerPoint Document', 'a.ppt'],
    ] as const)
      await expect(parse(ole(stream), name)).rejects.toMatchObject({
        code: 'unsupported',
        message: expect.stringContaining('LibreOffice') as string,
      });
  });

  it('and workbooks with only their structure protected, which are encrypted for all to open, are read', async () => {
    writeFileSync(join(folder, 'made.xlsx'), xlsx({ Satser: '<row><c><v>108</v></c></row>' }));
    standIn(`cp ${folder}/made.xlsx "$(dirname "\${1#*file://}")/file.xlsx"`);
    expect(await parse(ole('EncryptedPackage'), 'a.xlsx')).toMatchObject({ text: 'Satser\n\n108' });
  });

  it('that LibreOffice cannot open are damaged', async () => {
    standIn('echo "Error: source file could not be loaded"');
    await expect(parse(ole('WordDocument'), 'a.doc')).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('are not called damaged where a part of LibreOffice is missing', async () => {
    standIn('echo "Error: source file could not be loaded"');
    process.env.PATH = `${folder}:/bin`;
    writeFileSync(join(folder, 'libswlo.so'), '');
    await expect(parse(ole('Workbook'), 'a.xls')).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('lacks Calc') as string,
    });
    await expect(parse(ole('WordDocument'), 'a.doc')).rejects.toMatchObject({ code: 'corrupt' });
  });

  it.each([
    ['a Word document', ole('WordDocument', `\xec\xa5${'\0'.repeat(8)}\x00\x01`)],
    ['a workbook', ole('Workbook', '\x09\x08\x02\x00\0\0\x2f\x00\x00\x00')],
    ['a presentation', ole('PowerPoint Document\0EncryptedSummary')],
    ['a newer file', ole('EncryptedPackage')],
  ])('say when a password protects %s', async (_what, file) => {
    process.env.PATH = folder;
    await expect(parse(file, 'a')).rejects.toMatchObject({ code: 'encrypted' });
  });
});
