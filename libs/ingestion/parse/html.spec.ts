import { parseHtml } from './html.js';

const parsed = (html: string | Uint8Array) => parseHtml(typeof html === 'string' ? Buffer.from(html) : html);
const LONG = 'Lejeren har krav på et afslag i lejen, så længe manglen består. '.repeat(5).trim();

describe('HTML', () => {
  it('keeps the main content and leaves out what stands around it', () => {
    const { text, metadata } = parsed(`<!doctype html><html lang="da"><head><title>Afgørelse</title>
      <meta name="DC.date" content="2024-11-07"><meta name="author" content="Nævnet"><meta name="viewport" content="x"></head>
      <body><header>Logo</header><nav><a href="/">Forside</a></nav><div class="cookie-banner">Cookies</div>
      <main><header><h1>Afgørelse</h1></header><p>${LONG}</p><aside>Se også</aside><p hidden>skjult</p>
      <p style="display: none">skjult</p><form><button>Send</button><p>I en formular</p></form></main>
      <footer>Kontakt</footer><script>x</script></body></html>`);
    expect(text).toBe(`Afgørelse\n\n${LONG}\n\nI en formular`);
    expect(metadata).toEqual({ lang: 'da', title: 'Afgørelse', 'DC.date': '2024-11-07', author: 'Nævnet' });
  });

  it('takes the day of a page from its date, if it is one', () => {
    const dated = (date: string) => parsed(`<meta name="Date" content="${date}"><p>x</p>`).metadata.date;
    expect(['2024-11-07T09:30:00+01:00', '7.11.2024', '2024-02-30'].map(dated)).toEqual([
      '2024-11-07',
      undefined,
      undefined,
    ]);
  });

  it('reads a page that is nothing but a menu', () => {
    expect(parsed('<ul class="navbar"><li><a href="/">Min side</a></li></ul>').text).toBe('- Min side');
  });

  it('finds the content where nothing marks it, without menus', () => {
    const menu = Array.from({ length: 8 }, (_, i) => `<li><a href="/${i}">Punkt ${i}</a></li>`).join('');
    const { text } = parsed(
      `<body><header><h1>Titel</h1></header><ul>${menu}</ul><div><p>${LONG}</p></div><footer>Bund</footer></body>`,
    );
    expect(text).toBe(`Titel\n\n${LONG}`);
  });

  it('does not trust a <main> that holds next to nothing', () => {
    expect(parsed(`<body><div>${LONG}</div><main>Tom</main></body>`).text).toContain(LONG);
  });

  it('writes headings, lists, tables and preformatted text as plain text', () => {
    const { text, headings } = parsed(`<body><h2>A &amp; B&nbsp;&sect;&#8239;5</h2>
      Løs <b>tekst</b>   her<br>ny linje
      <ul><li>et<ul><li>inde</li></ul></li><li><p>to</p><p>mere</p></li></ul><ol start="3"><li>tre</li></ol><ol type="a"><li>litra<li value="4">senere</ol>
      <table><caption>Satser</caption><tr><th>Hund</th><th>Pris</th></tr><tr><td>Første<br>hund</td><td><ul><li>108</li></ul></td></tr>
      <tr><td></td><td>x</td><td></td></tr></table><pre>  a\n    b</pre></body>`);
    expect(text).toBe(
      [
        'A & B § 5',
        'Løs tekst her\nny linje',
        '- et\n  - inde\n- to\n  mere',
        '3. tre',
        'a. litra\nd. senere',
        'Satser\nHund | Pris\nFørste hund | 108\n| x',
        '  a\n    b',
      ].join('\n\n'),
    );
    expect(headings).toEqual([{ level: 2, start: 0, end: 9 }]);
  });

  it('reads tables that only place things on the page as what they hold', () => {
    const html =
      '<table><tr><td><h1>Titel</h1><p>Tekst</p></td><td>Side</td></tr></table><table><tr><td>En</td></tr></table>';
    expect(parsed(html).text).toBe('Titel\n\nTekst\n\nSide\n\nEn');
  });

  it('reads the encoding from the page, and says when it had to guess', () => {
    const latin = Buffer.from(
      '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"><p>Nævn',
      'latin1',
    );
    expect(parsed(latin)).toMatchObject({ text: 'Nævn', warnings: [] });
    expect(parsed(Buffer.from('<p>Nævn', 'latin1'))).toMatchObject({
      text: 'Nævn',
      warnings: ['encoding-guessed'],
    });
  });

  it.each([
    ['<div>', 100_000],
    ['<b><p>', 10_000],
    ['<ul><li>a', 20_000],
    ['<ul><li><h1>a</h1>', 10_000],
    ['<table><tr><td>a', 10_000],
  ])('is neither overflowed nor kept busy by a hundred thousand tags: %s', (tags, times) => {
    const before = process.cpuUsage();
    expect(parsed(`${tags.repeat(times)}end`).text).toContain('end');
    // Microseconds of this process alone, so that a busy machine changes nothing; quadratic time would take minutes.
    expect(process.cpuUsage(before).user).toBeLessThan(20_000_000);
  });
});
