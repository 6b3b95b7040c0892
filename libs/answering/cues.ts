/**
 * What a question asks for beyond its words, and how a sentence shows that it says so. A sentence says when, how
 * much or how long in digits; it forbids in words that the question ("may … not …?") seldom shares.
 */
const CUES: { question: RegExp; sentence: RegExp }[] = [
  {
    question:
      /\b(hvor (mange|meget|længe|lang tid|tit|ofte|hurtigt|stor|høj|gammel)|hvornår|wie (viele?|lange|hoch|oft|schnell|groß|alt)|wann|how (many|much|long|often|soon|quickly|old|large|high)|when|frist|deadline)\b/iu,
    sentence: /\d/u,
  },
  {
    question:
      /\b(darf|dürfen|kann|können|soll|må|kan|skal|may|must|can|should)\b.*\b(nicht|kein\w*|ikke|ingen|not|never)\b/iu,
    sentence:
      /untersag|verbot|unzulässig|ausgeschlossen|nicht (erlaubt|gestattet|zulässig)|(darf|dürfen)\b.*\bnicht|ikke (tilladt|må)|må\b.*\b(ikke|aldrig)|forbud|prohibit|forbidden|not (allowed|permitted)|(must|may) (not|never)/iu,
  },
];

/** How far a sentence shows what the question asks for: the number of cues it meets. */
export function wants(question: string): (sentence: string) => number {
  const asked = CUES.filter((cue) => cue.question.test(question));
  return (sentence) => asked.filter((cue) => cue.sentence.test(sentence)).length;
}
