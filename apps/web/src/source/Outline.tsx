import type { Version } from '../api/openapi.js';
import { useI18n } from '../i18n/index.js';
import type { Range } from '../parts/ranges.js';
import type { Block } from './blocks.js';
import { SidePart } from './SidePart.js';

interface Props {
  blocks: Block[];
  version: Version;
  beside: boolean;
  onGo: (place: Range) => void;
}

/** The headings of the document, each leading to its place. */
export function Outline({ blocks, version, beside, onGo }: Props) {
  const { t } = useI18n();
  const headings = blocks.filter((block) => block.type === 'heading');
  if (headings.length < 2) return null;
  return (
    <SidePart title={t.source.contents} beside={beside}>
      <nav aria-label={t.source.contents} lang={version.language}>
        <ul className="outline">
          {headings.map(({ start, end, level }) => (
            <li key={start} className={`level-${Math.min(level, 4)}`}>
              <a
                href={`#h${start}`}
                onClick={(event) => {
                  event.preventDefault();
                  onGo({ start, end });
                }}
              >
                {version.text.slice(start, end)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </SidePart>
  );
}
