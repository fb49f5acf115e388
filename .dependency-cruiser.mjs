/**
 * Who may import whom: one rule for each part of `src`, with its reason. A part may always import itself,
 * and what its rule lists; everything else in `src` is refused.
 */
const lib = '^src/lib/';

/** Files of these parts, as one pattern: `core` or `broker/paper`. */
const parts = (...names) => names.map(name => `${lib}${name}/`);

/** A rule that lets `from` import nothing of `src` but `self` (the part itself) and `allowed`. */
const only = ({ name, from, self = from, allowed, comment }) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: '^src/', pathNot: [self, ...allowed] },
});

/** A rule that keeps a library (or built-in) in the files that wrap it. */
const onlyIn = ({ library, files, comment }) => ({
  name: `${library.replaceAll(/[^a-z0-9]+/gi, '-').replace(/^-/, '')}-in-its-adapter`,
  severity: 'error',
  comment,
  from: { path: '^src/', pathNot: files },
  to: { path: [`(^|/)node_modules/${library}/`, `^${library}$`] },
});

const core = parts('core');
const marketPorts = `${lib}market/[^/]+\\.ts$`;
const brokerPorts = `${lib}broker/[^/]+\\.ts$`;
const storePorts = `${lib}store/[^/]+\\.ts$`;

const layers = [
  only({
    name: 'core-alone',
    from: `${lib}core/`,
    allowed: [],
    comment: 'The vocabulary of everything else must not know any of it.',
  }),
  only({
    name: 'features',
    from: `${lib}features/`,
    allowed: core,
    comment: 'A feature is a function of bars: it must not see labels, models, orders or files.',
  }),
  only({
    name: 'risk',
    from: `${lib}risk/`,
    allowed: core,
    comment: 'A limit must not depend on the strategy that it limits.',
  }),
  only({
    name: 'performance',
    from: `${lib}performance/`,
    allowed: core,
    comment: 'A metric judges results from anywhere, so it knows none of their makers.',
  }),
  only({
    name: 'frame',
    from: `${lib}frame/`,
    allowed: parts('core', 'performance'),
    comment: 'A table of numbers does not know where they came from, nor whose library reads it.',
  }),
  only({
    name: 'learning',
    from: `${lib}learning/`,
    allowed: parts('core', 'features', 'performance'),
    comment: 'A learner must not know orders, brokers or files.',
  }),
  only({
    name: 'lab',
    from: `${lib}lab/`,
    allowed: parts('core', 'features', 'learning', 'performance'),
    comment:
      'The laboratory tries the learner on markets whose truth it knows: it must not need a store, a broker or threads.',
  }),
  only({
    name: 'threads',
    from: `${lib}threads/`,
    allowed: core,
    comment: 'Who hands out work does not know what the work is.',
  }),
  only({
    name: 'trading',
    from: `${lib}trading/`,
    allowed: parts('core', 'risk'),
    comment:
      'The step that decides is the same in a backtest, on paper and live: it knows no model and no broker.',
  }),
  only({
    name: 'journal',
    from: `${lib}journal/`,
    allowed: [...core, `${lib}learning/feedback/`],
    comment: 'The journal is the truth. What was learned is a fold of it, as positions are.',
  }),
  only({
    name: 'ports',
    from: `${lib}(market|broker|store)/[^/]+\\.ts$`,
    self: `${lib}$1/[^/]+\\.ts$`,
    allowed: [...core, ...parts('journal', 'risk')],
    comment: 'A port says what is needed in our own words (core, the journal, an approved order), never how.',
  }),
  only({
    name: 'alpaca',
    from: `${lib}alpaca/`,
    allowed: core,
    comment:
      'How Alpaca is talked to, for its broker and its market alike: no word of it leaves those three.',
  }),
  only({
    name: 'market-adapters',
    from: `${lib}market/([^/]+)/`,
    self: `${lib}market/$1/`,
    allowed: [...core, marketPorts, `${lib}alpaca/`],
    comment: 'A source of bars knows its port and its library; sources do not know each other.',
  }),
  only({
    name: 'broker-adapters',
    from: `${lib}broker/([^/]+)/`,
    self: `${lib}broker/$1/`,
    allowed: [...core, ...parts('risk', 'journal'), brokerPorts, marketPorts, `${lib}alpaca/`],
    comment:
      'A broker takes approved orders, the embedded one fills them at quotes; brokers do not know each other.',
  }),
  only({
    name: 'store-adapters',
    from: `${lib}store/([^/]+)/`,
    self: `${lib}store/$1/`,
    allowed: [...core, ...parts('journal'), storePorts],
    comment: 'A store knows its port and its library; stores do not know each other.',
  }),
  only({
    name: 'tick',
    from: `${lib}tick/`,
    allowed: [
      ...parts('core', 'risk', 'trading', 'journal').concat(brokerPorts, marketPorts),
      `${lib}learning/feedback/`,
    ],
    comment:
      'The pure half of a tick is what a backtest replays: it gets state, quotes and views as values, and knows no ' +
      'clock, no adapter and no use case.',
  }),
  only({
    name: 'drift',
    from: `${lib}drift/`,
    allowed: [
      ...parts('core', 'risk', 'trading', 'journal', 'tick').concat(brokerPorts, marketPorts),
      `${lib}learning/feedback/`,
    ],
    comment:
      'Live is held against the very step that trades, played again; prices and views of the past come in as arguments.',
  }),
  only({
    name: 'audit',
    from: `${lib}audit/`,
    allowed: parts('core', 'journal').concat(brokerPorts),
    comment:
      'The audit holds what was written against what the broker says: it must not share the code that wrote it.',
  }),
  only({
    name: 'backtest',
    from: `${lib}backtest/`,
    allowed: [
      ...parts('core', 'features', 'trading', 'risk', 'performance', 'broker/paper', 'journal', 'tick'),
      brokerPorts,
      marketPorts,
    ],
    comment: 'A backtest replays the real step on the paper broker; a learner comes in as an argument.',
  }),
  only({
    name: 'sandbox',
    from: `${lib}sandbox/`,
    allowed: [...core, marketPorts],
    comment:
      "The broker's side of the wire, written apart from HIVE's own: it must not share the code that it checks.",
  }),
  only({
    name: 'schedule',
    from: `${lib}schedule/`,
    allowed: core,
    comment: 'When to run is a matter of time and text files, not of trading.',
  }),
  only({
    name: 'alerts',
    from: `${lib}alerts/`,
    allowed: core,
    comment:
      'When to tell whom of a trouble, and in which form, is decided without a network, a file or a clock.',
  }),
  only({
    name: 'config',
    from: `${lib}config/`,
    allowed: core,
    comment: 'Settings are plain values that everyone may read.',
  }),
  only({
    name: 'app',
    from: `${lib}app/`,
    allowed: [`${lib}(?!server/|dashboards/)`, '^src/strategy\\.ts$'],
    comment: 'Use cases serve commands, pages and tests alike, so they know none of them.',
  }),
  only({
    name: 'server',
    from: `${lib}server/`,
    allowed: parts('core', 'app', 'dashboards'),
    comment: 'The server only shows: it can reach no broker, no store and no keys.',
  }),
  only({
    name: 'dashboards',
    from: `${lib}dashboards/`,
    allowed: [
      ...core,
      `${lib}app/schemas/`,
      `${lib}market/(sessions|new-york-time|nyse-holidays)\\.ts$`,
      '^src/output/(numbers|times)\\.ts$',
    ],
    comment:
      'Pages live in the browser and know only what the server sends: the shapes of answers, how figures are written, ' +
      'and the calendar of the exchange.',
  }),
  only({
    name: 'commands',
    from: '^src/commands/',
    allowed: [
      ...parts('core', 'app', 'server'),
      '^src/(base-command|flags|reading-flags|backtest-flags)\\.ts$',
      '^src/output/',
    ],
    comment: 'A command reads its flags, asks a use case and prints; it holds no rule of its own.',
  }),
  only({
    name: 'output',
    from: '^src/(output|errors)/(?!render/|report/|help/|man/)',
    self: '^src/(output|errors)/',
    allowed: [...core, ...parts('config')],
    comment: 'How tables, numbers and errors look does not depend on what is shown.',
  }),
  only({
    name: 'render',
    from: '^src/output/(render|report|help|man)/',
    self: '^src/output/',
    allowed: parts('core', 'app', 'audit', 'config', 'journal', 'learning'),
    comment: 'A renderer, a report or a page of help turns what it is given into text: data in, text out.',
  }),
];

const details = [
  {
    name: 'pure-parts-know-ports-as-types',
    severity: 'error',
    comment:
      'What is pure can ask nobody: of the ports it takes the shapes of answers, never a thing to call.',
    from: { path: `${lib}(tick|audit|drift)/` },
    to: { path: [brokerPorts, marketPorts], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'pages-know-answers-as-types',
    severity: 'error',
    comment: 'What checks answers stays on the server; a page is small because it takes their types alone.',
    from: { path: `${lib}dashboards/` },
    to: { path: `${lib}app/schemas/`, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'core-without-libraries',
    severity: 'error',
    comment: 'Core is pure; hashing is the one built-in that it needs.',
    from: { path: `${lib}core/` },
    to: { dependencyTypes: ['npm', 'core'], pathNot: '^(node:)?crypto$' },
  },
  {
    name: 'adapters-in-compose',
    severity: 'error',
    comment:
      'Only compose and its parts (the watch has its own, without keys or broker) choose adapters; use cases know ports. The files of the home folder (lock, ' +
      'halt file, journal, logs) have one implementation and no port, so use cases may use them as they are. A shell that completes a word wants ' +
      'names at once, and reads them without the adapters.',
    from: {
      path: `${lib}app/`,
      pathNot: `${lib}app/(compose|adapters|watch/watch-adapters|completion/shell-values)\\.ts$`,
    },
    to: {
      path: [`${lib}(market|broker)/[^/]+/`, `${lib}store/(?!files/)[^/]+/`],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'server-without-use-cases',
    severity: 'error',
    comment:
      'The server asks the followed home and nothing else: what trades, trains or holds keys is never loaded ' +
      'on its account.',
    from: { path: `${lib}server/` },
    to: { path: `${lib}app/`, pathNot: `${lib}app/(watch|schemas)/`, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'server-on-demand',
    severity: 'error',
    comment: 'Only the command that serves pays for loading the server.',
    from: { path: '^src/commands/' },
    to: { path: `${lib}server/`, dynamic: false, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'commands-start-light',
    severity: 'error',
    comment: 'What a command needs for its work is loaded in work(), so that --help stays quick.',
    from: { path: ['^src/commands/', '^src/base-command\\.ts$'] },
    to: {
      path: [`${lib}(market|broker|store|learning|backtest|server)/`, '(^|/)node_modules/(?!@oclif/core/)'],
      dynamic: false,
      dependencyTypesNot: ['type-only'],
    },
  },
];

const libraries = [
  onlyIn({ library: 'cli-table3', files: '^src/output/table\\.ts$', comment: 'One place draws tables.' }),
  onlyIn({
    library: 'ml-random-forest',
    files: `${lib}learning/`,
    comment: 'A library learner stays behind the learner port.',
  }),
  onlyIn({
    library: 'technicalindicators',
    files: `${lib}(trading|features)/`,
    comment: 'Its indicators stay behind our guard.',
  }),
  onlyIn({
    library: 'zod',
    files: [`${lib}(config|app|learning|store)/`, `${lib}((broker|market)/)?alpaca/`],
    comment: 'Shapes are checked where data comes in (settings, model files, records) or goes out.',
  }),
  onlyIn({
    library: '@alpacahq/alpaca-trade-api',
    files: `${lib}((broker|market)/)?alpaca/`,
    comment: 'The official client puts requests into form; what comes back is ours to judge.',
  }),
  onlyIn({
    library: 'yahoo-finance2',
    files: `${lib}market/yahoo/`,
    comment: 'A vendor and what it prints stay behind the bar source port.',
  }),
  onlyIn({
    library: '(koa|@koa/router)',
    files: `${lib}server/`,
    comment: 'Nothing but the server knows that it speaks HTTP.',
  }),
  onlyIn({
    library: 'cron',
    files: [`${lib}schedule/next-runs\\.ts$`, `${lib}app/schedule/job-timer\\.ts$`],
    comment: 'When a rhythm falls next, and the timer that waits for it: nothing else needs the library.',
  }),
  onlyIn({
    library: '@oclif/core',
    files: ['^src/[^/]+\\.ts$', '^src/(commands|hooks)/'],
    comment: 'Nothing but the command line knows how the command line is made.',
  }),
  onlyIn({
    library: 'pino',
    files: `${lib}store/files/hive-log\\.ts$`,
    comment: 'One file writes the log; everyone else says what happened.',
  }),
  onlyIn({
    library: 'tar',
    files: `${lib}store/files/backup-archive\\.ts$`,
    comment: 'Only backups are archives, and what is read from one is checked before it is believed.',
  }),
  onlyIn({
    library: '(node:)?sqlite',
    files: [`${lib}store/(sqlite/|files/lock\\.ts$)`, `${lib}broker/paper/`],
    comment:
      'SQL stays in the store, in the account of the embedded broker, and in the lock that the kernel holds.',
  }),
];

const hygiene = [
  {
    name: 'no-circular',
    severity: 'error',
    comment: 'A circle cannot be understood, tested or loaded one file at a time.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-orphans',
    severity: 'error',
    comment: 'A file that nobody imports is dead, unless oclif or a name loads it.',
    from: {
      orphan: true,
      pathNot: [
        '^src/(commands|hooks)/',
        '^src/(main|help)\\.ts$',
        '^src/output/man/man-pages\\.ts$',
        `${lib}app/schemas/`,
        `${lib}dashboards/[a-z]+/browser/(main|early)\\.ts$`,
      ],
    },
    to: {},
  },
  {
    name: 'not-to-unresolvable',
    severity: 'error',
    comment: 'It would fail at run time.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-dev-dependencies',
    severity: 'error',
    comment: 'Users do not have them.',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-dev'] },
  },
];

export default {
  forbidden: [...layers, ...details, ...libraries, ...hygiene],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
