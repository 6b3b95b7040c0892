import { useSyncExternalStore } from 'react';

/** The API key of a curator lives as long as the browser tab, and nowhere else. */
const NAME = 'kilde.key';
const listeners = new Set<() => void>();
let changes = 0;

export function currentKey(): string | null {
  return sessionStorage.getItem(NAME);
}

export function setKey(key: string | null): void {
  if (key === null) sessionStorage.removeItem(NAME);
  else sessionStorage.setItem(NAME, key);
  changes += 1;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useKey(): string | null {
  return useSyncExternalStore(subscribe, currentKey);
}

/** Changes with every other key, without being one: what was loaded for one reader is not for another. */
export function useReader(): number {
  return useSyncExternalStore(subscribe, () => changes);
}
