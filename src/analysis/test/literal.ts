/** Typed literals of a test file: `40%`, `300ms`, `main`, `[true, false]`, `{ ok: true }`, `{ unknown: why }`. */
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { readScalarText } from '../../plan/scalar-text.ts';
import { isList, isRecord, type ScalarType, type Type, typeName } from '../../plan/type.ts';
import { isUnknown, type Known, unknown, type Value, valueOfJson } from '../../plan/value.ts';
import type { DocumentNode, ListNode, MapNode } from '../../parser/document.ts';
import { dataOf } from '../../parser/schema/data.ts';

/** Undefined, and reported, where the node is no literal of the type. */
export function readLiteral(node: DocumentNode, type: Type, sink: DiagnosticSink): Known<Value> | undefined {
  const reason = unknownReason(node);
  if (reason !== undefined) return unknown(reason);
  if (type === 'any') return valueOfJson(dataOf(node));
  if (typeof type === 'string') return readScalar(node, type, sink);
  if (isList(type) && node.kind === 'list') return readItems(node, type.list, sink);
  if (isRecord(type) && node.kind === 'map') return readFields(node, type.record, sink);
  mismatch(node, type, sink);
  return undefined;
}

/** `{ unknown: why }`. */
function unknownReason(node: DocumentNode): string | undefined {
  const [entry, ...others] = node.kind === 'map' ? node.entries : [];
  const isReason = entry?.key.text === 'unknown' && entry.value.kind === 'scalar' && others.length === 0;
  return isReason && entry.value.kind === 'scalar' ? entry.value.text : undefined;
}

function readScalar(node: DocumentNode, type: ScalarType, sink: DiagnosticSink): Value | undefined {
  if (node.kind !== 'scalar') {
    mismatch(node, type, sink);
    return undefined;
  }
  const reading = readScalarText(type, node.text);
  if ('value' in reading) return reading.value;
  sink.report('SEN2703', reading.wrong, node.span, {
    help: reading.write === undefined ? undefined : `write \`${reading.write}\``,
  });
  return undefined;
}

function readItems(node: ListNode, type: Type, sink: DiagnosticSink): Known<Value> | undefined {
  const items: Value[] = [];
  for (const { value } of node.items) {
    const item = readLiteral(value, type, sink);
    if (item === undefined) return undefined;
    if (isUnknown(item)) return unknown(`an item of it is unknown: ${item.reason}`);
    items.push(item);
  }
  return items;
}

function readFields(
  node: MapNode,
  types: Readonly<Record<string, Type>>,
  sink: DiagnosticSink,
): ReadonlyMap<string, Known<Value>> | undefined {
  const fields = new Map<string, Known<Value>>();
  for (const { key, value } of node.entries) {
    const type = Object.hasOwn(types, key.text) ? types[key.text] : undefined;
    if (type === undefined) {
      const known = Object.keys(types).map((name) => `\`${name}\``);
      sink.report('SEN2702', `it has no field \`${key.text}\``, key.span, {
        help: `it has ${known.join(', ')}`,
      });
      return undefined;
    }
    const field = readLiteral(value, type, sink);
    if (field === undefined) return undefined;
    fields.set(key.text, field);
  }
  return fields;
}

function mismatch(node: DocumentNode, type: Type, sink: DiagnosticSink): void {
  const given = node.kind === 'map' ? 'a map of keys' : node.kind === 'list' ? 'a list' : `\`${node.text}\``;
  sink.report('SEN2703', `a value of type ${typeName(type)} is wanted, not ${given}`, node.span, {
    help: '`{ unknown: why }` says that it is not known',
  });
}
