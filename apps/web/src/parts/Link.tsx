import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { navigate, withLanguage } from '../url.js';

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string;
  /** The page goes on where it is, instead of beginning at its top. */
  stay?: boolean;
}

/** A link inside the app; opening it in a new tab or window stays the browser's business. */
export function Link({ href, onClick, stay = false, ...rest }: Props) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!plain || event.defaultPrevented) return;
    event.preventDefault();
    navigate(href);
    if (!stay) window.scrollTo(0, 0);
  };
  return <a {...rest} href={withLanguage(href)} onClick={follow} />;
}
