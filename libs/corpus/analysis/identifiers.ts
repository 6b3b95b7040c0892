const SECTION =
  /(?:§+|\bsections?|\bparagraf(?:fen)?|\bparagraph)\s*(\d+)\s?([a-z](?![\p{L}\p{N}]))?(?:\s*,?\s*(?:stk\.?|stykke|abs\.?|absatz|subsection|para\.?)\s*(\d+)|\s*\((\d+)\))?/giu;
const NUMBER =
  /(?<![\p{L}\p{N}])(?:([\p{L}]{1,6})[\s.-]{0,2})?(\d{1,8}(?:[-/.]\d{1,8}){1,4})(?![\p{L}\p{N}])/gu;

/**
 * What names a thing exactly, in one spelling: statute sections as `§19` and `§19/2`, case and file numbers as
 * their groups of digits joined by dashes (`2023-0417` for 2023/0417, `HN-417-2023` also as `417-2023`).
 */
export function identifiers(text: string): string[] {
  const found = new Set<string>();
  for (const [, section, letter = '', subsection, bracketed] of text.matchAll(SECTION)) {
    const name = `§${Number(section)}${letter.toLowerCase()}`;
    found.add(name);
    const part = subsection ?? bracketed;
    if (part) found.add(`${name}/${Number(part)}`);
  }
  for (const [, prefix, digits] of text.matchAll(NUMBER)) {
    const groups = digits!.split(/[-/.]/);
    if (groups.join('').length < 4) continue; // 1.2 is a heading, 2.5 an amount
    const number = groups.map((group) => group.replace(/^0+(?=\d)/, '')).join('-');
    found.add(number);
    if (prefix && prefix === prefix.toUpperCase()) found.add(`${prefix}-${number}`);
  }
  return [...found];
}

/** What a document is named by: the identifiers in its key and its metadata. */
export function namesOf(key: string, metadata: Record<string, unknown>): string[] {
  const values = Object.values(metadata).flat();
  return identifiers([key, ...values.filter((value) => typeof value === 'string')].join('\n'));
}

/** `i` after a space is the Danish word for `in`. */
const CITED =
  /§+\s*\d+(?:\s?[a-hj-z](?![\p{L}\p{N}])|i(?![\p{L}\p{N}]))?(?:\s*,?\s*(?:stk\.?|Abs\.?)\s*\d+)?(?:\s*,?\s*(?:nr\.?|Nr\.?|S\.|Satz|pkt\.?)\s*\d+)*(?:\s+(?=\p{Lu}[\p{L}-]*\p{Lu})[\p{L}-]{2,12}(?:\s[IVX]+(?![\p{L}\p{N}]))?)?/gu;

/** The sections of statutes that a text cites, as written (`§ 19, stk. 2`, `§ 558 Abs. 1 BGB`), each once, in order. */
export function statutes(text: string): string[] {
  const cited = [...text.matchAll(CITED)].map(([citation]) =>
    citation.replace(/\s+/g, ' ').replace(/^(§+)\s?/, '$1 '),
  );
  return [...new Set(cited)];
}

/** Does it name one thing (a case), rather than a section that many statutes have? */
export function isCaseNumber(identifier: string): boolean {
  return !identifier.startsWith('§');
}
