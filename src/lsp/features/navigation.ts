/** From a name to where it is declared, and to every place that uses it. */
import type { Location } from 'vscode-languageserver';
import { type Occurrence, sameSymbol } from '../language/symbols.ts';
import { rangeOf, touches } from '../positions.ts';
import type { Snapshot } from '../snapshot.ts';

/** The name at a place. */
export function occurrenceAt({ occurrences }: Snapshot, offset: number): Occurrence | undefined {
  return occurrences.find(({ span }) => touches(span, offset));
}

/** Every place of the same name, in the order of the text. */
export function occurrencesOf({ occurrences }: Snapshot, wanted: Occurrence): readonly Occurrence[] {
  const seen = new Set<number>();
  return occurrences
    .filter((other) => sameSymbol(other, wanted))
    .toSorted((a, b) => a.span.start - b.span.start)
    .filter(({ span }) => !seen.has(span.start) && seen.add(span.start));
}

export function definitionsAt(snapshot: Snapshot, uri: string, offset: number): Location[] {
  return placesOf(snapshot, uri, offset, (role) => role === 'definition');
}

export function referencesAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  withDefinition: boolean,
): Location[] {
  return placesOf(snapshot, uri, offset, (role) => withDefinition || role === 'reference');
}

function placesOf(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  wanted: (role: Occurrence['role']) => boolean,
): Location[] {
  const here = occurrenceAt(snapshot, offset);
  if (!here) return [];
  return occurrencesOf(snapshot, here)
    .filter(({ role }) => wanted(role))
    .map(({ span }) => ({ uri, range: rangeOf(snapshot.source, span) }));
}
