import { useEffect, useMemo, useState } from 'react';
import type { Page, Version } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { useI18n } from '../i18n/index.js';
import { ProblemNotice } from '../parts/Notice.js';
import { boxesOf, type Box } from './boxes.js';
import type { Marks } from './marks.js';

interface Props {
  version: Version;
  page: number;
  marks: Marks;
  /** Tells height / width of the page. */
  onShape: (shape: number) => void;
  onDrawn?: (() => void) | undefined;
}

/** One page: its image, boxes at the marked words, and over them the words themselves, to be read out and selected. */
export function PageImage({ version, page, marks, onShape, onDrawn }: Props) {
  const { t } = useI18n();
  const { id } = version;
  const layout = useLoad(`page ${id} ${page}`, (signal) => requests.page(id, page, signal), { fresh: true });
  const image = useLoad(`image ${id} ${page}`, (signal) => requests.pageImage(id, page, signal), {
    fresh: true,
  });
  const source = useObjectUrl(image.data as Blob | undefined);
  const { width = 210, height = 297 } = layout.data ?? {};
  useEffect(() => onShape(height / width), [height, width, onShape]);
  useEffect(() => {
    if (layout.data) onDrawn?.();
  }, [layout.data, onDrawn]);

  const error = layout.error ?? image.error;
  if (error)
    return <ProblemNotice error={error} retry={() => [layout, image].forEach((one) => one.reload())} />;
  return (
    <div className="sheet" style={{ aspectRatio: `${width} / ${height}` }}>
      {source && <img src={source} alt={t.source.page(page)} />}
      {layout.data && (
        <>
          <Boxes page={layout.data} ranges={marks.target ? [marks.target] : []} kind="box-target" />
          <Boxes page={layout.data} ranges={marks.words} kind="box-word" />
          <Words page={layout.data} text={version.text} language={version.language} />
        </>
      )}
    </div>
  );
}

function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}

const share = (part: number, whole: number) => `${(100 * part) / whole}%`;

function at({ x, y, width, height }: Box, page: Page) {
  return {
    left: share(x, page.width),
    top: share(y, page.height),
    width: share(width, page.width),
    height: share(height, page.height),
  };
}

function Boxes({ page, ranges, kind }: { page: Page; ranges: Marks['words']; kind: string }) {
  const boxes = useMemo(() => boxesOf(page.words, ranges), [page.words, ranges]);
  return boxes.map((box) => (
    <mark key={`${box.x} ${box.y}`} tabIndex={-1} className={kind} style={at(box, page)} />
  ));
}

/** Invisible words at their places. They are as tall as they stand on the page, so that a selection looks right. */
function Words({ page, text, language }: { page: Page; text: string; language: string }) {
  return (
    <div className="sheet-words" lang={language}>
      {page.words.map((word) => (
        <span
          key={word.start}
          data-start={word.start}
          style={{ ...at(word, page), fontSize: `${(85 * word.height) / page.width}cqw` }}
        >
          {text.slice(word.start, word.end)}{' '}
        </span>
      ))}
    </div>
  );
}
