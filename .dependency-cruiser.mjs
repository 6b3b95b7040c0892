/** Which room may import which: DESIGN in ARCHITECTURE.md, "Rooms". A row lists what a lib may stand on. */
const standsOn = {
  platform: [],
  corpus: ['platform'],
  models: ['platform'],
  access: ['platform', 'corpus'],
  ingestion: ['platform', 'corpus', 'models'],
  retrieval: ['platform', 'corpus', 'models'],
  answering: ['platform', 'corpus', 'models', 'retrieval'],
};

const libRules = Object.entries(standsOn).map(([lib, allowed]) => ({
  name: `${lib}-stands-on`,
  severity: 'error',
  comment: `libs/${lib} may import only: ${allowed.join(', ') || 'no other room'}`,
  from: { path: `^libs/${lib}/` },
  to: {
    path: '^(libs|apps|migrations)/',
    pathNot: `^libs/(${[lib, ...allowed].join('|')})/${lib === 'corpus' ? '|^migrations/' : ''}`,
  },
}));

export default {
  forbidden: [
    ...libRules,
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import that leads nowhere would escape every other rule.',
      from: {},
      to: { couldNotResolve: true },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'through-the-front-door',
      severity: 'error',
      comment: 'Another room is imported by its index (#corpus), never by a file inside it.',
      from: { path: '^(libs|apps)/([^/]+)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/[^/]+/', pathNot: ['^libs/$2/', '^libs/[^/]+/index\\.ts$'] },
    },
    {
      name: 'sql-through-corpus',
      severity: 'error',
      comment: 'Only libs/corpus and migrations talk to the database.',
      from: { path: '^(apps|libs)/', pathNot: '^libs/corpus/' },
      to: { path: 'node_modules/(pg|typeorm|@electric-sql)/' },
    },
    {
      name: 'apps-apart',
      severity: 'error',
      comment: 'Apps share only the HTTP contract, and the CLI starts the other processes.',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/cli/' },
      to: { path: '^apps/', pathNot: ['^apps/$1/', '^apps/api/contract/'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(libs|apps)/',
        pathNot: '\\.(d|spec)\\.ts$|vite\\.config|^apps/api/(docs/|write-openapi)|^apps/(cli|worker)/main',
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.depcruise.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
