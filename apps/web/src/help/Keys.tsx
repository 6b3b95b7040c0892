import { useId, useState } from 'react';
import { useHelp } from '../i18n/help/index.js';
import { Dialog } from '../parts/Dialog.js';
import { shortcutsOn, switchShortcuts } from '../shell/shortcuts.js';

/** What single keys do, and the switch for them. */
export function Keys() {
  const { keys } = useHelp();
  const id = useId();
  const [on, setOn] = useState(shortcutsOn);
  const flip = () => {
    switchShortcuts(!on);
    setOn(!on);
  };
  return (
    <>
      <dl className="keys">
        {Object.entries(keys.names).map(([key, says]) => (
          <div key={key}>
            <dt>
              <kbd>{key === 'Escape' ? 'Esc' : key}</kbd>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <p className="pick">
        <input
          id={id}
          type="checkbox"
          className="form-checkbox"
          checked={on}
          aria-describedby={`${id}hint`}
          onChange={flip}
        />
        <label htmlFor={id}>{keys.use}</label>
      </p>
      <p id={`${id}hint`} className="quiet">
        {keys.useHint}
      </p>
    </>
  );
}

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={useHelp().keys.title} onClose={onClose}>
      <Keys />
    </Dialog>
  );
}
