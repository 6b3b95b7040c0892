/** The name of an embedding set: everything that changes the vectors of passages, as a person can read it. */
export function setName(
  kind: string,
  model: string,
  {
    variant = [],
    dimensions,
    prefix,
  }: { variant?: string[]; dimensions?: number | undefined; prefix: string },
): string {
  const own = [...variant, ...(dimensions ? [`${dimensions} dimensions`] : [])];
  return [kind, model, ...own, ...(prefix ? [JSON.stringify(prefix)] : [])].join(' ');
}
