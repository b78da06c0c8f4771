/** Values that are words of the language, names of the policy, or names that the world gives. */
import { CompletionItemKind } from 'vscode-languageserver';
import { releaseFields } from '../../../compiler/scope.ts';
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import type { Spanned } from '../../../plan/span.ts';
import type { Policy } from '../../../parser/tree.ts';
import { ITEM, type Path } from '../../language/schema.ts';
import type { Place } from '../../place/place.ts';
import type { Snapshot } from '../../snapshot.ts';
import type { Offer } from './offer.ts';

export function valueOffers(
  { path, quote }: Place,
  schema: ConfigSchema,
  snapshot: Snapshot,
): readonly Offer[] {
  const { policy } = snapshot.readable;
  const isList = path.at(-1) !== ITEM && schema.type === 'array';
  const { enum: listed, type } = (isList && schema.items) || schema;
  const words = listed ?? (type === 'boolean' ? [true, false] : []);
  // The DSL lists without brackets.
  const asList = isList && quote === undefined && snapshot.syntax === 'yaml';
  return [
    ...words.map((word) => wordOffer(String(word), asList)),
    ...(policy ? namesAt(path, policy).map((name) => nameOffer(name, asList)) : []),
    ...wordsAt(path).map((word) => wordOffer(word, asList)),
  ];
}

function wordOffer(label: string, asList: boolean): Offer {
  return { label, kind: CompletionItemKind.EnumMember, ...(asList && { insert: `[${label}]` }) };
}

function nameOffer(label: string, asList: boolean): Offer {
  return { label, kind: CompletionItemKind.Reference, ...(asList && { insert: `[${label}]` }) };
}

/** Names of the policy that a value may be. */
function namesAt(path: Path, policy: Policy): readonly string[] {
  const list = path.at(-1) === ITEM ? path.slice(0, -1) : path;
  const key = list.at(-1);
  if (key === 'environments' && list.length > 1) return texts(policy.environments ?? []);
  if (key === 'exit') return texts(policy.gates.map(({ name }) => name));
  if (key === 'rollouts' && list[0] === 'groups') return texts(policy.rollouts.map(({ name }) => name));
  return [];
}

const days = ['day', 'weekday', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const inputTypes = ['string', 'boolean', 'number', 'ratio', 'duration', 'bytes', 'version'];

/** Words that the schema does not list. */
function wordsAt(path: Path): readonly string[] {
  const [section] = path;
  const key = path.at(-1) === ITEM ? path.at(-2) : path.at(-1);
  if (key === 'timezone') return ['UTC', ...Intl.supportedValuesOf('timeZone')];
  if (section === 'freezes' && key === 'every') return days;
  if (section === 'inputs' && key === 'type') return inputTypes;
  return section === 'limits' && key === 'by' ? releaseFields : [];
}

function texts(names: readonly Spanned<string>[]): readonly string[] {
  return names.map(({ value }) => value);
}
