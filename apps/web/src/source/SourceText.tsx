import { Fragment, memo } from 'react';
import { useI18n } from '../i18n/index.js';
import type { Range } from '../parts/ranges.js';
import type { Block } from './blocks.js';
import { markedPieces, marksIn, type Marks } from './marks.js';

interface Props {
  text: string;
  blocks: Block[];
  marks: Marks;
  /** Levels of headings above the document's own. */
  above: number;
}

/** The canonical text in blocks; a block is drawn anew only when its own marks change: there may be thousands. */
export const SourceText = memo(function SourceText({ text, blocks, marks, above }: Props) {
  const target = marks.target && visible(blocks, marks.target);
  const shown = { target, words: marks.words };
  return blocks.map((block) => (
    <BlockView
      key={`${block.type}${block.start}`}
      text={text}
      block={block}
      marks={marksIn(shown, block)}
      above={above}
    />
  ));
});

function leaves(block: Block): Range[] {
  if (block.type === 'list') return block.items;
  if (block.type === 'table') return block.rows.flat();
  return block.type === 'page' ? [] : [block];
}

/** A range from its first to its last visible character. */
function visible(blocks: Block[], range: Range): Range | null {
  const touched = blocks.flatMap(leaves).filter(({ start, end }) => start < range.end && end > range.start);
  const [first, last] = [touched[0], touched.at(-1)];
  if (!first || !last) return null;
  return { start: Math.max(first.start, range.start), end: Math.min(last.end, range.end) };
}

interface BlockProps {
  text: string;
  block: Block;
  marks: Marks;
  above: number;
}

const BlockView = memo(function BlockView({ text, block, marks, above }: BlockProps) {
  const run = (at: Range) => <Run text={text} at={at} marks={marks} />;
  switch (block.type) {
    case 'page':
      return <PageBreak page={block.page} />;
    case 'heading': {
      const Heading = `h${Math.min(6, block.level + above)}` as 'h2';
      return (
        <Heading id={`h${block.start}`} tabIndex={-1} data-start={block.start}>
          {run(block)}
        </Heading>
      );
    }
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li
              key={item.start}
              data-start={item.start}
              className={item.depth > 0 ? `depth-${item.depth}` : undefined}
            >
              {run(item)}
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <Table rows={block.rows} run={run} />;
    case 'paragraph':
      return <p data-start={block.start}>{run(block)}</p>;
  }
});

/** A wide table scrolls by itself; it can be focused, so that the keyboard can scroll it, too. */
function Table({ rows, run }: { rows: Range[][]; run: (at: Range) => React.ReactNode }) {
  const { t } = useI18n();
  return (
    <div className="table-scroll" role="group" aria-label={t.source.table} tabIndex={0}>
      <table>
        <tbody>
          {rows.map((row) => (
            <tr key={row[0]?.start}>
              {row.map((cell) => (
                <td key={cell.start} data-start={cell.start}>
                  {run(cell)}
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

/** A stretch of text with its marks; where the place looked at begins and ends is said, too. */
function Run({ text, at, marks }: { text: string; at: Range; marks: Marks }) {
  const { language, t } = useI18n();
  const said = (words: string) => (
    <span className="sr-only" lang={language}>
      {words}
    </span>
  );
  return markedPieces(text, at, marks).map((piece) => {
    if (!piece.target && !piece.word) return <Fragment key={piece.start}>{piece.text}</Fragment>;
    const kind = piece.target ? (piece.word ? 'mark-target mark-word' : 'mark-target') : 'mark-word';
    return (
      <Fragment key={piece.start}>
        {piece.start === marks.target?.start && said(`${t.source.marked} `)}
        <mark tabIndex={-1} className={kind}>
          {piece.text}
        </mark>
        {piece.end === marks.target?.end && said(` ${t.source.markedEnd}`)}
      </Fragment>
    );
  });
}
