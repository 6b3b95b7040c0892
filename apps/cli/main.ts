#!/usr/bin/env -S node --max-semi-space-size=32
import { Command } from 'commander';
import { action } from './action.js';
import type { BenchOptions } from './commands/bench.js';
import type { ServerBenchOptions } from './commands/bench-server.js';
import type { CheckFilesOptions } from './commands/check-files.js';
import type { CrashTestOptions } from './commands/crash-test.js';
import type { EvalAnswersOptions } from './commands/eval-answers.js';
import type { EvalOptions } from './commands/eval.js';
import type { LexiconOptions } from './commands/lexicon.js';
import type { TrainOptions } from './commands/train.js';
import type { TuneOptions } from './commands/tune.js';
import { ingest } from './commands/ingest.js';
import { corpora, documents, ingestions, keys } from './commands/lists.js';
import { ask, search, type QueryOptions } from './commands/query.js';
import { addSetsCommands } from './sets-commands.js';

// Commands that start an engine are loaded when they run: the others answer in a fraction of the time.
const program = new Command('kilde')
  .description('Finds the passage that settles a question, and answers only with verified quotes.')
  .showHelpAfterError();

const several = (value: string, before: string[] = []) => [...before, value];
const scoped = (command: Command) =>
  command
    .option('-c, --corpus <slug>', 'corpus to search, may be repeated', several)
    .option('-f, --filter <field=value>', 'filter, may be repeated; field=from..to is a range', several)
    .option('--as-of <day>', 'the day whose versions in force are searched, YYYY-MM-DD')
    .option('--language <da|de|en>', 'language of the query')
    .option('--json', 'print the whole response');

program
  .command('start')
  .description('start Kilde: engine, API, web app and worker')
  .option('--no-worker', 'without a worker: on the server engine, where workers run by themselves')
  .action(
    action(async (config, options: { worker: boolean }) =>
      (await import('./commands/start.js')).start(config, options),
    ),
  );

program
  .command('ingest <paths...>')
  .description('load files and folders into a corpus')
  .requiredOption('-c, --corpus <slug>', 'the corpus; made when it does not exist')
  .option('-m, --manifest <file>', 'a manifest.csv with metadata by file')
  .option('--language <da|de|en>', 'language of a corpus that is made', 'da')
  .action(
    action((config, paths: string[], options: { corpus: string; manifest?: string; language?: string }) =>
      ingest(config, paths, options),
    ),
  );

scoped(program.command('search <query>').description('find passages'))
  .option('-n, --limit <number>', 'how many hits')
  .action(action((config, query: string, options: QueryOptions) => search(config, query, options)));
scoped(program.command('ask <question>').description('answer a question with quotes'))
  .option('--previous <question>', 'a question asked before, oldest first, may be repeated', several)
  .action(action((config, question: string, options: QueryOptions) => ask(config, question, options)));

program
  .command('corpora')
  .description('list corpora')
  .option('--create <file>', 'make one from a corpus.json')
  .option('--delete <slug>', 'delete one with all its documents')
  .action(action((config, options: Parameters<typeof corpora>[1]) => corpora(config, options)));
program
  .command('documents')
  .description('list documents')
  .option('-c, --corpus <slug>')
  .option('-n, --limit <number>', 'how many', '50')
  .option('--offset <number>', 'from where', '0')
  .option('--delete <id>', 'delete one with all its versions')
  .action(action((config, options: Parameters<typeof documents>[1]) => documents(config, options)));
program
  .command('ingestions')
  .description('list what came in and what became of it, newest first')
  .option('-c, --corpus <slug>')
  .option('--state <state>', 'queued, running, indexed, skipped or failed')
  .option('-n, --limit <number>', 'how many', '50')
  .option('--retry [id]', 'try a failed one again, or all failed ones')
  .action(action((config, options: Parameters<typeof ingestions>[1]) => ingestions(config, options)));
program
  .command('keys')
  .description('list API keys')
  .option('--create <name>', 'make one')
  .option(
    '--grant <corpus:role>',
    'a role for it: reader, curator or admin of a corpus; may be repeated',
    several,
  )
  .option('--admin', 'it may do everything')
  .option('--revoke <id>', 'revoke one')
  .action(action((config, options: Parameters<typeof keys>[1]) => keys(config, options)));
program
  .command('migrate')
  .description('bring the database schema up to date')
  .action(action(async (config) => (await import('./commands/migrate.js')).migrate(config)));

program
  .command('backup <file>')
  .description('write everything that is stored into one file, also from a running Kilde')
  .action(
    action(async (config, file: string) => (await import('./commands/backup.js')).backup(config, file)),
  );
program
  .command('restore <file>')
  .description('fill an empty database, of either engine, from a backup')
  .action(
    action(async (config, file: string) => (await import('./commands/backup.js')).restore(config, file)),
  );

program
  .command('crash-test')
  .description(
    'kill parts of a Kilde on servers of its own while it is loaded, and look for what is lost (Debian, root)',
  )
  .option('--documents <number>', 'documents to load', '2000')
  .option('--changed <number>', 'of them, so many get a second version', '300')
  .option('--kills <number>', 'kills at random', '100')
  .option('--apis <number>', 'API processes', '2')
  .option('--workers <number>', 'worker processes', '3')
  .option('--seed <number>', 'seed of the texts and the kills', '1')
  .action(
    action(async (config, options: CrashTestOptions) =>
      (await import('./commands/crash-test.js')).crashTest(config, options),
    ),
  );

program
  .command('reindex')
  .description(
    'renew what is derived from the stored texts: weights of words, frequencies, and vectors of the configured embedder',
  )
  .option('-c, --corpus <slug>', 'only this corpus')
  .action(
    action(async (config, options: { corpus?: string }) =>
      (await import('./commands/reindex.js')).reindex(config, options),
    ),
  );

program
  .command('index')
  .description(
    'server engine, after much has come in: give large corpora partitions of their own, and build missing vector indexes',
  )
  .option('--memory <MB>', 'most memory that PostgreSQL may take for a build', '2000')
  .action(
    action(async (config, options: { memory: string }) =>
      (await import('./commands/index-vectors.js')).indexVectors(config, options),
    ),
  );

addSetsCommands(program);

program
  .command('check-files <folder>')
  .description('read a folder with the parsers alone, and say what became of each format')
  .option(
    '--expected <file>',
    'a table with tabs to compare with: file, readable or the code of a refusal, why',
  )
  .option('--fuzz <number>', 'read so many mutations of the small files of each format instead of the files')
  .option('--seed <number>', 'seed of the mutations', '1')
  .option('--compare', 'compare the words with those that pdftotext and LibreOffice find')
  .option('--json', 'print JSON and nothing else')
  .action(
    action(async (config, folder: string, options: CheckFilesOptions) =>
      (await import('./commands/check-files.js')).checkFiles(config, folder, options),
    ),
  );

program
  .command('eval')
  .description('measure search on judged test sets, through the real pipeline and a throw-away database')
  .option('--beir <folder...>', 'folders with corpus.jsonl, queries.jsonl and qrels.tsv')
  .option(
    '--queries <folder...>',
    'put the queries.jsonl of these folders to each corpus instead of its own, judged by their qrels.tsv; ' +
      'the document ids there must be ids of the corpus (as in translations of one set, whose documents share ids)',
  )
  .option('--samples', 'also the questions of samples/, by language')
  .option('--limit <number>', 'only the first so many queries of each set')
  .option('--baseline', 'also stemmed BM25 and ts_rank_cd of PostgreSQL, over the same documents')
  .option(
    '--next',
    'also by the vectors of KILDE_NEXT_EMBEDDER, made beside those of the configured embedder',
  )
  .option('--per-query <file>', 'write what each query found, one line of JSON each')
  .option('--first-stage', 'instead: what the lanes’ candidates lose against a full scan by the whole score')
  .option(
    '--compare <file...>',
    'instead: compare two files of --per-query by a paired significance test, or the baselines in one with Kilde',
  )
  .option('--measure <name>', 'what to compare by: nDCG@10, recall@10 or recall@100', 'nDCG@10')
  .option('--seed <number>', 'seed of the significance test', '1')
  .option('--json', 'print JSON and nothing else')
  .option('--csv', 'print CSV and nothing else')
  .action(
    action(async (config, options: EvalOptions) =>
      (await import('./commands/eval.js')).evaluate(config, options),
    ),
  );

program
  .command('eval-answers')
  .description('measure extractive answers on test sets with answer strings, and what is refused')
  .option('--beir <folder...>', 'folders with corpus.jsonl, queries.jsonl, qrels.tsv and answers.jsonl')
  .option(
    '--against <folder...>',
    'also put the questions of each set to the corpora of these folders that are in its language, and theirs to it: ' +
      'questions that ought to be refused',
  )
  .option(
    '--calibrate <percent>',
    'with --against: fit the threshold that refuses at most so many percent of the questions of the corpus itself ' +
      '(a corpus takes it as answering.threshold)',
  )
  .option('--queries <number>', 'only the first so many queries of each set')
  .option('--json', 'print JSON and nothing else')
  .action(
    action(async (config, options: EvalAnswersOptions) =>
      (await import('./commands/eval-answers.js')).evaluateAnswers(config, options),
    ),
  );

program
  .command('tune')
  .description('fit the weights of meaning and of windows for the configured embedder on judged test sets')
  .option('--beir <folder...>', 'folders with corpus.jsonl, queries.jsonl and qrels.tsv')
  .option('--queries <folder...>', 'as in eval')
  .option('--samples', 'also the questions of samples/, by language')
  .option('--limit <number>', 'only the first so many queries of each set')
  .option('--json', 'print JSON and nothing else')
  .action(
    action(async (config, options: TuneOptions) =>
      (await import('./commands/tune.js')).tune(config, options),
    ),
  );

program
  .command('bench')
  .description('measure ingestion, search and memory, in a throw-away data folder')
  .option('--server', 'instead: search over large corpora on PostgreSQL, beside others on the same rows')
  .option(
    '--ingest <numbers>',
    'with --server, instead of search: ingestion up to so many passages, by 1 and 2 workers',
  )
  .option('--database <name>', 'with --server: keep the corpora in this database, and use what is there')
  .option('--sizes <numbers>', 'sizes to measure at, in passages; all: the whole text', '1000,10000,30000')
  .option('--queries <number>', 'how many queries', '200')
  .option('--rounds <number>', 'how often each is asked', '3')
  .option('--seed <number>', 'seed of the made documents', '1')
  .option('--corpus <folder...>', 'real text instead: folders with corpus.jsonl and queries.jsonl')
  .option('--texts <path...>', 'running text instead: .jsonl and .jsonl.gz files, or folders of them')
  .option('--json', 'print JSON and nothing else')
  .action(
    action(async (config, options: BenchOptions & ServerBenchOptions & { server?: boolean }) =>
      options.server
        ? options.ingest
          ? (await import('./commands/bench-ingestion.js')).benchIngestion(config, options)
          : (await import('./commands/bench-server.js')).benchServer(config, options)
        : (await import('./commands/bench.js')).bench(config, options),
    ),
  );

program
  .command('train')
  .description(
    'train the static embedder; files are .jsonl.gz or .tsv.gz as libs/models/static/MODEL_CARD.md describes',
  )
  .option('--pairs <file...>', 'heading and passage')
  .option('--texts <file...>', 'running text')
  .option('--parallel <file...>', 'aligned sections of two languages')
  .option('--headings <file...>', 'aligned headings of two languages')
  .option('--terms <file...>', 'terms in the three languages')
  .option(
    '--questions <file...>',
    'questions in lay words and the rules that settle them, in the three languages',
  )
  .option('--dev <folder...>', 'judged test sets to score the result on')
  .requiredOption('--out <folder>', 'where the model goes')
  .option('--steps <number>', 'training steps')
  .option('--seed <number>', 'seed of everything random')
  .action(
    action(async (config, options: TrainOptions) =>
      (await import('./commands/train.js')).train(config, options),
    ),
  );

program
  .command('lexicon')
  .description('learn translations from parallel text')
  .requiredOption('--training <folder>', 'folder with parallel-*, headings-* and terms/')
  .requiredOption('--out <folder>', 'where the lexicon goes')
  .option('--share-alike', 'also learn from the share-alike term lists; the result is share-alike then')
  .action(
    action(async (config, options: LexiconOptions) =>
      (await import('./commands/lexicon.js')).lexicon(config, options),
    ),
  );

await program.parseAsync();
