/** The languages Kilde analyses and speaks. */
export const LANGUAGES = ['da', 'de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
