import { useSyncExternalStore } from 'react';

/** From this width on (1200 px at the usual size of text) a document has room beside the results. */
const media = window.matchMedia('(min-width: 75em)');

export function useRoomBeside(): boolean {
  return useSyncExternalStore(
    (changed) => {
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => media.matches,
  );
}
