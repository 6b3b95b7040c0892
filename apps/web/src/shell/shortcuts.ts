import { useEffect } from 'react';

/** Single keys for what is done most. Where a key works, `aria-keyshortcuts` says so at the thing that it is for. */
const STORED = 'kilde.shortcuts';

/** Whether single keys do something; who speaks to the computer, or uses other aids, can switch them off. */
export function shortcutsOn(): boolean {
  return localStorage.getItem(STORED) !== 'off';
}

export function switchShortcuts(on: boolean): void {
  localStorage.setItem(STORED, on ? 'on' : 'off');
}

const TYPED_IN = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';

/** Listens for the keys; `onHelp` is called for the one that shows them all. */
export function useShortcuts(onHelp: (shown: true) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !shortcutsOn()) return;
      if ((event.target as Element).closest(TYPED_IN) || document.querySelector('dialog[open]')) return;
      if (act(event.key, onHelp)) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [onHelp]);
}

/** Does what the key is for; false when there is nothing here that it is for. */
function act(key: string, onHelp: (shown: true) => void): boolean {
  if (key === '?') onHelp(true);
  else if (key === 'j' || key === 'k') return focusResult(key === 'j' ? 1 : -1);
  else return use(key);
  return true;
}

/** Moves the focus to the title of the next or previous result. */
function focusResult(by: 1 | -1): boolean {
  const results = [...document.querySelectorAll('.hit')];
  const at = results.findIndex((result) => result.contains(document.activeElement));
  const next = results[at < 0 && by < 0 ? 0 : at + by];
  next?.querySelector<HTMLElement>('h3 a')?.focus();
  return next !== undefined;
}

function use(key: string): boolean {
  const meant = [...document.querySelectorAll<HTMLElement>(`[aria-keyshortcuts="${CSS.escape(key)}"]`)].find(
    (element) => element.checkVisibility() && !element.matches(':disabled'),
  );
  if (meant instanceof HTMLInputElement) {
    meant.focus();
    meant.select();
  } else meant?.click();
  return meant !== undefined;
}
