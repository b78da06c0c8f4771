/** An environment variable that the policy may read. */
import { unknown, type Known, type Value } from '../../../plan/value.ts';
import { requiredTextOf } from '../../host/config.ts';
import type { Probe } from '../../ports/index.ts';

export const probe: Probe = {
  async observe(config, context) {
    const name = requiredTextOf(config, 'name');
    const value = context.environment(name);
    return {
      fields: new Map<string, Known<Value>>([
        ['set', value !== undefined],
        ['empty', (value ?? '') === ''],
        ['value', value ?? unknown(`\`${name}\` is not set`)],
      ]),
      subject: name,
    };
  },
};
