/** What a policy reads: settings, secrets, inputs, probes, scores. */
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import { block, componentBody, expression, list, named, text } from '../values.ts';

const variable = text('The environment variable that holds it.', { examples: ['API_URL'] });

/** A block without any source has a message of its own, which says what to write. */
const toldByCompiler = { minProperties: 0 };

export const settings = named(
  'Texts from the environment that may be shown.',
  block(
    'a setting',
    'A text from the environment that may be shown.',
    {
      env: variable,
      per_env: named('Its value by environment.', { type: 'string', description: 'The value there.' }),
      default: { type: 'string', description: 'Its value where nothing else says it.' },
    },
    toldByCompiler,
  ),
);

export const secrets = named(
  'Texts from the environment or a file that are never shown.',
  block(
    'a secret',
    'A text that is never shown.',
    {
      env: variable,
      file: text('The file that holds it.', { examples: ['/run/secrets/token'] }),
      vault: block(
        'a place in Vault',
        'Where Vault keeps it, in a secrets engine of the kind KV version 2.',
        {
          path: text('Of the secret, without `data/`.', { examples: ['apps/checkout'] }),
          key: text('Which of its keys; default the name of the secret here.'),
          mount: text('Where the engine is mounted.', { default: 'secret' }),
        },
        { required: ['path'] },
      ),
    },
    toldByCompiler,
  ),
);

const inputType: ConfigSchema = {
  type: ['string', 'array'],
  description: 'What is given: a type, or a type in brackets for a list.',
  items: { type: 'string' },
  minItems: 1,
  maxItems: 1,
  examples: ['string', ['string']],
  sentinel: { wants: 'a type such as `string`, or `[string]` for a list' },
};

export const inputs = named(
  'Values that are given on the command line with `--set`.',
  block('an input', 'A value that is given on the command line.', {
    type: inputType,
    default: {
      type: ['string', 'number', 'boolean', 'array'],
      description: 'Its value where none is given.',
      items: { type: ['string', 'number', 'boolean'] },
      sentinel: { wants: 'a value, or a list of values' },
    },
    required: { type: 'boolean', description: 'It must be given; by default where it has no `default`.' },
  }),
);

export const probes = named(
  'What is observed, by the names that expressions use.',
  block(
    'a probe',
    'One kind of probe with its configuration.',
    {
      each: {
        type: 'object',
        description: 'Makes it a list: one observation for each value of a name.',
        additionalProperties: {
          type: 'array',
          items: { type: ['string', 'number', 'boolean'] },
          minItems: 1,
        },
        minProperties: 1,
        maxProperties: 1,
        examples: [{ svc: ['cart', 'pay'] }],
      },
    },
    { additionalProperties: componentBody },
  ),
);

const level: ConfigSchema = {
  type: 'number',
  description: 'The lowest value that counts so.',
  minimum: 0,
  maximum: 1,
};

export const scores = named(
  'Weighted means of conditions and numbers.',
  block(
    'a score',
    'A weighted mean of criteria, from 0 to 1.',
    {
      criteria: list(
        'What goes into it.',
        block(
          'a criterion',
          'A condition, or a number from 0 to 1, with its weight.',
          {
            weight: { type: 'number', description: 'How much it counts.', minimum: 0, default: 1 },
            of: expression('A condition, or a number from 0 to 1.', 'error_rate < 1%'),
          },
          { required: ['of'] },
        ),
      ),
      healthy: level,
      degraded: level,
    },
    { required: ['criteria'] },
  ),
);
