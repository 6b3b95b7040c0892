import { languages, texts, useI18n } from '../i18n/index.js';

export function LanguageSwitch() {
  const { language, t, choose } = useI18n();
  return (
    <ul className="languages" aria-label={t.shell.language}>
      {languages.map((code) => (
        <li key={code}>
          <button
            type="button"
            lang={code}
            aria-label={`${code}: ${texts[code].name}`}
            title={texts[code].name}
            aria-pressed={code === language}
            onClick={() => choose(code)}
          >
            {code}
          </button>
        </li>
      ))}
    </ul>
  );
}
