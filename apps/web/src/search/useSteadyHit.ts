import { useLayoutEffect, useRef } from 'react';

/**
 * A document that opens beside the results makes them narrower, and so moves them. The hit that is held stays where
 * it is seen.
 */
export function useSteadyHit(isOpen: boolean): (hit: Element | null) => void {
  const held = useRef<{ hit: Element; top: number } | null>(null);
  useLayoutEffect(() => {
    const { hit, top } = held.current ?? {};
    held.current = null;
    if (hit?.isConnected && top !== undefined) window.scrollBy(0, hit.getBoundingClientRect().top - top);
  }, [isOpen]);
  return (hit) => {
    held.current = hit && { hit, top: hit.getBoundingClientRect().top };
  };
}
