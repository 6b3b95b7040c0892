import type { ReactNode } from 'react';
import { openWhenWide } from './wide.js';

interface Props {
  title: string;
  /** The document stands beside the results: its parts are a heading lower, and begin closed. */
  beside: boolean;
  closed?: boolean;
  onToggle?: (open: boolean) => void;
  children: ReactNode;
}

/** A part beside the text that opens and closes. */
export function SidePart({ title, beside, closed = false, onToggle, children }: Props) {
  const Heading = beside ? 'h3' : 'h2';
  return (
    <details
      className="side-part"
      open={!closed && !beside && openWhenWide()}
      onToggle={(event) => onToggle?.(event.currentTarget.open)}
    >
      <summary>
        <Heading>{title}</Heading>
      </summary>
      {children}
    </details>
  );
}
