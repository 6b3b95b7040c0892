import type { MouseEvent } from 'react';

/** Follows a link to a place in the page without making a new entry in the history. */
export function jump(event: MouseEvent<HTMLAnchorElement>): void {
  const hash = event.currentTarget.hash;
  const target = document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  history.replaceState(history.state, '', hash);
  target.scrollIntoView();
  target.focus({ preventScroll: true });
}
