/** Words that a sentence opens with when it speaks of what the one before it named, or goes on from it. */
const LEANING = opening(
  // Danish
  'dette|denne|disse|han|hun|derfor|desuden|derudover|dermed|derved|derefter|herefter|herved|dog|således|endvidere|' +
    'tilsvarende|ellers|(den|det|de) (kan|skal|må|har|gælder|regnes|bortfalder|bliver|sker|sendes|betales)|' +
    // German; "Sie" addresses the reader as often as it refers, "es" mostly neither
    'dies|diese[mnrs]?|er|daher|deshalb|deswegen|dazu|dabei|dadurch|danach|hierzu|hierbei|hierfür|jedoch|außerdem|' +
    'zudem|ferner|somit|andernfalls|ebenso|' +
    // English
    'this|these|those|they|he|she|it (?!is|was)\\p{L}+|however|therefore|thus|hence|moreover|furthermore|otherwise|such',
);
const ITEM = /^\s*(?:[-–—•*▪‣◦·]\s|\(?(?:\d{1,3}|\p{Ll})[.)]\s)/u;
const INTRODUCES = /:\s*$/u;

function opening(pattern: string): RegExp {
  return new RegExp(`^\\s*(?:${pattern})(?!\\p{L})`, 'iu');
}

/** Does a sentence speak of what the one before it named, or go on from it? Pure. */
export function leans(sentence: string): boolean {
  return LEANING.test(sentence);
}

/**
 * Which of the sentences before one it cannot be understood without: the one just before where it refers to that, the
 * line that introduces the list where it is an item. Null where it stands alone. Rules on how a sentence opens, which
 * tell most references, not all. Pure.
 */
export function leansOn(sentences: string[], at: number): number | null {
  const own = sentences[at]!;
  if (ITEM.test(own)) {
    const above = sentences.slice(0, at).findLastIndex((sentence) => !ITEM.test(sentence));
    return above >= 0 && INTRODUCES.test(sentences[above]!) ? above : null;
  }
  return at > 0 && leans(own) ? at - 1 : null;
}
