import { useEffect, useState, type RefObject } from 'react';
import type { Range } from '../parts/ranges.js';

/** The range of the canonical text that the reader has selected within an element, or null. */
export function useSelectedRange(within: RefObject<HTMLElement | null>): Range | null {
  const [range, setRange] = useState<Range | null>(null);
  useEffect(() => {
    const read = () => setRange((before) => sameOrNew(before, selectedRange(within.current)));
    document.addEventListener('selectionchange', read);
    return () => document.removeEventListener('selectionchange', read);
  }, [within]);
  return range;
}

function sameOrNew(before: Range | null, now: Range | null): Range | null {
  return before?.start === now?.start && before?.end === now?.end ? before : now;
}

function selectedRange(within: HTMLElement | null): Range | null {
  const selection = getSelection();
  if (!within || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const selected = selection.getRangeAt(0);
  if (!selected.intersectsNode(within)) return null;
  const blocks = [...within.querySelectorAll<HTMLElement>('[data-start]')];
  const touched = blocks.filter((block) => selected.intersectsNode(block));
  const [first, last] = [touched[0], touched.at(-1)];
  if (!first || !last) return null;
  const start = placeOf(first, selected.startContainer, selected.startOffset) ?? startOf(first);
  const end = placeOf(last, selected.endContainer, selected.endOffset) ?? startOf(last) + textIn(last).length;
  return start < end ? { start, end } : null;
}

function startOf(block: HTMLElement): number {
  return Number(block.dataset.start);
}

/** The offset in the canonical text of a place within a block; null for a place elsewhere. */
function placeOf(block: HTMLElement, node: Node, offset: number): number | null {
  if (!block.contains(node)) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  return startOf(block) + textIn(before.cloneContents()).length;
}

/** The document's own text, without what is only said by screen readers. */
function textIn(part: HTMLElement | DocumentFragment): string {
  const copy = part.cloneNode(true) as HTMLElement | DocumentFragment;
  for (const said of copy.querySelectorAll('.sr-only')) said.remove();
  return copy.textContent ?? '';
}
