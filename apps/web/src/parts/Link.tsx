import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { navigate, withLanguage } from '../url.js';

/** A link inside the app; opening it in a new tab or window stays the browser's business. */
export function Link({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!plain || event.defaultPrevented) return;
    event.preventDefault();
    navigate(href);
    window.scrollTo(0, 0);
  };
  return <a {...rest} href={withLanguage(href)} onClick={follow} />;
}
