/** What happened to rollouts, as the audit tells it: whoever did it. */
import type { AuditEntry, Json } from '../../plan/audit.ts';
import type { RolloutEvent } from '../../runtime/core/rollout/turn.ts';
import type { EventBody } from '../../runtime/engine/events.ts';
import { nameOf } from '../../runtime/engine/rollout/status.ts';
import type { RolloutIdentity } from '../../runtime/engine/rollout/stored.ts';
import type { Stores } from '../../runtime/engine/world.ts';

export const PREFIX = 'rollout.';
const PAGE = 1_000;

/** Tells each change of some starts of rollouts once, in the order in which they were written, from an entry on. */
export class Changes {
  readonly #stores: Pick<Stores, 'state'>;
  #seq: number;

  /** `after`: the number of the last entry that is not told any more. */
  constructor(stores: Pick<Stores, 'state'>, after: number) {
    this.#stores = stores;
    this.#seq = after;
  }

  /** What happened to these starts since it was last asked, as the events that whoever did it saw. */
  async of(attempts: ReadonlySet<string>): Promise<readonly EventBody[]> {
    const events: EventBody[] = [];
    for await (const entry of entriesAfter(this.#stores, this.#seq)) {
      this.#seq = entry.seq;
      const identity = identityIn(entry);
      if (identity && attempts.has(entry.subject['attempt'] ?? '') && isEvent(entry))
        events.push({ type: 'rollout.changed', name: nameOf(identity), change: eventOf(entry) });
    }
    return events;
  }
}

export async function* entriesAfter(
  { state }: Pick<Stores, 'state'>,
  after: number,
): AsyncGenerator<AuditEntry> {
  for (let seq = after; ;) {
    const page = await state.entriesAfter(seq, PAGE);
    for (const { text } of page) yield JSON.parse(text) as AuditEntry;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    ({ seq } = last);
  }
}

/** Which rollout an entry is about; undefined for one that is about something else. */
export function identityIn({ type, policy, subject }: AuditEntry): RolloutIdentity | undefined {
  const { rollout, attempt: _, version: __, artifact: ___, group: ____, ...place } = subject;
  return type.startsWith(PREFIX) && policy !== undefined && rollout !== undefined
    ? { policy, rollout, ...place }
    : undefined;
}

/** Where the weights of an entry are positions among audiences, it names them. */
export function audiencesIn({ data }: AuditEntry): readonly string[] | undefined {
  return data?.['audiences'] as readonly string[] | undefined;
}

/** Entries that no look at a rollout made. */
const others: ReadonlySet<string> = new Set([
  'rollout.started',
  'rollout.tier.rehearsed',
  'rollout.request.refused',
]);

function isEvent({ type }: AuditEntry): boolean {
  return !others.has(type);
}

function eventOf(entry: AuditEntry): RolloutEvent {
  const { type, from, to, why, reasonCode, data } = entry;
  const audiences = audiencesIn(entry);
  const ago = data?.['ago'];
  const place = (name: string, value: Json | undefined) => (value === undefined ? {} : { [name]: value });
  return {
    type: type.slice(PREFIX.length),
    ...place('from', from),
    ...place('to', to),
    why,
    ...(reasonCode !== undefined && { reason: reasonCode }),
    ...(audiences && { audiences }),
    ...place('ago', ago),
  } as RolloutEvent;
}
