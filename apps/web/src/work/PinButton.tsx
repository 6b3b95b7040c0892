import { useState } from 'react';
import { useI18n } from '../i18n/index.js';
import { announce } from '../parts/announce.js';
import { Icon } from '../parts/Icon.js';
import { Link } from '../parts/Link.js';
import { PinDialog } from './PinDialog.js';
import type { Place } from './work.js';

interface Props {
  place: Place;
  about: string;
  /** The key that it can be pressed by. */
  shortcut?: string;
}

/** Puts a place into a case; says then into which. */
export function PinButton({ place, about, shortcut }: Props) {
  const { t } = useI18n();
  const [choosing, setChoosing] = useState(false);
  const [pinned, setPinned] = useState<{ id: string; title: string } | null>(null);
  return (
    <>
      <button
        type="button"
        className="text-button"
        aria-haspopup="dialog"
        aria-keyshortcuts={shortcut}
        aria-label={t.work.pinAbout(about)}
        // Keeps what is selected in the document selected.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setChoosing(true)}
      >
        <Icon name="pin" />
        {t.work.pin}
      </button>
      {pinned && (
        <Link className="pinned-to" href={`/work/cases/${pinned.id}`}>
          {t.work.pinnedTo(pinned.title)}
        </Link>
      )}
      {choosing && (
        <PinDialog
          place={place}
          onPinned={(to) => {
            setPinned(to);
            announce(t.work.pinnedTo(to.title));
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}
