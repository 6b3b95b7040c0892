import { parseXmlText } from './xml.js';

function parsed(xml: string) {
  const document = parseXmlText(Buffer.from(xml));
  return {
    ...document,
    titles: document.headings.map(({ level, start, end }) => `${level} ${document.text.slice(start, end)}`),
  };
}

describe('statutes in XML', () => {
  it('are read from Akoma Ntoso', () => {
    const { text, titles, metadata } = parsed(
      `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta><FRBRdate date="2024-11-07"/></meta>
      <preface><p><docTitle>Act on Rent</docTitle></p></preface><body><chapter><num>Chapter 1</num><heading>Scope</heading>
      <article><num>Article 5</num><heading>Deposit</heading><paragraph><num>1.</num><content><p>The deposit is <b>three</b> months.</p></content></paragraph>
      <paragraph><num>2.</num><list><intro><p>It is returned</p></intro><point><num>(a)</num><content><p>at the end;</p></content></point></list></paragraph></article>
      </chapter></body></act></akomaNtoso>`,
    );
    expect(titles).toEqual(['1 Act on Rent', '2 Chapter 1 Scope', '3 Article 5 Deposit']);
    expect(text).toContain('1. The deposit is three months.\n\n2. It is returned\n\n(a) at the end;');
    expect(metadata).toEqual({ title: 'Act on Rent', date: '2024-11-07' });
  });

  it('are read from gesetze-im-internet.de', () => {
    const { text, titles } = parsed(
      `<dokumente><norm><metadaten><jurabk>MietG</jurabk><langue>Mietgesetz</langue></metadaten></norm>
      <norm><metadaten><jurabk>MietG</jurabk><enbez>§ 19</enbez><titel format="parat">Kaution</titel></metadaten>
      <textdaten><text><Content><P>(1) Die Kaution beträgt drei Mieten.</P><P>(2) Sie ist zu verzinsen.</P></Content></text></textdaten></norm></dokumente>`,
    );
    expect(titles).toEqual(['1 Mietgesetz', '2 § 19 Kaution']);
    expect(text).toContain(
      '§ 19 Kaution\n\n(1) Die Kaution beträgt drei Mieten.\n\n(2) Sie ist zu verzinsen.',
    );
  });

  it('are read from LexDania', () => {
    const { text, titles } = parsed(
      `<Dokument><Meta><x>y</x></Meta><DokumentIndhold><Kapitel><Explicatus>Kapitel 1</Explicatus><Rubrica>Depositum</Rubrica>
      <Paragraf><Explicatus>§ 34.</Explicatus><Stk><Exitus><Linea><Char>Udlejeren kan kræve depositum.</Char></Linea></Exitus></Stk>
      <Stk><Explicatus>Stk. 2.</Explicatus><Exitus><Linea><Char>Det reguleres.</Char></Linea></Exitus></Stk></Paragraf></Kapitel></DokumentIndhold></Dokument>`,
    );
    expect(titles).toEqual(['2 Kapitel 1 Depositum', '3 § 34.']);
    expect(text).toContain('Udlejeren kan kræve depositum.\n\nStk. 2. Det reguleres.');
  });

  it('of any other kind are paragraphs', () => {
    expect(parsed('<sag><nr>7</nr><tekst>Leje og <fed>varme</fed></tekst></sag>').text).toBe(
      '7\n\nLeje og varme',
    );
  });
});

describe('XML', () => {
  it('has no entity replaced that it declares, and nothing fetched', () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
    expect(parsed(`${bomb}<x>&b; &f; &lt;&#229;</x>`).text).toBe('&b; &f; <å');
  });

  it('that is not well-formed is damaged', () => {
    expect(() => parsed('<a><b></a>')).toThrow(/well-formed/);
  });
});
