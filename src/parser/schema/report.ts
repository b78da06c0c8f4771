/** What a validator found, told in the words of the language, at the place that was written. */
import type { Code } from '../../plan/codes/index.ts';
import type { ConfigSchema, SchemaError } from '../../plan/descriptor.ts';
import type { DiagnosticDetails, DiagnosticSink } from '../../plan/diagnostic.ts';
import { didYouMean } from '../../plan/did-you-mean.ts';
import type { Span } from '../../plan/span.ts';
import { type DocumentNode, entryOf, type MapNode } from '../document.ts';
import { type Located, locate } from './locate.ts';
import { wrongKind } from './wrong-kind.ts';

export interface SchemaContext {
  readonly schema: ConfigSchema;
  /** What the node is: `` `http` ``, "a policy". */
  readonly what: string;
  /** Where to point when the node itself lacks something: its key. */
  readonly at: Span;
}

interface Finding {
  readonly code: Code;
  readonly message: string;
  readonly span: Span;
  readonly details: DiagnosticDetails;
}

/** `errors` are those of a generated validator about `node`. Each mistake is told once. */
export function reportSchemaErrors(
  errors: readonly SchemaError[],
  node: DocumentNode,
  sink: DiagnosticSink,
  context: SchemaContext,
): void {
  const root: Located = { node, schema: context.schema };
  const wrong = new Set(
    errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath),
  );
  const told = new Set<string>();
  for (const error of errors) {
    if (error.keyword !== 'type' && wrong.has(error.instancePath)) continue;
    const place = locate(root, error.instancePath);
    const finding = place && explain(error, place, context);
    if (finding === undefined) continue;
    const identity = `${finding.code} ${finding.span.start} ${finding.message}`;
    if (!told.has(identity)) sink.report(finding.code, finding.message, finding.span, finding.details);
    told.add(identity);
  }
}

function explain(error: SchemaError, place: Located, context: SchemaContext): Finding | undefined {
  const { node, schema } = place;
  const name = place.key === undefined ? context.what : `\`${place.key.text}\``;
  const { params } = error;
  switch (error.keyword) {
    case 'type': {
      const { message, details } = wrongKind(name, node, schema);
      return { code: 'SEN1102', message, span: node.span, details };
    }
    case 'additionalProperties':
      return node.kind === 'map'
        ? unknownKey(String(params['additionalProperty']), node, place, context)
        : undefined;
    case 'required':
      return node.kind === 'map'
        ? missingKey(String(params['missingProperty']), node, place, context)
        : undefined;
    case 'enum':
      return node.kind === 'scalar' ? unknownWord(node.text, name, place) : undefined;
    case 'minimum':
    case 'maximum': {
      const bound = error.keyword === 'minimum' ? 'at least' : 'at most';
      const message = `${name} is ${bound} ${String(params['limit'])}, not \`${node.kind === 'scalar' ? node.text : ''}\``;
      return { code: 'SEN1105', message, span: node.span, details: {} };
    }
    case 'maxItems':
    case 'maxProperties': {
      const message = `${name} holds ${String(params['limit'])} at most`;
      return { code: 'SEN1105', message, span: node.span, details: {} };
    }
    default:
      return isEmptied(node)
        ? undefined
        : { code: 'SEN1106', message: `${name} is empty`, span: place.key?.span ?? node.span, details: {} };
  }
}

/** It looks empty only because what stands in it could not be read, which is told already. */
function isEmptied(node: DocumentNode): boolean {
  return node.kind !== 'scalar' && node.unread !== undefined;
}

function unknownKey(
  key: string,
  map: MapNode,
  { schema, key: holder }: Located,
  context: SchemaContext,
): Finding {
  const owner = schema.sentinel?.wants ?? (holder === undefined ? context.what : `\`${holder.text}\``);
  const free = Object.keys(schema.properties ?? {}).filter((name) => entryOf(map, name) === undefined);
  const meant = didYouMean(key, free);
  const span = entryOf(map, key)?.key.span ?? map.span;
  return {
    code: 'SEN1101',
    message: `\`${key}\` is not a key of ${owner}`,
    span,
    details:
      meant === undefined
        ? { help: free.length === 0 ? 'remove it' : `it may have ${listed(free)}` }
        : {
            help: `did you mean \`${meant}\`?`,
            suggestion: { title: `write \`${meant}\``, edits: [{ span, text: meant }], safe: false },
          },
  };
}

function missingKey(
  key: string,
  map: MapNode,
  { schema, key: holder }: Located,
  context: SchemaContext,
): Finding | undefined {
  if (map.unread?.includes(key)) return undefined;
  const owner = holder === undefined ? context.what : `\`${holder.text}\``;
  const property = schema.properties?.[key];
  const example = property?.examples?.[0];
  return {
    code: 'SEN1103',
    message: `${owner} needs the key \`${key}\``,
    span: holder?.span ?? context.at,
    details: {
      help: example === undefined ? `add \`${key}:\`` : `add \`${key}: ${inYaml(example)}\``,
    },
  };
}

function unknownWord(word: string, name: string, { node, schema }: Located): Finding {
  const allowed = (schema.enum ?? []).map(String);
  const meant = didYouMean(word, allowed);
  return {
    code: 'SEN1104',
    message: `${name} is ${listed(allowed, 'or')}, not \`${word}\``,
    span: node.span,
    details:
      meant === undefined
        ? {}
        : {
            help: `did you mean \`${meant}\`?`,
            suggestion: {
              title: `write \`${meant}\``,
              edits: [{ span: node.span, text: meant }],
              safe: false,
            },
          },
  };
}

function listed(names: readonly string[], last = 'and'): string {
  const quoted = names.map((name) => `\`${name}\``);
  const end = quoted.pop() ?? '';
  return quoted.length === 0 ? end : `${quoted.join(', ')} ${last} ${end}`;
}

function inYaml(example: unknown): string {
  return Array.isArray(example) ? `[${example.map(String).join(', ')}]` : String(example);
}
