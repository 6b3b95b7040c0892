import fc from 'fast-check';
import { sentences } from './sentences.js';

const split = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  it.each([
    'Det følger af § 19, stk. 2. Nævnet finder dog andet.|Det følger af § 19, stk. 2.|Nævnet finder dog andet.',
    '§ 5. Lejeren betaler forud. Stk. 2 gælder ikke.|§ 5. Lejeren betaler forud.|Stk. 2 gælder ikke.',
    'Stk. 2. Fristen er 14 dage. Den regnes fra i dag.|Stk. 2. Fristen er 14 dage.|Den regnes fra i dag.',
    'Mødet er den 1. marts 2024 kl. 10. Alle kommer.|Mødet er den 1. marts 2024 kl. 10.|Alle kommer.',
    'Se bl.a. Højesterets dom, jf. Ugeskriftet. Den er klar.|Se bl.a. Højesterets dom, jf. Ugeskriftet.|Den er klar.',
    'Lejen er 7.980 kr. Den er steget.|Lejen er 7.980 kr.|Den er steget.',
    'Lejen er 7.980 kr. om måneden.|Lejen er 7.980 kr. om måneden.',
    'Beløbet er sendt til lejer A. Nævnet lukker sagen.|Beløbet er sendt til lejer A.|Nævnet lukker sagen.',
    'Brevet er fra A. Jensen. Det er kort.|Brevet er fra A. Jensen.|Det er kort.',
    'Das gilt z. B. Hunden nicht. Es gilt gem. Art. 6 Abs. 1 Satz 2. Danach endet es.|Das gilt z. B. Hunden nicht.|Es gilt gem. Art. 6 Abs. 1 Satz 2.|Danach endet es.',
    'Am 3. Januar entschied der 2. Senat. Er wies ab.|Am 3. Januar entschied der 2. Senat.|Er wies ab.',
    'Es gab 12. Danach keine mehr.|Es gab 12.|Danach keine mehr.',
    'Er sagte: »Kom nu!« Så gik de. „Wirklich?“ Ja.|Er sagte: »Kom nu!«|Så gik de.|„Wirklich?“|Ja.',
    'See e.g. Smith v. Jones, p. 7. It was held in 2019. Was it? Yes.|See e.g. Smith v. Jones, p. 7.|It was held in 2019.|Was it?|Yes.',
    'Bücher, Hefte usw. Die Liste ist kurz.|Bücher, Hefte usw.|Die Liste ist kurz.',
    '1. Æbler købes i dag. 2 kg er nok.|1. Æbler købes i dag.|2 kg er nok.',
    'Læs mere på kilde.dk/a.b.html og spørg.|Læs mere på kilde.dk/a.b.html og spørg.',
    'Han tøvede ... og gik. Hun blev … Slut.|Han tøvede ... og gik.|Hun blev …|Slut.',
  ])('%s', (row) => {
    const [text, ...expected] = row.split('|');
    expect(split(text!)).toEqual(expected);
  });

  it('ends at blank lines, items, rows and short lines, and not where a line is only full', () => {
    expect(split('Overskrift\n\nTekst uden punktum\n\nMere')).toEqual([
      'Overskrift',
      'Tekst uden punktum',
      'Mere',
    ]);
    expect(split('Husk:\n- et\n- to og\n  mere\n1) tre')).toEqual([
      'Husk:',
      '- et',
      '- to og\n  mere',
      '1) tre',
    ]);
    expect(split('Hund | Pris\nFørste hund | 108')).toEqual(['Hund | Pris', 'Første hund | 108']);
    expect(split('Lejer: A\nUdlejer: B')).toEqual(['Lejer: A', 'Udlejer: B']);
    const wrapped =
      'Liften efterses hver tolvte måned og sejlet før hver brug af\nMedarbejderen, som skriver det ned.';
    expect(split(wrapped)).toEqual([wrapped]);
  });

  it('loses nothing that is not white space', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('. ', '.\n', '\n\n', '§ 5.', 'stk. 2. ', '!" ', 'A. '),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        let at = 0;
        for (const { start, end } of sentences(text)) {
          expect(text.slice(at, start).trim()).toBe('');
          expect(text.slice(start, end).trim()).toHaveLength(end - start);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
    );
  });
});
