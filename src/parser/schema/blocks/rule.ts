/** Keys that rules share. */
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import { expression, texts, word } from '../values.ts';

export const mode: ConfigSchema = word(
  'With `shadow` everything is evaluated and recorded, and nothing is enforced.',
  ['enforce', 'shadow'],
  'enforce',
);

export const ruleKeys: Readonly<Record<string, ConfigSchema>> = {
  mode,
  environments: texts('The environments to which it applies; without it, all.', ['prod']),
  when: expression(
    'It applies only where this holds; where that is unknown, it applies.',
    'release.event != "tag"',
  ),
};

export const except: ConfigSchema = expression(
  'Who or what is exempt. Its use is recorded; where it is unknown, nothing is exempt.',
  'release.source == "emergency"',
);
