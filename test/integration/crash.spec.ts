import { crash, type KillRow } from '../../apps/cli/crash/run.js';
import { VICTIMS } from '../../apps/cli/crash/kills.js';
import { onServer } from '../harness.js';

(onServer ? test : test.skip)(
  'whichever part is killed during a load, nothing is lost, doubled or stuck, and searches are answered or told to wait',
  async () => {
    const rows: KillRow[] = [];
    const kills = VICTIMS.map((victim, which) => ({ victim, which, pauseMs: 500, awayMs: 300 }));
    const plan = { seed: 1, documents: 60, changed: 12, kills, apis: 2, workers: 2 };
    const { checks, searches } = await crash(plan, (row) => rows.push(row));
    expect(rows.map(({ victim }) => victim)).toEqual(VICTIMS);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(searches['200']).toBeGreaterThan(0);
    const known = new Set(['200', '503 with Retry-After', 'no connection']);
    expect(Object.keys(searches).filter((outcome) => !known.has(outcome))).toEqual([]);
  },
  400_000,
);
