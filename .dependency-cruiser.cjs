/**
 * The rooms of the house (docs/architecture.md): who may import whom. A room lists what it may reach; everything else of
 * ours is forbidden.
 */
const rooms = {
  plan: [],
  parser: ['plan'],
  compiler: ['plan', 'parser'],
  'runtime/core': ['plan'],
  analysis: ['plan', 'parser', 'compiler', 'runtime/core'],
  'runtime/ports': ['plan'],
  'runtime/probes': ['plan', 'runtime/ports', 'runtime/failure', 'runtime/host'],
  'runtime/steps': ['plan', 'runtime/ports', 'runtime/failure', 'runtime/host'],
  'runtime/traffic': ['plan', 'runtime/ports', 'runtime/failure', 'runtime/host'],
  'runtime/stores': ['plan', 'runtime/ports', 'runtime/failure', 'runtime/host'],
  'runtime/notify': ['plan', 'runtime/ports', 'runtime/failure', 'runtime/host'],
  'runtime/calendars': ['plan', 'runtime/core/time', 'runtime/ports', 'runtime/failure', 'runtime/host'],
  'runtime/host': ['plan', 'runtime/ports', 'runtime/failure'],
  'runtime/rules': ['plan', 'runtime/core', 'runtime/ports'],
  'runtime/engine': ['plan', 'runtime/core', 'runtime/rules', 'runtime/ports', 'runtime/failure'],
  app: ['plan', 'parser', 'compiler', 'analysis', 'runtime'],
  // The trees with their places, and the scopes of names, are what editors ask about.
  lsp: ['plan', 'parser', 'compiler', 'app'],
  // What other programs decide by, without anything that judges or drives.
  flags: ['plan', 'runtime/core', 'runtime/ports', 'runtime/stores', 'runtime/failure'],
  // Assertions for tests, which are published too.
  testkit: ['plan', 'app', 'lsp'],
  cli: ['plan', 'app', 'lsp'],
  // Runs in a browser, and so takes only what is pure.
  playground: [
    'plan',
    'parser',
    'compiler',
    'runtime/core',
    'analysis',
    'app/policy/compile-text',
    'cli/render/frame',
    'cli/text',
  ],
};

/** Rooms that also run in a browser: no module of Node, no clock of luxon. */
const pure = ['plan', 'parser', 'compiler', 'runtime/core', 'analysis', 'playground'];

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `room-${room.replace('/', '-')}`,
      comment: `src/${room} may import only itself${allowed.length > 0 ? `, ${allowed.join(', ')}` : ''}`,
      severity: 'error',
      from: { path: `^src/${room}(/|\\.ts$)` },
      to: { path: '^src/', pathNot: [room, ...allowed].map((name) => `^src/${name}(/|\\.ts$)`) },
    })),
    {
      name: 'pure-rooms',
      comment: 'these run in a browser too',
      severity: 'error',
      from: { path: pure.map((room) => `^src/${room}/`) },
      to: { dependencyTypes: ['core'] },
    },
    ...['probes', 'steps', 'stores', 'traffic', 'notify'].map((room) => ({
      name: `${room}-apart`,
      comment: 'adapters do not know each other',
      severity: 'error',
      from: { path: `^src/runtime/${room}/([^/]+)/` },
      to: { path: `^src/runtime/${room}/[^/]+/`, pathNot: `^src/runtime/${room}/$1/` },
    })),
    {
      name: 'descriptors-are-data',
      comment: 'a descriptor is loaded with every policy: types and schema helpers only',
      severity: 'error',
      from: { path: '/descriptor\\.ts$' },
      to: { pathNot: '^src/plan/' },
    },
    {
      name: 'lsp-by-its-command',
      comment: 'the language server is loaded by the command that starts it, and by nothing else that runs',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(lsp|testkit)/', '^src/cli/commands/lsp\\.ts$'] },
      to: { path: '^src/lsp/' },
    },
    {
      name: 'live-view-when-drawn',
      comment:
        'what draws the live view takes long to load: the display does so when there is something to draw',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/live/' },
      to: { path: '^src/cli/live/(live|view)\\.ts$|^node_modules/(ink|react)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', 'src/cli/main\\.ts$'] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
  },
};
