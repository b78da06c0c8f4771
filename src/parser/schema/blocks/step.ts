import { block, componentBody, expression, list, text } from '../values.ts';

export const steps = list(
  'Steps that are taken in turn; each is safe to take again.',
  block(
    'a step',
    'Something to do, and when.',
    {
      name: text('What it is called in reports.'),
      when: expression('It is taken only where this holds.'),
    },
    { additionalProperties: componentBody },
  ),
);
