/* global window, PerformanceObserver */
/** Runs in the page before anything else does, and collects in `window.seen` what the browser tells of itself. */
window.seen = { paint: 0, largest: 0, shift: 0, blocked: 0 };

const on = (type, add) =>
  new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type, buffered: true });

on('paint', ({ name, startTime }) => {
  if (name === 'first-contentful-paint') window.seen.paint = startTime;
});
on('largest-contentful-paint', ({ startTime }) => (window.seen.largest = startTime));
on('layout-shift', ({ hadRecentInput, value }) => (window.seen.shift += hadRecentInput ? 0 : value));
on('longtask', ({ duration }) => (window.seen.blocked += Math.max(0, duration - 50)));
