/** Renames what the policy gives names to. A change is tried before it is made: it must bring no new mistake. */
import type { Range, WorkspaceEdit } from 'vscode-languageserver';
import type { Edit } from '../../plan/diagnostic.ts';
import type { SymbolKind } from '../language/symbols.ts';
import { applyEdits } from '../edits.ts';
import { rangeOf } from '../positions.ts';
import type { Snapshot } from '../snapshot.ts';
import { occurrenceAt, occurrencesOf } from './navigation.ts';

/** Why a name cannot be given, in a sentence for people. */
export class RenameRefusal extends Error {
  override readonly name = 'RenameRefusal';
}

/** What would be renamed; undefined where there is nothing to rename. */
export function renameableAt(
  snapshot: Snapshot,
  offset: number,
): { readonly range: Range; readonly placeholder: string } | undefined {
  const here = occurrenceAt(snapshot, offset);
  if (!here || !hasDefinition(snapshot, offset)) return undefined;
  return { range: rangeOf(snapshot.source, here.span), placeholder: here.name };
}

/** Throws a `RenameRefusal` where the new name cannot be had. `now` is in milliseconds since the epoch. */
export function renameAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  name: string,
  now: number,
): WorkspaceEdit {
  const here = occurrenceAt(snapshot, offset);
  if (!here || !hasDefinition(snapshot, offset))
    throw new RenameRefusal('nothing here has a name of its own');
  const { says, shape } = rules[here.kind];
  if (!shape.test(name)) throw new RenameRefusal(`\`${name}\` cannot name this: ${says}`);
  const edits = occurrencesOf(snapshot, here).map(({ span }): Edit => ({ span, text: name }));
  tryOut(snapshot, edits, now);
  return {
    changes: {
      [uri]: edits.map(({ span, text }) => ({ range: rangeOf(snapshot.source, span), newText: text })),
    },
  };
}

function hasDefinition(snapshot: Snapshot, offset: number): boolean {
  const here = occurrenceAt(snapshot, offset);
  return here !== undefined && occurrencesOf(snapshot, here).some(({ role }) => role === 'definition');
}

const identifier = {
  says: 'use small letters, digits and `_`, a letter first',
  shape: /^[a-z][a-z0-9_]*$/u,
};
const word = { says: 'use letters, digits, `-` and `_`, a letter first', shape: /^[A-Za-z][A-Za-z0-9_-]*$/u };

const rules: Readonly<Record<SymbolKind, { readonly says: string; readonly shape: RegExp }>> = {
  probe: identifier,
  setting: identifier,
  secret: identifier,
  input: identifier,
  score: identifier,
  variable: identifier,
  environment: word,
  gate: word,
  rollout: word,
};

/** Every mistake of the changed text has to be one of the text as it is. */
function tryOut(snapshot: Snapshot, edits: readonly Edit[], now: number): void {
  const errors = (tried: Snapshot) => tried.diagnostics(now).filter(({ severity }) => severity === 'error');
  const before = errors(snapshot);
  const after = errors(snapshot.with(applyEdits(snapshot.text, edits)));
  if (after.length <= before.length) return;
  const known = new Set(before.map(({ code }) => code));
  const fresh = after.find(({ code }) => !known.has(code)) ?? after[0];
  throw new RenameRefusal(fresh?.message ?? 'this name makes a mistake');
}
