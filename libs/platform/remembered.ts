/**
 * The same function with a memory of so many answers; when it is full it begins anew. For what is worked out of texts
 * that repeat, as words do.
 */
export function remembered<Answer extends object | string>(
  answer: (text: string) => Answer,
  most = 200_000,
): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    let found = known.get(text);
    if (found) return found;
    if (known.size >= most) known.clear();
    known.set(text, (found = answer(text)));
    return found;
  };
}
