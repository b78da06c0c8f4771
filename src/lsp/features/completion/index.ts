/** Completion: keys, values, and what expressions may name, by the place of the cursor. */
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { catalog } from '../../../app/catalog.ts';
import { spanOf } from '../../../plan/span.ts';
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import { partWords } from '../../language/clauses.ts';
import { holdsExpressions, isBlock, schemaAt } from '../../language/schema.ts';
import { placeIn } from '../../place/index.ts';
import type { Place } from '../../place/place.ts';
import { rangeOf } from '../../positions.ts';
import type { Snapshot } from '../../snapshot.ts';
import { expressionAt, expressionOffers } from './expression.ts';
import { keyOffers } from './keys.ts';
import type { Offer } from './offer.ts';
import { valueOffers } from './values.ts';

export function completions(snapshot: Snapshot, offset: number): CompletionItem[] {
  const place = placeIn(snapshot.syntax, snapshot.text.slice(0, offset));
  if (!place) return [];
  const { word, offers } = offersAt(place, snapshot);
  const range = rangeOf(snapshot.source, spanOf(offset - word.length, offset));
  return offers.map(({ label, insert = label, kind, detail, help }) => ({
    label,
    kind,
    filterText: label,
    textEdit: { range, newText: insert },
    ...(detail !== undefined && { detail }),
    ...(help !== undefined && help !== '' && { documentation: { kind: 'markdown' as const, value: help } }),
    ...(kind === CompletionItemKind.Property && { sortText: `1${label}` }),
  }));
}

interface Offers {
  /** What an offer replaces: the end of what is written. */
  readonly word: string;
  readonly offers: readonly Offer[];
}

function offersAt(place: Place, snapshot: Snapshot): Offers {
  const schema = schemaAt(place.path, catalog);
  if (place.role === 'key' || (place.role === 'either' && isBlock(schema) && !mayBeText(schema)))
    return { word: place.written, offers: keyOffers(place, schema, snapshot) };
  const parts = snapshot.syntax === 'dsl' ? partWords(place.path) : [];
  if (parts.length > 0) return { word: lastWord(place.written), offers: parts.map(partOffer) };
  const held = holdsExpressions(schema);
  const text = held && expressionAt(place.written, held);
  if (text !== undefined) return expressionOffers(text, place, snapshot);
  return { word: lastWord(place.written), offers: valueOffers(place, schema, snapshot) };
}

function lastWord(text: string): string {
  return /[^\s,]*$/u.exec(text)?.[0] ?? '';
}

/** A word that goes on with the header of a clause: `hold` behind `stage 10%`. */
function partOffer(label: string): Offer {
  return { label, insert: `${label} `, kind: CompletionItemKind.Property };
}

function mayBeText({ type }: ConfigSchema): boolean {
  return Array.isArray(type) && type.includes('string');
}
