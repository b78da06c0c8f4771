/** A value of the wrong kind: what is wanted in the words of the language, and what to write. */
import type { ConfigSchema } from '../../plan/descriptor.ts';
import type { DiagnosticDetails } from '../../plan/diagnostic.ts';
import { type LiteralReading, readBytes, readDuration, readRatio } from '../../plan/units.ts';
import type { DocumentNode, ScalarNode } from '../document.ts';

export interface Finding {
  readonly message: string;
  readonly details: DiagnosticDetails;
}

const literals = {
  duration: { wants: 'a duration such as `30s`', read: readDuration },
  bytes: { wants: 'a size such as `512MiB`', read: readBytes },
  ratio: { wants: 'a percentage such as `5%`', read: readRatio },
} as const satisfies Record<string, { wants: string; read: (text: string) => LiteralReading }>;

const kinds = new Map([
  ['string', 'text'],
  ['integer', 'a whole number'],
  ['number', 'a number'],
  ['boolean', '`true` or `false`'],
  ['array', 'a list'],
  ['object', 'a map of keys'],
]);

/** `name` is the key, or what holds the value. */
export function wrongKind(name: string, node: DocumentNode, schema: ConfigSchema): Finding {
  const wanted = wantedBy(schema);
  const types = [schema.type ?? []].flat();
  if (node.kind !== 'scalar') {
    const given = node.kind === 'list' ? 'a list' : 'a map of keys';
    return { message: `${name} takes ${wanted}, not ${given}`, details: {} };
  }
  return { message: `${name} takes ${wanted}, not \`${node.text}\``, details: advice(node, schema, types) };
}

function wantedBy({ sentinel, type, items }: ConfigSchema): string {
  if (sentinel?.wants !== undefined) return sentinel.wants;
  if (sentinel?.literal !== undefined) return literals[sentinel.literal].wants;
  const names = [type ?? []].flat().map((name) => {
    const kind = kinds.get(name) ?? name;
    return name === 'array' && items?.type === 'string' ? 'a list of texts' : kind;
  });
  return names.join(' or ');
}

function advice(node: ScalarNode, schema: ConfigSchema, types: readonly string[]): DiagnosticDetails {
  const literal = schema.sentinel?.literal;
  if (literal === 'ratio' && typeof node.value === 'number') return asPercentage(node.value);
  if (literal !== undefined) {
    const reading = literals[literal].read(node.text);
    return 'write' in reading && reading.write !== undefined ? { help: `write \`${reading.write}\`` } : {};
  }
  if (types.includes('string') && node.style === 'plain') {
    const quoted = `"${node.text}"`;
    return {
      help: `YAML reads \`${node.text}\` as a ${typeof node.value}; for the text write \`${quoted}\``,
      suggestion: { title: 'put it in quotes', edits: [{ span: node.span, text: quoted }], safe: false },
    };
  }
  if (types.includes('boolean')) {
    const meant = /^(?:yes|on|y)$/iu.test(node.text)
      ? 'true'
      : /^(?:no|off|n)$/iu.test(node.text)
        ? 'false'
        : '';
    return meant === '' ? {} : { help: `write \`${meant}\`` };
  }
  if (types.includes('array') && node.style !== 'literal' && node.style !== 'folded')
    return { help: `write \`[${node.text}]\`` };
  return {};
}

/** `10` and `0.1` are both meant as 10 %; what 1 means, nobody knows. */
function asPercentage(value: number): DiagnosticDetails {
  if (value <= 0 || value === 1 || value > 100) return {};
  const percent = value < 1 ? Number((value * 100).toPrecision(12)) : value;
  return { help: `write \`${percent}%\`` };
}
