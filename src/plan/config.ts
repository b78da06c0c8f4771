/** The usual configuration schemas of components, so that each kind of value is described once. */
import type { ConfigSchema } from './descriptor.ts';
import type { Sink } from './plan.ts';

type Extra = Omit<ConfigSchema, 'type' | 'sentinel' | 'description'>;

export function durationSchema(description: string, extra: Extra = {}): ConfigSchema {
  return { type: 'string', description, sentinel: { literal: 'duration' }, ...extra };
}

export function bytesSchema(description: string, extra: Extra = {}): ConfigSchema {
  return { type: 'string', description, sentinel: { literal: 'bytes' }, ...extra };
}

export function ratioSchema(description: string, extra: Extra = {}): ConfigSchema {
  return { type: 'string', description, sentinel: { literal: 'ratio' }, ...extra };
}

/** A text; with a sink it takes interpolations. */
export function textSchema(description: string, sink?: Sink, extra: Extra = {}): ConfigSchema {
  return { type: 'string', description, ...(sink && { sentinel: { sink } }), ...extra };
}

/** A text in which a secret may stand. */
export function secretSchema(description: string, sink: Sink, extra: Extra = {}): ConfigSchema {
  return { type: 'string', description, sentinel: { sink, secret: true }, ...extra };
}

export function integerSchema(description: string, extra: Extra = {}): ConfigSchema {
  return { type: 'integer', description, ...extra };
}

export function booleanSchema(description: string, extra: Extra = {}): ConfigSchema {
  return { type: 'boolean', description, ...extra };
}

export function listSchema(description: string, items: ConfigSchema, extra: Extra = {}): ConfigSchema {
  return { type: 'array', description, items, ...extra };
}

/** An object with declared keys only. */
export function objectSchema(
  description: string,
  properties: Readonly<Record<string, ConfigSchema>>,
  extra: Extra = {},
): ConfigSchema {
  return { type: 'object', description, properties, additionalProperties: false, ...extra };
}

/** An object with any keys, whose values are alike. */
export function mapSchema(description: string, values: ConfigSchema, extra: Extra = {}): ConfigSchema {
  return { type: 'object', description, additionalProperties: values, ...extra };
}

export const headersSchema: ConfigSchema = mapSchema(
  'Request headers by name.',
  secretSchema('The value of one header.', 'header'),
);

/** What a measured number is (`measuredUnits`); decides the type of fields that are declared as `unit`. */
export const unitSchema: ConfigSchema = {
  type: 'string',
  description: 'What the measured number is.',
  enum: ['number', 'ratio', 'percent', 'seconds', 'milliseconds', 'bytes'],
  default: 'number',
};

/** The two slots of a traffic driver: a list of names, or names that keep their roles. `what` each is: "upstream". */
export function slotSchemas(what: string): Readonly<Record<'slots' | 'stable' | 'canary', ConfigSchema>> {
  return {
    slots: listSchema(`Its two ${what}s; the first is stable at the beginning.`, textSchema(`The ${what}.`), {
      minItems: 2,
      maxItems: 2,
    }),
    stable: textSchema(`The ${what} of the stable version, where the two do not exchange their roles.`),
    canary: textSchema(`The ${what} of the canary, likewise.`),
  };
}
