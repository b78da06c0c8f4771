/** Parts of the JSON that commands print; `schemas/` describes the whole. */
import { type Diagnostic } from '../../plan/diagnostic.ts';
import { isList, isRecord, type Type } from '../../plan/type.ts';
import { formatInstant } from '../../plan/units.ts';
import { isUnknown, jsonOfValue, type Known, type Value } from '../../plan/value.ts';
import { harmlessJson } from '../text/sanitize.ts';
import type { SourceIndex } from './sources.ts';

const FORMAT_VERSION = '1.0';

/** A whole document. */
export function jsonDocument(content: object): string {
  return `${harmlessJson({ formatVersion: FORMAT_VERSION, ...content }, 2)}\n`;
}

/** One of a stream of documents, on a line of its own. */
export function jsonLine(content: object): string {
  return `${harmlessJson({ formatVersion: FORMAT_VERSION, ...content })}\n`;
}

export function jsonOfDiagnostic(diagnostic: Diagnostic, sources: SourceIndex): object {
  const { code, severity, message, help, location, related, suggestion } = diagnostic;
  return {
    code,
    severity,
    message,
    ...(help !== undefined && { help }),
    ...(location && sources.placeOf(location)),
    ...(related && {
      related: related.map((place) => ({ message: place.message, ...sources.placeOf(place) })),
    }),
    ...(suggestion &&
      location && {
        suggestion: {
          title: suggestion.title,
          safe: suggestion.safe,
          edits: suggestion.edits.map(({ span, text }) => ({
            ...sources.placeOf({ file: location.file, span }),
            text,
          })),
        },
      }),
  };
}

/** `{ value }` in base units, instants as text, or `{ unknown }` with the reason. */
export function jsonOfKnown(value: Known<Value>, type: Type): { value: unknown } | { unknown: string } {
  return isUnknown(value) ? { unknown: value.reason } : { value: jsonOfTyped(value, type) };
}

function jsonOfTyped(value: Known<Value>, type: Type): unknown {
  if (type === 'instant' && typeof value === 'number') return formatInstant(value);
  if (isList(type) && Array.isArray(value)) return value.map((item) => jsonOfTyped(item, type.list));
  if (isRecord(type) && value instanceof Map) {
    const object = Object.create(null) as Record<string, unknown>;
    for (const [key, item] of value as ReadonlyMap<string, Known<Value>>)
      object[key] = jsonOfTyped(item, Object.hasOwn(type.record, key) ? (type.record[key] ?? 'any') : 'any');
    return object;
  }
  return jsonOfValue(value);
}
