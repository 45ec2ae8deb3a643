/** The import arrows of docs/developer.md: what a folder may not import, and why. */
const folder = (names) => `^(${names})/`;

const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    rule(
      'domein-imports-nothing-of-ours',
      { path: folder('domein') },
      { path: folder('workflows|activities|registers|kanalen|bronnen|api|worker|platform|web|migrations') },
      'The vocabulary stands alone.',
    ),
    rule(
      'domein-is-pure',
      { path: folder('domein'), pathNot: 'kanaaladapter' },
      { dependencyTypes: ['core'] },
      'No I/O in the vocabulary.',
    ),
    rule(
      'no-temporal-in-domein',
      { path: folder('domein') },
      { path: '@temporalio' },
      'Rules are tested without Temporal.',
    ),
    rule(
      'processes-know-only-domein',
      { path: '^workflows/processen/', pathNot: '\\.test\\.ts$' },
      {
        path: folder('workflows|activities|registers|kanalen|api|worker|platform|web'),
        pathNot: '^workflows/processen/',
      },
      'A process file imports domein only.',
    ),
    rule(
      'workflows-are-deterministic',
      { path: folder('workflows'), pathNot: '\\.test\\.ts$' },
      { path: folder('registers|kanalen|bronnen|api|worker|platform|web') },
      'Workflows reach the world through activities.',
    ),
    rule(
      'workflows-know-types-of-activities',
      { path: folder('workflows'), pathNot: '\\.test\\.ts$' },
      { path: folder('activities'), dependencyTypesNot: ['type-only'] },
      'Only the types of activities.',
    ),
    rule(
      'no-process-logic-in-channels',
      { path: folder('kanalen'), pathNot: '\\.test\\.tsx?$' },
      { path: folder('workflows|activities|registers|api|worker|migrations') },
      'A channel translates; it never decides and never writes a register.',
    ),
    rule(
      'no-temporal-in-channels',
      { path: folder('kanalen') },
      { path: '@temporalio' },
      'Channels go through the aanname port.',
    ),
    rule(
      'channels-stand-alone',
      { path: '^kanalen/([^/]+)/' },
      { path: '^kanalen/([^/]+)/', pathNot: '^kanalen/$1/' },
      'A channel never needs another channel.',
    ),
    rule(
      'registers-know-no-engine',
      { path: folder('registers'), pathNot: '\\.test\\.ts$' },
      { path: folder('workflows|activities|kanalen|api|worker|web') },
      'A register is data and its rules.',
    ),
    rule(
      'activities-know-no-api',
      { path: folder('activities'), pathNot: '\\.test\\.ts$' },
      { path: folder('workflows/(?!processen)|api|worker|web') },
      'Activities serve workflows.',
    ),
    rule(
      'only-processes-from-workflows',
      { path: folder('api|kanalen|registers|bronnen|web'), pathNot: '\\.test\\.ts$' },
      { path: '^workflows/', pathNot: '^workflows/processen/', dependencyTypesNot: ['type-only'] },
      'The process files are the open part of workflows.',
    ),
    rule(
      'no-circles',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'A circle hides who knows whom.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '(^|/)(dist|\\.schakel)/' },
  },
};
