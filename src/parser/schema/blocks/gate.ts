import { block, duration, expressions, template, text, word } from '../values.ts';
import { ruleKeys } from './rule.ts';

export const gate = block('a gate', 'What must hold before a release goes on.', {
  require: expressions('What must hold.', 'git.clean', ['error_rate < 1%', 'p95 < 1s']),
  prefer: expressions('What should hold; a warning where it does not.', 'disk.used < 75%'),
  severity: word(
    'What a failure means: `advisory` is only told, `block` stops the release, `critical` also says that something is unhealthy.',
    ['advisory', 'block', 'critical'],
    'block',
  ),
  ...ruleKeys,
  message: template('What to tell people when it fails.'),
  runbook: text('Where to read what to do when it fails.', { examples: ['docs/runbook.md'] }),
  for: duration('It must hold for this long, observed again and again.', '5m'),
  over: duration('It must have held for this long, asked of the past.', '5m'),
  every: duration('How often it is observed.', '15s'),
  tolerate: {
    type: 'integer',
    description: 'How many observations may fail.',
    minimum: 0,
    default: 0,
    examples: [3],
  },
});
