/**
 * Sends what the audit has to tell to whoever asked for it, from where each of them stopped. How far each has come lies in
 * the store, and a lease keeps two processes from telling the same: a message is sent once, or again where it is not known
 * whether it arrived. One that is away keeps no other waiting, and is asked again later, with growing pauses.
 */
import type { Json } from '../../../plan/audit.ts';
import { NotifyFailure } from '../../failure.ts';
import type { Message } from '../../ports/notifier.ts';
import type { Fence, StateStore } from '../../ports/stores.ts';
import { type News, newsOf, type ToldEntry } from './messages.ts';

/** Who is told. */
export interface Receiver {
  readonly name: string;
  readonly on: ReadonlySet<string>;
  /** It keeps open what is wrong, and so is told when it is well again. */
  readonly resolves: boolean;
  /** It throws `NotifyFailure`. */
  send(message: Message, signal: AbortSignal): Promise<void>;
}

/** What did not arrive, for people. */
export interface Undelivered {
  readonly receiver: string;
  readonly why: string;
  /** `lost`: it is not sent again. */
  readonly then: 'later' | 'lost';
}

export interface OutboxParts {
  readonly state: Pick<
    StateStore,
    'read' | 'commit' | 'now' | 'head' | 'entriesAfter' | 'acquire' | 'release'
  >;
  readonly policy: string;
  readonly receivers: readonly Receiver[];
  /** This process, for leases. */
  readonly holder: string;
}

/** Longer than one message takes with all its attempts. */
const LEASE_TTL = 120_000;
const PAGE = 200;
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 300_000;
/** What could not be told for so long is nobody's news any more. */
const OLDEST = 24 * 3_600_000;
/** For so long a repeated attempt that ends the same is not told again. */
const SAME_FOR = 3_600_000;
const MOST_REMEMBERED = 100;

/** How far a receiver has come. */
interface Cursor {
  /** The last entry that was dealt with. */
  readonly seq: number;
  readonly failed?: { readonly count: number; readonly next: number };
  /** What was told lately, milliseconds since the epoch. */
  readonly told: readonly { readonly about: string; readonly key: string; readonly at: number }[];
  /** What is wrong as far as it was told. */
  readonly open: readonly string[];
}

export class Outbox {
  readonly #parts: OutboxParts;
  /** The head at which nothing was left to tell. */
  #done: number | undefined;

  private constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** A receiver that is new is told what happens from now on. */
  static async open(parts: OutboxParts): Promise<Outbox> {
    const { state } = parts;
    const { seq } = await state.head();
    for (const receiver of parts.receivers) {
      const key = keyOf(parts.policy, receiver);
      if (await state.read(key)) continue;
      // Where another was quicker, the receiver is there as well.
      await state.commit({ writes: [{ key, version: 0, value: jsonOf({ seq, told: [], open: [] }) }] });
    }
    return new Outbox(parts);
  }

  /** Sends what there is. When it is aborted, what is not sent yet is left to the next. */
  async flush(signal: AbortSignal): Promise<readonly Undelivered[]> {
    const { seq } = await this.#parts.state.head();
    if (seq === this.#done) return [];
    const ends = await Promise.all(this.#parts.receivers.map((one) => this.#tell(one, seq, signal)));
    if (ends.every(({ done }) => done)) this.#done = seq;
    return ends.flatMap(({ undelivered }) => undelivered);
  }

  async #tell(
    receiver: Receiver,
    head: number,
    signal: AbortSignal,
  ): Promise<{ readonly done: boolean; readonly undelivered: readonly Undelivered[] }> {
    const { state, policy, holder } = this.#parts;
    const lease = keyOf(policy, receiver);
    const outcome = await state.acquire(lease, holder, LEASE_TTL);
    // Another tells it now.
    if (!outcome.acquired) return { done: false, undelivered: [] };
    const fence: Fence = { lease, epoch: outcome.lease.epoch };
    const undelivered: Undelivered[] = [];
    try {
      const done = await this.#deliver(receiver, { head, fence, signal, undelivered });
      return { done, undelivered };
    } finally {
      await state.release(fence);
    }
  }

  /** Whether all was dealt with up to the head. */
  async #deliver(receiver: Receiver, run: Delivery): Promise<boolean> {
    const { state, policy } = this.#parts;
    const key = keyOf(policy, receiver);
    const record = await state.read(key);
    if (!record) return false;
    let { version } = record;
    let cursor = record.value as unknown as Cursor;
    const keep = async (next: Cursor): Promise<boolean> => {
      const write = { key, version, value: jsonOf(next) };
      const outcome = await state.commit({ writes: [write], fence: run.fence });
      cursor = next;
      version++;
      return outcome.committed;
    };
    const now = await state.now();
    if (cursor.failed && now < cursor.failed.next) return false;
    for (let page = await state.entriesAfter(cursor.seq, PAGE); page.length > 0;) {
      for (const { seq, text, hash } of page) {
        if (run.signal.aborted) return false;
        const entry = { ...(JSON.parse(text) as Omit<ToldEntry, 'hash'>), hash };
        let sent = false;
        for (const one of entry.policy === policy ? newsOf(entry) : []) {
          if (isWanted(receiver, cursor, one, now)) {
            if (!(await this.#send(receiver, one.message, now, run))) {
              await keep({ ...cursor, failed: failureAfter(cursor, now) });
              return false;
            }
            sent = true;
            cursor = remembered(cursor, one, now);
          }
          if (one.message.state === 'well') cursor = settled(cursor, one.message.about);
        }
        const { told, open } = cursor;
        cursor = { seq, told, open };
        // Kept at once, so that no other sends it again.
        if (sent && !(await keep(cursor))) return false;
      }
      if (!(await keep(cursor))) return false;
      page = await state.entriesAfter(cursor.seq, PAGE);
    }
    return cursor.seq >= run.head;
  }

  /** False: it is to be sent again later. */
  async #send(
    receiver: Receiver,
    message: Message,
    now: number,
    { signal, undelivered }: Delivery,
  ): Promise<boolean> {
    try {
      await receiver.send(message, signal);
      return true;
    } catch (error) {
      const why = signal.aborted ? 'no answer in time' : reasonOf(error);
      const lost = (error instanceof NotifyFailure && error.refused) || now - message.at > OLDEST;
      undelivered.push({ receiver: receiver.name, why, then: lost ? 'lost' : 'later' });
      return lost;
    }
  }
}

interface Delivery {
  readonly head: number;
  readonly fence: Fence;
  readonly signal: AbortSignal;
  readonly undelivered: Undelivered[];
}

function keyOf(policy: string, { name }: Receiver): string {
  return `outbox/${encodeURIComponent(policy)}/${encodeURIComponent(name)}`;
}

function jsonOf(cursor: Cursor): Json {
  return cursor as unknown as Json;
}

function isWanted(
  { on, resolves }: Receiver,
  cursor: Cursor,
  { message, sameAs }: News,
  now: number,
): boolean {
  const { event, state, about } = message;
  if (state === 'well' && resolves && cursor.open.includes(about)) return true;
  if (!on.has(event)) return false;
  return !cursor.told.some(({ key, at }) => key === sameAs && now - at < SAME_FOR);
}

function remembered(cursor: Cursor, { message, sameAs }: News, now: number): Cursor {
  const { about, state } = message;
  const lately = cursor.told.filter(({ at }) => now - at < SAME_FOR);
  const told = sameAs === undefined ? lately : [...lately, { about, key: sameAs, at: now }];
  const open = state === 'wrong' ? [...cursor.open.filter((one) => one !== about), about] : cursor.open;
  return { ...cursor, told: told.slice(-MOST_REMEMBERED), open: open.slice(-MOST_REMEMBERED) };
}

/** It is well again: what goes wrong after that is news. */
function settled({ told, open, ...cursor }: Cursor, about: string): Cursor {
  return {
    ...cursor,
    told: told.filter((one) => one.about !== about),
    open: open.filter((one) => one !== about),
  };
}

/** Twice as long after each failure. */
function failureAfter({ failed }: Cursor, now: number): NonNullable<Cursor['failed']> {
  const count = (failed?.count ?? 0) + 1;
  return { count, next: now + Math.min(FIRST_PAUSE * 2 ** (count - 1), LONGEST_PAUSE) };
}

function reasonOf(error: unknown): string {
  if (error instanceof NotifyFailure) return error.message;
  return `the notifier itself failed: ${error instanceof Error ? error.message : String(error)}`;
}
