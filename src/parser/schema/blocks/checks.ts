import { block, duration, expressions, word } from '../values.ts';
import type { ConfigSchema } from '../../../plan/descriptor.ts';

export const tolerance: ConfigSchema = {
  type: ['integer', 'string'],
  description: 'How many observations may fail.',
  minimum: 0,
  examples: [2, '2 of 5', '3 consecutive'],
  sentinel: { wants: 'a tolerance such as `2`, `2 of 5` or `3 consecutive`' },
};

export const checks = block('checks', 'What must hold while a stage lasts.', {
  every: duration('How often it is observed.', '1m'),
  warmup: duration('How long after a change of weight nothing is judged.', '2m'),
  require: expressions('What must hold.', ['canary.error_rate < 1%', 'canary.p95 < 1s']),
  prefer: expressions('What should hold; a warning where it does not.'),
  show: expressions('What is measured and told, and not judged.'),
  tolerate: tolerance,
  on_fail: word('What a failure does.', ['rollback', 'pause', 'hold'], 'rollback'),
  max_extend: duration('How long a stage may wait for observations.', '30m'),
});
