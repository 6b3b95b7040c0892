import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before a Jest run: a folder for what its test files share, and a plain word when the built processes are missing. */
export default function beginRun() {
  for (const built of ['dist/libs/corpus/engine/engine-process.js', 'dist/apps/worker/main.js']) {
    if (!existsSync(built))
      throw new Error(
        `${built} is missing: tests start the engine and the worker as they are built. Run: npm run build`,
      );
  }
  process.env.KILDE_TEST_RUN = mkdtempSync(join(tmpdir(), 'kilde-test-'));
}
