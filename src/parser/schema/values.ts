/** The kinds of values that keys of a policy take, each described once. */
import { durationSchema, ratioSchema } from '../../plan/config.ts';
import type { ConfigSchema } from '../../plan/descriptor.ts';

type Extra = Omit<ConfigSchema, 'type' | 'sentinel' | 'description'>;

const anExpression = 'an expression such as `disk.used < 85%`';

/** `require: true` and `of: 1` are expressions too. */
export function expression(description: string, ...examples: readonly string[]): ConfigSchema {
  return {
    type: ['string', 'number', 'boolean'],
    description,
    ...(examples.length > 0 && { examples }),
    sentinel: { expression: 'condition', wants: anExpression },
  };
}

export function expressions(description: string, ...examples: readonly unknown[]): ConfigSchema {
  return {
    type: ['string', 'number', 'boolean', 'array'],
    description,
    ...(examples.length > 0 && { examples }),
    items: { ...expression('One condition; all must hold.') },
    minItems: 1,
    sentinel: { expression: 'condition', wants: 'an expression, or a list of expressions' },
  };
}

export function template(description: string): ConfigSchema {
  return { type: 'string', description, sentinel: { expression: 'template' } };
}

export function duration(description: string, ...examples: readonly string[]): ConfigSchema {
  return durationSchema(description, examples.length > 0 ? { examples } : {});
}

export function ratio(description: string, ...examples: readonly string[]): ConfigSchema {
  return ratioSchema(description, examples.length > 0 ? { examples } : {});
}

export function text(description: string, extra: Extra = {}): ConfigSchema {
  return { type: 'string', description, minLength: 1, ...extra };
}

export function texts(description: string, ...examples: readonly unknown[]): ConfigSchema {
  return {
    type: 'array',
    description,
    items: { type: 'string', minLength: 1 },
    minItems: 1,
    ...(examples.length > 0 && { examples }),
  };
}

/** A text of a form of its own, which the policy's reader checks. */
export function form(wants: string, description: string, ...examples: readonly string[]): ConfigSchema {
  return { type: 'string', description, sentinel: { wants }, ...(examples.length > 0 && { examples }) };
}

export function word(description: string, words: readonly string[], preset?: string): ConfigSchema {
  return { type: 'string', description, enum: words, ...(preset !== undefined && { default: preset }) };
}

export function words(description: string, list: readonly string[]): ConfigSchema {
  return { type: 'array', description, items: { type: 'string', enum: list }, minItems: 1 };
}

/** A block with declared keys; `wants` is its name with an article. */
export function block(
  wants: string,
  description: string,
  properties: Readonly<Record<string, ConfigSchema>>,
  extra: Extra = {},
): ConfigSchema {
  return {
    type: 'object',
    description,
    properties,
    additionalProperties: false,
    minProperties: 1,
    ...extra,
    sentinel: { wants },
  };
}

/** Blocks called by names that the author chooses. */
export function named(description: string, each: ConfigSchema): ConfigSchema {
  return { type: 'object', description, additionalProperties: each, minProperties: 1 };
}

export function list(description: string, items: ConfigSchema): ConfigSchema {
  return { type: 'array', description, items, minItems: 1 };
}

/** The one key that names a kind of component, with its body. Which kinds there are, the catalog says. */
export const componentBody: ConfigSchema = {
  type: 'object',
  description: 'The configuration of this kind.',
  sentinel: { wants: 'a component, written as `kind: { … }`' },
};
