import { block, form, texts } from '../values.ts';
import { except, ruleKeys } from './rule.ts';

const aRate = 'a number per time such as `3 per 1h`';

export const limit = block(
  'a limit',
  'How often may be released.',
  {
    at_most: {
      type: ['string', 'array'],
      description: 'Admissions in any window of that length.',
      items: form(aRate, 'Admissions per time.', '3 per 1h'),
      minItems: 1,
      examples: [['1 per 1m', '3 per 1h']],
      sentinel: { wants: `${aRate}, or a list of them` },
    },
    by: texts('The fields of a release that are counted apart; without it, everything together.', [
      'workload',
      'env',
    ]),
    ...ruleKeys,
    except,
  },
  { required: ['at_most'] },
);
