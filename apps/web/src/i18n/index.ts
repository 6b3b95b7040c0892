import { createContext, use } from 'react';
import { da } from './da.js';
import { de } from './de.js';
import { en } from './en.js';
import type { Texts } from './texts.js';

export type { Texts };

export const texts = { da, de, en } satisfies Record<string, Texts>;
export type Language = keyof typeof texts;
export const languages = Object.keys(texts) as Language[];

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && value in texts;
}

const STORED = 'kilde.language';

/** What the address names goes before what was chosen here before, and that before the browser's wish. */
export function initialLanguage(): Language {
  const named = new URLSearchParams(location.search).get('lang');
  const wished = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return [named, localStorage.getItem(STORED), ...wished].find(isLanguage) ?? 'en';
}

export function storeLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
}

export interface I18n {
  language: Language;
  t: Texts;
  choose: (language: Language) => void;
}

export const I18nContext = createContext<I18n>({ language: 'en', t: en, choose: () => undefined });

export function useI18n(): I18n {
  return use(I18nContext);
}
