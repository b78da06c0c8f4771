/** The example of a change, in words: what must be the case for both policies to say something else. */
import type { ReviewReport } from '../../../app/index.ts';
import { shown } from '../../../plan/shown.ts';
import { formatDuration, formatInstant } from '../../../plan/units.ts';
import type { Known, Value } from '../../../plan/value.ts';

type Change = ReviewReport['review']['changes'][number];
type Witness = NonNullable<Change['witness']>;

export interface Example {
  /** `env prod, disk.used 88 %`. */
  readonly input: string;
  readonly base: string;
  readonly head: string;
}

/** Undefined where the change has none. */
export function exampleOf(
  { witness, facts, says }: Change,
  types: ReviewReport['types'],
): Example | undefined {
  if (witness) return ofWitness(witness, types);
  return facts && ofGuard(facts, says, types);
}

function ofWitness(witness: Witness, types: ReviewReport['types']): Example {
  const { at, release, facts, before, starts, looks, base, head } = witness;
  const parts = [
    ...Object.entries(release).map(([field, value]) =>
      field === 'env' ? value : `${field} ${quoted(value)}`,
    ),
    ...Array.from(facts, ([id, value]) => factText(id, value, types)),
    ...Array.from(before, ([id, value]) => `before: ${factText(id, value, types)}`),
    ...(looks ?? []).map(
      ({ gate, base: was, head: is }) =>
        `${gate} fails in ${was.failed} of ${was.of} looks${was.of === is.of ? '' : `, which are ${is.failed} of ${is.of} now`}`,
    ),
    ...startsText(starts),
  ];
  return {
    input: [...parts, ...(witness.isTimed ? [`at ${formatInstant(at)}`] : [])].join(', '),
    base,
    head,
  };
}

function startsText(starts: Witness['starts']): readonly string[] {
  if (!starts) return [];
  const text = (ages: readonly number[]) =>
    `${ages.length} started ${formatDuration(Math.max(0, ...ages))} ago`;
  if (starts.base.length === starts.head.length) return [text(starts.base)];
  return [starts.base.length > starts.head.length ? `${text(starts.base)}, elsewhere` : text(starts.head)];
}

function ofGuard(
  facts: NonNullable<Change['facts']>,
  says: Change['says'],
  types: ReviewReport['types'],
): Example {
  return {
    input: Array.from(facts, ([id, value]) => factText(id, value, types)).join(', '),
    base: says?.base ?? '',
    head: says?.head ?? '',
  };
}

/** A field that is read by the name of its probe alone is shown so. */
function factText(id: string, value: Known<Value>, types: ReviewReport['types']): string {
  const known = id.replace(/ before$/u, '');
  const type = types.get(known) ?? 'any';
  const text = typeof value === 'string' ? quoted(value) : shown(value, type);
  return `${id.replace(/\.value(?= |$)/u, '')} ${text}`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
