/** Side parts begin open where they stand beside the text, and closed where they would stand before it. */
export function openWhenWide(): boolean {
  return window.matchMedia('(min-width: 62em)').matches;
}
