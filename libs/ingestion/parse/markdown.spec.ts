import { ParseFailure } from './parse-failure.js';
import { parseMarkdown } from './markdown.js';

const parsed = (text: string) => parseMarkdown(Buffer.from(text));

describe('Markdown', () => {
  it('becomes plain text with its headings', () => {
    const source = [
      '# *Afgørelse* i [sag](http://x.dk) `7`',
      'Et **vigtigt** ord<sup>1</sup> og<br>en ny linje.\nSamme afsnit.',
      '- et\n- to\n  - inde\n\n3. tre\n4. fire',
      '> Citat',
      '| A | B |\n|---|---|\n| *1* | 2 |',
      '```js\nlet x = 1;\n\nx++;\n```',
      '![Billedtekst](x.png)',
      '---',
      '<div><p>HTML <b>her</b></p><script>x()</script></div>',
      '[^1]: note',
    ].join('\n\n');
    const { text, headings } = parsed(source);
    expect(text).toBe(
      [
        'Afgørelse i sag 7',
        'Et vigtigt ord1 og\nen ny linje.\nSamme afsnit.',
        '- et\n- to\n  - inde',
        '3. tre\n4. fire',
        'Citat',
        'A | B\n1 | 2',
        'let x = 1;\n\nx++;',
        'Billedtekst',
        'HTML her',
        '^1 note',
      ].join('\n\n'),
    );
    expect(headings).toEqual([{ level: 1, start: 0, end: 17 }]);
  });

  it('reads front matter and keeps its keys and dates as written', () => {
    const { text, metadata } = parsed(
      '---\nkey: a-1\ncaseNumber: "007"\ndate: 2024-11-07\ntopics:\n  - fugt\n---\n# Titel\n',
    );
    expect(metadata).toEqual({ key: 'a-1', caseNumber: '007', date: '2024-11-07', topics: ['fugt'] });
    expect(text).toBe('Titel');
  });

  it('takes text between two rules for text', () => {
    expect(parsed('---\nIkke metadata\n---\n\nMere').text).toContain('Ikke metadata');
  });

  it('refuses front matter that is no YAML, with its line, and aliases without end', () => {
    expect(() => parsed('---\ntitle: a\nname: b: c\n---\n')).toThrow(/line 3/);
    const bomb = [
      'a: &a [x]',
      ...Array.from({ length: 120 }, (_, i) => `b${i}: *a`),
      'c: &c [*a, *a]',
      'd: [*c, *c]',
    ];
    expect(() => parsed(`---\n${bomb.join('\n')}\n---\n`)).toThrow(ParseFailure);
  });

  it.each([
    ['quotes', '>'.repeat(20_000) + 'x'],
    ['brackets', '[a](b'.repeat(20_000)],
    ['stars', `${'*'.repeat(30_000)}a${'*'.repeat(30_000)}`],
    ['ticks', Array.from({ length: 300 }, (_, i) => '`'.repeat(i)).join(' ')],
    ['list items', Array.from({ length: 500 }, (_, i) => `${' '.repeat(i * 2)}- x`).join('\n')],
    ['cells', `${'|a'.repeat(5000)}\n${'|-'.repeat(5000)}\n${'|b'.repeat(5000)}`],
  ])('is not kept busy by ten thousands of %s', (_what, source) => {
    const started = Date.now();
    parsed(source);
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});
