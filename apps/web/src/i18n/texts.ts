import type { en } from './en.js';

/** English names the texts; the other languages hold the same ones. */
export type Same<T> = T extends (...args: infer A) => string
  ? (...args: A) => string
  : T extends string
    ? string
    : { [K in keyof T]: Same<T[K]> };
export type Texts = Same<typeof en>;
