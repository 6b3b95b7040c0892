import { KildeError, readConfig, type Config } from '#platform';

/** Runs a command with the configuration; its number is the exit code, an error a sentence on standard error. */
export function action<A extends unknown[]>(
  run: (config: Config, ...input: A) => Promise<number>,
): (...input: A) => Promise<void> {
  return async (...input) => {
    try {
      process.exitCode = await run(readConfig(), ...input);
    } catch (error) {
      if (!(error instanceof KildeError)) throw error;
      console.error(error.message);
      process.exitCode = 1;
    }
  };
}
