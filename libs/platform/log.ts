export interface Log {
  info(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
  debug(message: string, fields?: Record<string, unknown>): void;
}

const LEVELS = { quiet: 0, info: 1, debug: 2 };

/**
 * One line an event on standard error: time, level, message, then fields as key=value. Questions, document text
 * and secrets never go in here.
 */
export function createLog(level: keyof typeof LEVELS): Log {
  const write =
    (name: string, needed: number) =>
    (message: string, fields: Record<string, unknown> = {}) => {
      if (LEVELS[level] < needed) return;
      const tail = Object.entries(fields).map(
        ([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
      );
      process.stderr.write(`${new Date().toISOString()} ${name} ${message}${tail.join('')}\n`);
    };
  return { error: write('ERROR', 0), info: write('info', 1), debug: write('debug', 2) };
}
