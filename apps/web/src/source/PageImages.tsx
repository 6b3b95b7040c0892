import { useEffect, useRef, useState } from 'react';
import type { Version } from '../api/openapi.js';
import type { Marks } from './marks.js';
import { PageImage } from './PageImage.js';
import { pageOf } from './pages.js';

/** A4, until a page has told its own shape. */
const SHAPE = 297 / 210;

interface Props {
  version: Version;
  marks: Marks;
  /** The place that is looked at stands on its page now. */
  onTargetDrawn: () => void;
}

/** The pages as they were printed, each drawn when it comes near, with the marks at their words. */
export function PageImages({ version, marks, onTargetDrawn }: Props) {
  const [shape, setShape] = useState(SHAPE);
  const first = marks.target && pageOf(version.pages, marks.target.start);
  return (
    <div className="sheets">
      {version.pages.map(({ page }) => (
        <Near key={page} page={page} first={page === first} shape={shape}>
          <PageImage
            version={version}
            page={page}
            marks={marks}
            onShape={setShape}
            onDrawn={page === first ? onTargetDrawn : undefined}
          />
        </Near>
      ))}
    </div>
  );
}

interface NearProps {
  page: number;
  /** Drawn at once: it holds the place that is looked at. */
  first: boolean;
  shape: number;
  children: React.ReactNode;
}

/** Keeps the room of a page, and shows it once it comes near what is seen. */
function Near({ page, first, shape, children }: NearProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(first);
  useEffect(() => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setNear(true);
      },
      { rootMargin: '800px' },
    );
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  const shown = near || first;
  return (
    <div
      ref={frame}
      id={`page${page}`}
      className="sheet-frame"
      style={shown ? undefined : { aspectRatio: String(1 / shape) }}
    >
      {shown && children}
    </div>
  );
}
