import type { Policy } from '#platform';

type Use = Policy['forbid'][number];

/** A use that the rules of a deployment forbid. */
export interface Forbidden {
  rule: string;
  /** Its name; absent where the rule is a deployment's own. */
  use?: Use;
  contact: string;
}

/** What a question asks for when it would let the tool decide, or judge a person, in the three languages. */
const USES: Record<Use, { rule: string; asked: RegExp }> = {
  'decide-case': {
    rule: 'Cases are decided by a person. Kilde finds and quotes sources; it does not decide, and does not write the outcome.',
    asked: whole(
      '(?:skal|bør|kan) (?:jeg|vi) (?:give|bevillige|imødekomme|tildele|afslå|afvise|godkende|nægte) (?:hende|ham|borgeren|ansøgeren|ansøgningen|klagen|sagen|lejeren|udlejeren|tilladelsen|ydelsen)|' +
        '(?:afgør|træf (?:en )?afgørelse|skriv afgørelsen|find på en afgørelse|bestem udfaldet|hvem skal have medhold i (?:min|denne|vores) sag)|' +
        '(?:soll(?:en)?|darf|kann|können|dürfen) (?:ich|wir) (?:den|die|das|diesen|diese|dieses) (?:antrag|klage|widerspruch|genehmigung|leistung|fall)\\p{L}* (?:bewilligen|ablehnen|genehmigen|entscheiden|stattgeben|zurückweisen)|' +
        '(?:entscheide(?:n sie)?|triff (?:eine|die) entscheidung|treffen sie (?:eine|die) entscheidung|schreib(?:e|en sie)? den bescheid)|' +
        '(?:should|shall|may|can) (?:i|we) (?:grant|approve|reject|refuse|deny|dismiss|uphold) (?:the|this|her|his|their) (?:application|claim|case|complaint|permit|benefit|appeal)|' +
        '(?:decide (?:the|this|my|our) (?:case|application|claim|complaint)|make (?:the|a) decision|write the decision)',
    ),
  },
  'assess-person': {
    rule: 'Persons are not assessed, scored or judged with this tool.',
    asked: whole(
      '(?:vurder|bedøm|ranger|karakteriser) (?:borgeren|personen|ansøgeren|hende|ham|familien|forældrene|medarbejderen|lejeren)|' +
        '(?:er|virker) (?:hun|han|borgeren|personen|ansøgeren|moderen|faderen|lejeren) (?:egnet|troværdig|til at stole på|psykisk syg|farlig|uærlig|doven|en god \\p{L}+)|' +
        '(?:lyver|snyder) (?:hun|han|borgeren|personen|ansøgeren|lejeren)|' +
        '(?:bewerte|beurteile|bewerten sie|beurteilen sie) (?:die|den|diese|diesen) (?:person|bürger\\p{L}*|antragsteller\\p{L}*|familie|eltern|mitarbeiter\\p{L}*|mieter\\p{L}*)|' +
        '(?:ist|wirkt) (?:sie|er|die person|der antragsteller|die antragstellerin) (?:geeignet|glaubwürdig|vertrauenswürdig|psychisch krank|gefährlich|faul)|' +
        '(?:lügt|betrügt) (?:sie|er|die person|der antragsteller|die antragstellerin)|' +
        '(?:assess|evaluate|rate|score|rank|profile|judge) (?:the|this|her|him|that) ?(?:person|applicant|citizen|family|parents?|employee|tenant|resident)?|' +
        '(?:is|does) (?:she|he|the applicant|this person|the person|the mother|the father) (?:seem )?(?:suitable|credible|trustworthy|mentally ill|dangerous|lying|dishonest|lazy)',
    ),
  },
};

/** Whole words in any case. */
function whole(pattern: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${pattern})(?!\\p{L})`, 'iu');
}

/** The rule that a question breaks, or null. Phrases of a deployment's own rules match as whole words in any case. */
export function forbiddenBy(question: string, { contact, forbid, rules }: Policy): Forbidden | null {
  const plain = question.replace(/\s+/g, ' ');
  const use = forbid.find((name) => USES[name].asked.test(plain));
  if (use) return { rule: USES[use].rule, use, contact };
  const own = rules.find(({ phrases }) =>
    phrases.some((phrase) => whole(phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).test(plain)),
  );
  return own ? { rule: own.rule, contact } : null;
}
