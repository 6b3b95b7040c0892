/** The page that puts versions side by side; `q` is what was looked for, to be marked in them. */
export function comparisonAddress(versions: string[], q: string): string {
  const parameters = new URLSearchParams(versions.map((version) => ['version', version]));
  if (q) parameters.set('q', q);
  return `/compare?${parameters}`;
}
