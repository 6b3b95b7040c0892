import { useLayoutEffect, type RefObject } from 'react';

/** Keeps an element that sticks to the top of the window as tall as what is left of the window below its top. */
export function useHeightInSight(element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const fit = () => {
      const panel = element.current;
      if (panel)
        panel.style.height = `${window.innerHeight - Math.max(0, panel.getBoundingClientRect().top)}px`;
    };
    fit();
    window.addEventListener('scroll', fit, { passive: true });
    window.addEventListener('resize', fit);
    return () => {
      window.removeEventListener('scroll', fit);
      window.removeEventListener('resize', fit);
    };
  }, [element]);
}
