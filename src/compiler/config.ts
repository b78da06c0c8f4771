/**
 * The configuration of a component, read along its descriptor's schema: literals become base units, texts with
 * interpolations become templates, defaults are filled in. What does not fit the schema is left out: the check of the
 * structure reports it.
 */
import type { ConfigSchema, ValueReading } from '../plan/descriptor.ts';
import { type ConfigRecord, type ConfigValue, isConfigTemplate } from '../plan/plan.ts';
import { factsOf, type Term } from '../plan/term.ts';
import { type LiteralReading, readBytes, readDuration, readRatio } from '../plan/units.ts';
import { isLiteralPart } from '../parser/expression/ast.ts';
import { parseTemplate } from '../parser/expression/index.ts';
import type { DocumentNode, MapNode, ScalarNode } from '../parser/document.ts';
import type { CompileContext } from './context.ts';
import { compileText } from './expressions.ts';
import type { Names } from './scope.ts';

type Literal = NonNullable<ValueReading['literal']>;

const literalReaders: Readonly<Record<Literal, (text: string) => LiteralReading>> = {
  duration: readDuration,
  bytes: readBytes,
  ratio: readRatio,
};

/** `names` are what interpolations may read. A value that cannot be read is left out, and reported. */
export function readConfig(
  context: CompileContext,
  node: MapNode,
  schema: ConfigSchema,
  names: Names,
): ConfigRecord {
  const record = new Map<string, ConfigValue>();
  for (const { key, value } of node.entries) {
    const declared = schemaOfKey(schema, key.text);
    const read = declared && readValue(context, value, declared, names);
    if (read !== undefined) record.set(key.text, read);
  }
  for (const [key, property] of Object.entries(schema.properties ?? {}))
    if (property.default !== undefined && !record.has(key)) record.set(key, presetOf(property));
  return Object.fromEntries(record);
}

/** Undefined for a key that the schema does not have. */
function schemaOfKey(
  { properties, additionalProperties }: ConfigSchema,
  key: string,
): ConfigSchema | undefined {
  if (properties && Object.hasOwn(properties, key)) return properties[key];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

function readValue(
  context: CompileContext,
  node: DocumentNode,
  schema: ConfigSchema,
  names: Names,
): ConfigValue | undefined {
  switch (node.kind) {
    case 'map':
      return readConfig(context, node, schema, names);
    case 'list':
      return node.items
        .map((item) => readValue(context, item.value, schema.items ?? {}, names))
        .filter((item) => item !== undefined);
    case 'scalar':
      if (schema.sentinel?.literal) return readLiteral(context, node, schema.sentinel.literal);
      return typeof node.value === 'string' ? readText(context, node, schema.sentinel, names) : node.value;
  }
}

function readLiteral({ sink }: CompileContext, node: ScalarNode, literal: Literal): number | undefined {
  if (typeof node.value !== 'string') return undefined;
  const reading = literalReaders[literal](node.value);
  if ('value' in reading) return reading.value;
  sink.report('SEN1108', reading.wrong, node.span, {
    help: reading.write === undefined ? undefined : `write \`${reading.write}\``,
  });
  return undefined;
}

/** A text that is the same in every run becomes plain; `$${` in it is `${`. */
function readText(
  context: CompileContext,
  node: ScalarNode,
  reading: ValueReading | undefined,
  names: Names,
): ConfigValue | undefined {
  if (!node.text.includes('${')) return node.text;
  const text = node.template ?? parseTemplate(node.text, node.offsets, context.sink);
  if (!text) return undefined;
  const interpolation = text.parts.find((part) => !isLiteralPart(part));
  if (!interpolation)
    return text.parts
      .filter(isLiteralPart)
      .map(({ value }) => value)
      .join('');
  if (!reading?.sink) {
    context.sink.report('SEN1511', 'nothing can be interpolated in this text', interpolation.span, {
      help: 'write the value itself; a literal `${` is written `$${`',
    });
    return undefined;
  }
  const template = compileText(context, text, names, reading.secret === true);
  return template && { template, sink: reading.sink, secret: template.some(readsSecret) };
}

/** A secret stands alone; its facts are told by their prefix, which no probe may have as its name. */
function readsSecret(part: string | Term): boolean {
  return typeof part !== 'string' && part.op === 'fact' && part.fact.startsWith('secrets.');
}

/** The default of a key, in base units. */
function presetOf({ default: preset, sentinel }: ConfigSchema): ConfigValue {
  if (!sentinel?.literal) return preset as ConfigValue;
  const reading = literalReaders[sentinel.literal](preset as string);
  if ('wrong' in reading) throw new Error(`default in a descriptor: ${reading.wrong}`);
  return reading.value;
}

/** Ids of all facts that a configuration interpolates, each once. */
export function factsInConfig(value: ConfigValue, into: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof value !== 'object') return into;
  if (Array.isArray(value)) for (const item of value) factsInConfig(item, into);
  else if (isConfigTemplate(value)) {
    for (const part of value.template) if (typeof part !== 'string') factsOf(part, into);
  } else for (const part of Object.values(value)) factsInConfig(part, into);
  return into;
}
