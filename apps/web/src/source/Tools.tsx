import { useState, type ReactNode } from 'react';
import type { Corpus, Version } from '../api/openapi.js';
import { useI18n } from '../i18n/index.js';
import { announce } from '../parts/announce.js';
import { copyRich, copyText } from '../parts/copy.js';
import { Icon } from '../parts/Icon.js';
import type { Range } from '../parts/ranges.js';
import type { SourceView } from './address.js';
import { hasPages, showsPages } from './pages.js';
import { copyableCitation, copyableQuote, permanentLink } from './quote.js';
import { PinButton } from '../work/PinButton.js';
import { SourceLink } from './SourceLink.js';
import { WayBack } from './WayBack.js';

interface Props {
  version: Version;
  corpus: Corpus | undefined;
  /** What the reader has selected, or the place looked at. */
  chosen: Range | null;
  q: string;
  view: SourceView;
  beside: boolean;
  children: ReactNode;
}

/** What a reader does with a document; stays in sight while the text scrolls, where there is room. */
export function Tools({ version, corpus, chosen, q, view, beside, children }: Props) {
  const { t } = useI18n();
  const [note, setNote] = useState('');
  const asPages = showsPages(version, view);
  const say = (copied: boolean) => {
    const message = copied ? t.source.copied : t.source.notCopied;
    setNote(message);
    announce(message);
  };
  type Action = [icon: 'copy' | 'quote' | 'link', text: string, act: () => Promise<boolean>, key?: string];
  const actions: Action[] = [
    ['copy', t.source.copyCitation, () => copyRich(copyableCitation(version, chosen, corpus)), 'c'],
    ['link', t.source.copyLink, () => copyText(permanentLink(version, chosen))],
  ];
  if (chosen)
    actions.splice(1, 0, [
      'quote',
      t.source.copyQuote,
      () => copyRich(copyableQuote(version, chosen, corpus)),
      'q',
    ]);
  return (
    <div className="tools" role="group" aria-label={t.source.tools}>
      <div className={beside ? 'tools-rows' : 'wrap tools-rows'}>
        <div className="tools-row">
          <WayBack version={version} range={chosen} q={q} beside={beside} />
          {hasPages(version) && !view.compare && (
            <SourceLink version={version.id} range={chosen} q={q} view={{ as: asPages ? 'text' : 'pages' }}>
              {asPages ? t.source.asText : t.source.asPages}
            </SourceLink>
          )}
          {children}
        </div>
        <div className="tools-row">
          {actions.map(([icon, text, act, key]) => (
            <button
              key={icon}
              type="button"
              className="text-button"
              aria-keyshortcuts={key}
              // Keeps what is selected in the document selected.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => void act().then(say)}
            >
              <Icon name={icon} />
              {text}
            </button>
          ))}
          <PinButton place={{ version: version.id, range: chosen }} about={version.title} shortcut="s" />
          <span className="tools-note">{note}</span>
        </div>
      </div>
    </div>
  );
}
