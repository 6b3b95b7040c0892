/** What parts of administrative documents are called, by their heading without its number, in the three languages. */
const PARTS = {
  outcome: whole(
    '(?:nævnets |rettens |rådets |styrelsens )?(?:afgørelse|resultat|konklusion|konklusion og afgørelse)|udfald|' +
      'entscheidung|entscheidungsformel|ergebnis|tenor|beschluss|(?:the )?(?:decision|outcome|conclusion|order|ruling|holding)s?',
  ),
  facts: whole(
    'sagens (?:oplysninger|omstændigheder|faktiske omstændigheder|fakta)|sagsfremstilling|oplysninger i sagen|baggrund|fakta|' +
      'sachverhalt|tatbestand|ausgangslage|hintergrund|(?:the )?(?:facts|background|facts of the case|circumstances)',
  ),
  purpose: whole(
    'formål|resumé|resume|sammenfatning|sammendrag|kort fortalt|indledning|zweck|ziel|zusammenfassung|kurzfassung|' +
      'das wichtigste in kürze|purpose|summary|in brief|principles?|aim|overview|introduction',
  ),
  /** How to complain, where to ask: true of every document, and about none. */
  routine: whole(
    'klagevejledning|klageadgang|kontakt|rechtsbehelfsbelehrung|rechtsmittelbelehrung|' +
      '.*(?: und| og| and) (?:kontakt|contact)|how to (?:appeal|complain)|(?:right of )?appeals?|contact',
  ),
};

export type Part = keyof typeof PARTS;

/** A heading as a whole, in any case, with or without a number before it. */
function whole(pattern: string): RegExp {
  return new RegExp(`^(?:(?:\\d+(?:\\.\\d+)*|[ivx]+|[a-z])[.)]?\\s+)?(?:${pattern})[.:]?$`, 'iu');
}

/** Is what stands under these headings this part of the document? */
export function isPart(part: Part, headings: string[]): boolean {
  return headings.some((heading) => PARTS[part].test(heading.trim()));
}
