import { useMemo, useSyncExternalStore } from 'react';

/** All state of a page stands in its address: pathname and search parameters, nothing else. */
const NAVIGATED = 'kilde:navigated';

/** What the browser keeps beside an entry of its history. */
interface Entry {
  number: number;
  /** The address that led here, when it was one of ours. */
  from?: string;
}

export function address(): string {
  return location.pathname + location.search;
}

export function entry(): Entry {
  return (history.state as Entry | null) ?? { number: 0 };
}

/** Addresses inside the app keep the language that the present address names. */
export function withLanguage(href: string): string {
  const lang = new URLSearchParams(location.search).get('lang');
  const url = new URL(href, location.origin);
  if (lang && !url.searchParams.has('lang')) url.searchParams.set('lang', lang);
  return url.pathname + url.search + url.hash;
}

/** Scroll position and address of each entry that was left, to be put back on return. */
const left = new Map<number, { scroll: number; to: string }>();
let returning = false;

export function navigate(href: string, options: { replace?: boolean } = {}): void {
  const target = withLanguage(href);
  const { number } = entry();
  returning = false;
  if (options.replace || target === address()) {
    history.replaceState(history.state, '', target);
  } else {
    left.set(number, { scroll: window.scrollY, to: target });
    history.pushState({ number: number + 1, from: address() } satisfies Entry, '', target);
  }
  window.dispatchEvent(new Event(NAVIGATED));
}

/** Call when a page that was gone back to is drawn: puts the scroll position and the focus back, once. */
export function restorePlace(): void {
  const place = left.get(entry().number);
  if (!returning || !place) return;
  returning = false;
  window.scrollTo(0, place.scroll);
  const links = [...document.querySelectorAll<HTMLAnchorElement>('main a')];
  links.find((link) => link.getAttribute('href') === place.to)?.focus({ preventScroll: true });
}

function subscribe(changed: () => void) {
  const back = () => {
    returning = true;
    changed();
  };
  window.addEventListener('popstate', back);
  window.addEventListener(NAVIGATED, changed);
  return () => {
    window.removeEventListener('popstate', back);
    window.removeEventListener(NAVIGATED, changed);
  };
}

export function useUrl(): URL {
  const now = useSyncExternalStore(subscribe, address);
  return useMemo(() => new URL(now, location.origin), [now]);
}
