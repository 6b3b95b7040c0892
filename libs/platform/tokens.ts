/** Injection tokens of what every room may ask for. */
export const CONFIG = Symbol('config');
export const LOG = Symbol('log');
