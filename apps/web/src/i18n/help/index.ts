import { useI18n, type Language } from '../index.js';
import { help as da } from './da.js';
import { help as de } from './de.js';
import { help as en } from './en.js';
import type { HelpTexts } from './texts.js';

const helps: Record<Language, HelpTexts> = { da, de, en };

export function useHelp(): HelpTexts {
  return helps[useI18n().language];
}
