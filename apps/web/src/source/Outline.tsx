import type { Version } from '../api/openapi.js';
import { useI18n } from '../i18n/index.js';
import { jump } from '../parts/jump.js';
import type { Block } from './blocks.js';
import { openWhenWide } from './wide.js';

export function Outline({ blocks, version }: { blocks: Block[]; version: Version }) {
  const { t } = useI18n();
  const headings = blocks.filter((block) => block.type === 'heading');
  if (headings.length < 2) return null;
  return (
    <details className="side-part" open={openWhenWide()}>
      <summary>
        <h2>{t.source.contents}</h2>
      </summary>
      <nav aria-label={t.source.contents} lang={version.language}>
        <ul className="outline">
          {headings.map(({ start, end, level }) => (
            <li key={start} className={`level-${Math.min(level, 4)}`}>
              <a href={`#h${start}`} onClick={jump}>
                {version.text.slice(start, end)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </details>
  );
}
