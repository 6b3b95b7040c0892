import { rmSync } from 'node:fs';

export default function endRun() {
  rmSync(process.env.KILDE_TEST_RUN, { recursive: true, force: true });
}
