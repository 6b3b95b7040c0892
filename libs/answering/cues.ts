/**
 * What a question asks for beyond its words, and how a sentence shows that it says so. A sentence says when, how
 * much or how long in digits; it forbids in words that the question ("may … not …?") seldom shares. The first
 * weight is that of the RETRIEVAL notes, section 2; the second was chosen on the municipal documents.
 */
const CUES: { question: RegExp; sentence: RegExp; weight: number }[] = [
  {
    question: whole(
      'hvor (mange|meget|længe|lang tid|tit|ofte|hurtigt|stor|høj|gammel)|hvornår|' +
        'wie (viele?|lange|hoch|oft|schnell|groß|alt)|wann|' +
        'how (many|much|long|often|soon|quickly|old|large|high)|when|frist|deadline',
    ),
    sentence: /\d/u,
    weight: 0.2,
  },
  {
    question: whole(
      '(darf|dürfen|kann|können|soll|må|kan|skal|may|must|can|should) (.* )?(nicht|kein\\p{L}*|ikke|ingen|not|never)',
    ),
    sentence: whole(
      'untersagt|verboten|unzulässig|ausgeschlossen|nicht (erlaubt|gestattet|zulässig)|(darf|dürfen) (.* )?nicht|' +
        'ikke tilladt|må (.* )?(ikke|aldrig)|forbudt?|prohibited|forbidden|not (allowed|permitted)|(must|may) (not|never)',
    ),
    weight: 0.6,
  },
];

/** Whole words in any case. (`\b` takes å and ü for the ends of words.) */
function whole(pattern: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${pattern})(?!\\p{L})`, 'iu');
}

/** How far a sentence shows what the question asks for: the weights of the cues that it meets, summed. */
export function wants(question: string): (sentence: string) => number {
  const asked = CUES.filter((cue) => cue.question.test(question));
  return (text) => asked.reduce((sum, cue) => sum + (cue.sentence.test(text) ? cue.weight : 0), 0);
}
