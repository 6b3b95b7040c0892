import { Buffer } from 'node:buffer';
import { burn } from '@kenjiuno/msgreader/lib/Burner.js';
import { parseEml, parseMhtml } from './eml.js';
import { parseMbox } from './mbox.js';
import { parseMsg } from './msg.js';

const HEAD =
  'From: =?utf-8?Q?N=C3=A6vnet?= <post@example.org>\r\nTo: a@example.org\r\nSubject: =?iso-8859-1?Q?Varsling_af_leje=E6ndring?=\r\nDate: Thu, 7 Nov 2024 09:30:00 +0100\r\n';
const mail = (body: string) => Buffer.from(`${HEAD}MIME-Version: 1.0\r\n${body}`, 'latin1');
const part = (headers: string, body: string) => `--b\r\n${headers}\r\n\r\n${body}\r\n`;
const stream = (name: string, content: string) => {
  const bytes = Uint8Array.from(Buffer.from(content, 'utf16le'));
  return { name: `__substg1.0_${name}`, type: 2, length: bytes.length, binaryProvider: () => bytes };
};
/** A message with a subject and a sender, a text, and an attachment of such streams. */
const outlook = (text: ReturnType<typeof stream>, ...attached: ReturnType<typeof stream>[]) => {
  const properties = { ...stream('', '\0'.repeat(16)), name: '__properties_version1.0' };
  const streams = [properties, stream('0037001F', 'Varsling'), stream('0C1A001F', 'Nævnet'), text];
  const folder = { name: '__attach_version1.0_#00000000', type: 1, length: 0 };
  const inside = attached.map((_, at) => streams.length + 2 + at);
  const top = [...streams, ...(attached.length > 0 ? [{ ...folder, children: inside }] : [])];
  const root = { name: 'Root Entry', type: 5, length: 0, children: top.map((_, at) => at + 1) };
  return burn([root, ...top, ...attached] as Parameters<typeof burn>[0]);
};
const names = (children: { name: string }[] = []) => children.map(({ name }) => name);

describe('mails', () => {
  it('have their subject as heading, who wrote to whom and when, and their text', async () => {
    const { text, headings, metadata } = await parseEml(
      mail(
        'Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nLejen =96 pr. m=E5ned',
      ),
    );
    expect(text).toBe(
      'Varsling af lejeændring\n\nFrom: Nævnet <post@example.org>\nTo: a@example.org\nDate: 2024-11-07 08:30:00 UTC\n\nLejen – pr. måned',
    );
    expect(headings).toEqual([{ level: 1, start: 0, end: 23 }]);
    expect(metadata).toEqual({
      title: 'Varsling af lejeændring',
      from: 'Nævnet <post@example.org>',
      to: 'a@example.org',
      date: '2024-11-07',
      sent: '2024-11-07T08:30:00Z',
    });
  });

  it('give their attachments as children, mails among them, without pictures of the text and signatures', async () => {
    const { text, children } = await parseEml(
      mail(
        'Content-Type: multipart/mixed; boundary=b\r\n\r\n' +
          part(
            'Content-Type: text/html',
            '<p>Se <b>bilag</b></p><table><tr><td>a</td><td>b</td></tr></table><img src="cid:logo">',
          ) +
          part('Content-Type: image/png\r\nContent-ID: <logo>\r\nContent-Disposition: inline', 'x') +
          part('Content-Type: application/pkcs7-signature; name=smime.p7s', 'x') +
          part(
            'Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="../../brev.pdf"',
            'x',
          ) +
          part('Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="brev.pdf"', 'y') +
          part('Content-Type: message/rfc822', `${HEAD}\r\nIndre`) +
          '--b--\r\n',
      ),
    );
    expect(text).toContain('\n\nSe bilag\n\na | b');
    expect(names(children)).toEqual(['brev.pdf', 'brev (2).pdf', 'attachment-3.eml']);
    expect((await parseEml(children![2]!.bytes)).text).toContain('Indre');
  });

  it('of a mailbox are children under names that stay', () => {
    const first = `${HEAD}Message-ID: <1@x>\r\n\r\nEt\r\n>From nu af\r\n`;
    const separator = 'From a@x Thu Nov  7 09:30:00 2024\r\n';
    const { text, children } = parseMbox(
      Buffer.from(`${separator}${first}\r\n${separator}Subject: x\r\n\r\nTo\r\n`, 'latin1'),
    );
    expect(text).toBe('');
    expect(children).toHaveLength(2);
    expect(children![0]!.name).toBe('1@x.eml');
    expect(Buffer.from(children![0]!.bytes).toString('latin1')).toContain('\nFrom nu af');
    expect(() => parseMbox(Buffer.from('tekst'))).toThrow(/no mailbox/);
  });

  it('of Outlook are read alike', () => {
    const { text, metadata } = parseMsg(outlook(stream('1000001F', 'Lejen stiger.')));
    expect(text).toBe('Varsling\n\nFrom: Nævnet\n\nLejen stiger.');
    expect(metadata).toEqual({ title: 'Varsling', from: 'Nævnet' });
    expect(() => parseMsg(outlook(stream('10000102', 'Lejen stiger.')))).toThrow(/damaged/);
  });

  it('of Outlook leave out an attachment without content, and say so', () => {
    const attached = [stream('3707001F', 'brev.txt'), stream('37010102', 'Indhold')];
    const whole = parseMsg(outlook(stream('1000001F', 'Se bilag.'), ...attached));
    expect([names(whole.children), whole.warnings]).toEqual([['brev.txt'], []]);
    const { text, children, warnings } = parseMsg(outlook(stream('1000001F', 'Se bilag.'), attached[0]!));
    expect([names(children), warnings]).toEqual([[], ['content-left-out']]);
    expect(text).toContain('Se bilag.');
  });

  it.each<[string, (file: DataView, sectors: number, entries: number) => void]>([
    ['its sectors lead in a circle', (file, sectors) => file.setInt32(sectors, 0, true)],
    ['an entry comes after itself', (file, _, entries) => file.setInt32(entries + 128 + 72, 1, true)],
    ['a text is longer than the file', (file, _, entries) => file.setInt32(entries + 248, 1e9, true)],
  ])('of Outlook are damaged where %s', (_, damage) => {
    const bytes = outlook(stream('1000001F', 'Lejen stiger.'));
    const file = new DataView(bytes.buffer, bytes.byteOffset);
    const sector = (at: number) => 512 * (1 + file.getInt32(at, true));
    damage(file, sector(76), sector(48));
    expect(() => parseMsg(bytes)).toThrow(/damaged/);
  });
});

test('a saved web page is read as a page', async () => {
  const page =
    '<html><head><title>Regler</title></head><body><nav>Menu</nav><h1>Regler</h1><p>Tekst</p></body></html>';
  const { text, metadata } = await parseMhtml(
    mail(
      `Content-Type: multipart/related; boundary=b\r\n\r\n${part('Content-Type: text/html; charset=utf-8', page)}--b--`,
    ),
  );
  expect(text).toBe('Regler\n\nTekst');
  expect(metadata.title).toBe('Regler');
});
