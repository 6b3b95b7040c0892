import type { Config } from '#platform';
import { drawKills } from '../crash/kills.js';
import { crash, type KillRow } from '../crash/run.js';
import { printTable } from '../table.js';
import { wholeNumber } from '../whole-number.js';

export interface CrashTestOptions {
  documents: string;
  changed: string;
  kills: string;
  apis: string;
  workers: string;
  seed: string;
}

/** `kilde crash-test`: kills parts of a Kilde on servers of its own while it is loaded. Exit code 1 if anything is lost, doubled or stuck. */
export async function crashTest(_: Config, options: CrashTestOptions): Promise<number> {
  const number = (name: keyof CrashTestOptions, least: number) =>
    wholeNumber(options[name], `--${name}`, least);
  const seed = number('seed', 0);
  const documents = number('documents', 1);
  const plan = {
    ...{ seed, documents, changed: Math.min(number('changed', 0), documents) },
    ...{ apis: number('apis', 1), workers: number('workers', 1) },
    kills: drawKills(seed, number('kills', 0)),
  };
  console.log(
    `${plan.documents} documents and ${plan.changed} changed versions through ${plan.apis} API and ${plan.workers} worker processes, ${plan.kills.length} kills, seed ${seed}.`,
  );
  const rows: KillRow[] = [];
  const report = await crash(plan, (row) => {
    rows.push(row);
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${rows.length} kills, ${row.sent} texts sent`);
  });
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  printTable(
    ['killed', 'no.', 'after s', 'process', 'texts sent', 'all ready again after s'],
    rows.map((row, at) => [
      row.victim,
      ...[String(at + 1), row.atSeconds.toFixed(1), String(row.pid), String(row.sent)],
      row.readyAfterSeconds.toFixed(1),
    ]),
  );
  printTable(
    ['searches meanwhile', 'count'],
    Object.entries(report.searches).map(([outcome, count]) => [outcome, String(count)]),
  );
  printTable(
    ['in the end', '', 'found'],
    report.checks.map(({ what, ok, found }) => [what, ok ? 'yes' : 'NO', found]),
  );
  const { redisKeys, redisMB, apiMB } = report.most;
  console.log(
    `\n${report.seconds.toFixed(0)} s in all; at most ${redisKeys} keys and ${redisMB.toFixed(1)} MB in Redis, ${apiMB.toFixed(0)} MB in an API process.`,
  );
  const ok = report.checks.every((check) => check.ok) && !report.searches['500'];
  console.log(
    ok ? 'Nothing was lost, doubled or stuck.' : 'Something was lost, doubled or stuck: see above.',
  );
  return ok ? 0 : 1;
}
