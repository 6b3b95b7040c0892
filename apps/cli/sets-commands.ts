import type { Command } from 'commander';
import { action } from './action.js';
import type { BuildOptions } from './commands/sets.js';

const load = () => import('./commands/sets.js');

/** Adds `kilde sets` with what is below it. */
export function addSetsCommands(program: Command): void {
  const sets = program
    .command('sets')
    .description(
      'embedding sets: make the vectors of another model beside those that searches use, then switch',
    );
  sets
    .command('list', { isDefault: true })
    .description('list the sets, and how full they are')
    .action(action(async (config) => (await load()).listSets(config)));
  sets
    .command('build')
    .description('begin the set of KILDE_NEXT_EMBEDDER, and add what sets lack; cut off, run it again')
    .option('--work <percent>', 'of the time; the rest is left to searches', '100')
    .option('--memory <MB>', 'server engine: most memory that PostgreSQL may take for an index', '2000')
    .action(action(async (config, options: BuildOptions) => (await load()).buildSets(config, options)));
  sets
    .command('switch <id>')
    .description('let searches use another set')
    .action(action(async (config, id: string) => (await load()).switchSet(config, id)));
  sets
    .command('rollback')
    .description('let searches use the set again that they used before')
    .action(action(async (config) => (await load()).rollBack(config)));
  sets
    .command('drop <id>')
    .description('remove a set that searches do not use')
    .action(action(async (config, id: string) => (await load()).dropSet(config, id)));
}
