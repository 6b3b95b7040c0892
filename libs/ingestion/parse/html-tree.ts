import type { DefaultTreeAdapterTypes } from 'parse5';

export type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

export function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

/**
 * Walks the nodes below `root` in document order without recursion, so that no depth of nesting overflows the
 * stack. `enter` answers false to leave out a node's children (and its `leave`).
 */
export function walk(root: Node, enter: (node: Node) => boolean, leave?: (node: Node) => void): void {
  const pending: { node: Node; left: boolean }[] = [{ node: root, left: false }];
  for (let step = pending.pop(); step; step = pending.pop()) {
    if (step.left) {
      leave?.(step.node);
      continue;
    }
    if (!enter(step.node)) continue;
    if (leave) pending.push({ node: step.node, left: true });
    const children = 'childNodes' in step.node ? step.node.childNodes : [];
    for (let i = children.length - 1; i >= 0; i--) pending.push({ node: children[i]!, left: false });
  }
}

/** All elements below `root` that the test accepts, in document order. */
export function elements(root: Node, accepts: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  walk(root, (node) => {
    if (isElement(node) && accepts(node)) found.push(node);
    return true;
  });
  return found;
}

/** The text below a node as it stands in the source, except what `skip` leaves out. */
export function textOf(root: Node, skip: (element: Element) => boolean = () => false): string {
  const pieces: string[] = [];
  walk(root, (node) => {
    if ('value' in node) pieces.push(node.value);
    return !(isElement(node) && skip(node));
  });
  return pieces.join('');
}
