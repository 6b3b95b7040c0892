import { useEffect, type RefObject } from 'react';
import { entry } from '../url.js';

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} – Kilde` : 'Kilde';
  }, [title]);
}

/** After a step within the app the focus goes to the new page's heading; a first visit begins at the top. */
export function useArrivalFocus(target: RefObject<HTMLElement | null>, ready = true): void {
  useEffect(() => {
    if (ready && entry().number > 0) target.current?.focus({ preventScroll: true });
  }, [ready, target]);
}
