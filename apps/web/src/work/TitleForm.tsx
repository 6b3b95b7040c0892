import { useId, useState, type FormEvent } from 'react';

interface Props {
  label: string;
  button: string;
  kind?: 'primary' | 'secondary';
  title?: string;
  placeholder?: string;
  autoFocus?: boolean;
  busy: boolean;
  /** Takes the title without white space around it; an empty one is not handed on. */
  onTitle: (title: string) => void;
}

/** Names a case. */
export function TitleForm({
  label,
  button,
  kind = 'primary',
  title = '',
  placeholder,
  autoFocus,
  ...props
}: Props) {
  const id = useId();
  const [text, setText] = useState(title);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) props.onTitle(text.trim());
  };
  return (
    <form onSubmit={submit}>
      <label className="form-label" htmlFor={id}>
        {label}
      </label>
      <div className="row">
        <input
          id={id}
          className="form-input"
          value={text}
          maxLength={200}
          placeholder={placeholder}
          autoFocus={autoFocus}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className={`button button-${kind}`} disabled={props.busy}>
          {button}
        </button>
      </div>
    </form>
  );
}
