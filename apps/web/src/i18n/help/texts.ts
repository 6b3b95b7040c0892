import type { Same } from '../texts.js';
import type { help as en } from './en.js';

/** The texts of the help are long, and loaded with it alone. */
export type HelpTexts = Same<typeof en>;
