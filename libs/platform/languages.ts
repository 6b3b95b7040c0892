/** The languages Kilde analyses and speaks. */
export const LANGUAGES = ['da', 'de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Something for each language. */
export function byLanguage<T>(of: (language: Language) => T): Record<Language, T> {
  return { da: of('da'), de: of('de'), en: of('en') };
}
