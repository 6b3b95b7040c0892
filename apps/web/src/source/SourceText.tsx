import { Fragment, memo } from 'react';
import { useI18n } from '../i18n/index.js';
import { pieces, within, type Range } from '../parts/ranges.js';
import type { Block } from './blocks.js';

interface Shown {
  text: string;
  /** The marked range, from its first to its last visible character. */
  marked: Range | null;
}

interface Props {
  text: string;
  blocks: Block[];
  range: Range | null;
}

/** The canonical text in blocks, with one range marked; memoised, because a long document has thousands of them. */
export const SourceText = memo(function SourceText({ text, blocks, range }: Props) {
  const shown = { text, marked: range && visible(blocks, range) };
  return blocks.map((block) => <BlockView key={`${block.type}${block.start}`} block={block} shown={shown} />);
});

function leaves(block: Block): Range[] {
  if (block.type === 'list') return block.items;
  if (block.type === 'table') return block.rows.flat();
  return block.type === 'page' ? [] : [block];
}

function visible(blocks: Block[], range: Range): Range | null {
  const touched = blocks.flatMap(leaves).filter(({ start, end }) => start < range.end && end > range.start);
  const [first, last] = [touched[0], touched.at(-1)];
  if (!first || !last) return null;
  return { start: Math.max(first.start, range.start), end: Math.min(last.end, range.end) };
}

function BlockView({ block, shown }: { block: Block; shown: Shown }) {
  switch (block.type) {
    case 'page':
      return <PageBreak page={block.page} />;
    case 'heading':
      return <DocumentHeading block={block} shown={shown} />;
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item.start} className={item.depth > 0 ? `depth-${item.depth}` : undefined}>
              <Run at={item} shown={shown} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <Table rows={block.rows} shown={shown} />;
    case 'paragraph':
      return (
        <p>
          <Run at={block} shown={shown} />
        </p>
      );
  }
}

/** The document's own headings stand below the page's title. */
function DocumentHeading({ block, shown }: { block: Block & { type: 'heading' }; shown: Shown }) {
  const Heading = `h${Math.min(6, block.level + 1)}` as 'h2';
  return (
    <Heading id={`h${block.start}`} tabIndex={-1}>
      <Run at={block} shown={shown} />
    </Heading>
  );
}

/** A wide table scrolls by itself; it can be focused, so that the keyboard can scroll it, too. */
function Table({ rows, shown }: { rows: Range[][]; shown: Shown }) {
  const { t } = useI18n();
  return (
    <div className="table-scroll" role="group" aria-label={t.source.table} tabIndex={0}>
      <table>
        <tbody>
          {rows.map((row) => (
            <tr key={row[0]?.start}>
              {row.map((cell) => (
                <td key={cell.start}>
                  <Run at={cell} shown={shown} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PageBreak({ page }: { page: number }) {
  const { language, t } = useI18n();
  return (
    <p className="page-break" lang={language}>
      {t.source.page(page)}
    </p>
  );
}

function Run({ at, shown }: { at: Range; shown: Shown }) {
  const { language, t } = useI18n();
  const { marked } = shown;
  const parts = pieces(shown.text.slice(at.start, at.end), marked ? within([marked], at.start, at.end) : []);
  return parts.map((part) => {
    if (!part.marked || !marked) return <Fragment key={part.start}>{part.text}</Fragment>;
    const start = at.start + part.start;
    return (
      <Fragment key={part.start}>
        {start === marked.start && (
          <span className="sr-only" lang={language}>
            {t.source.marked}{' '}
          </span>
        )}
        <mark tabIndex={-1}>{part.text}</mark>
        {start + part.text.length === marked.end && (
          <span className="sr-only" lang={language}>
            {' '}
            {t.source.markedEnd}
          </span>
        )}
      </Fragment>
    );
  });
}
