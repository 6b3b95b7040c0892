/** The introduction stands on the first screen until it is put away, and again when it is asked for. */
const STORED = 'kilde.tour';

export function tourWanted(): boolean {
  return localStorage.getItem(STORED) !== 'seen';
}

export function showTour(): void {
  localStorage.removeItem(STORED);
}

export function endTour(): void {
  localStorage.setItem(STORED, 'seen');
}
