/** What is shown stands this share of the height below the top. */
const BELOW = 0.22;

/** Brings an element into sight: in the page, or in the part of it that scrolls by itself (`.beside`). */
export function show(element: Element): void {
  const { top } = element.getBoundingClientRect();
  const panel = element.closest('.beside');
  if (panel) panel.scrollTop += top - panel.getBoundingClientRect().top - BELOW * panel.clientHeight;
  else window.scrollTo(0, window.scrollY + top - BELOW * window.innerHeight);
}

/** As `show`, and again when late fonts have moved it, unless the reader went on meanwhile. */
export function showWhenSettled(element: Element): void {
  show(element);
  const { top } = element.getBoundingClientRect();
  const scrolled = () => `${window.scrollY} ${element.closest('.beside')?.scrollTop}`;
  const before = scrolled();
  void document.fonts.ready.then(() => {
    if (scrolled() === before && element.getBoundingClientRect().top !== top) show(element);
  });
}
