/**
 * Flags for programs: who is in, decided on the spot from what was published.
 *
 *     const flags = openFlags({ store: 'redis://localhost:6379', prefix: 'flag:' });
 *     const { in: isIn } = await flags.decide('new-checkout', { actor: 'ada', workspace: 'acme' });
 *
 * The store is read when a flag is first asked for, and behind the answers from then on: no answer waits for it while what
 * was read last is recent. Where nothing is known nobody is in, and no call throws for it.
 */
import type { Flag } from '../plan/assignment.ts';
import { isUnknown } from '../plan/value.ts';
import { assign, type Why } from '../runtime/core/assignment/assign.ts';
import { StoreFailure } from '../runtime/failure.ts';
import type { FlagStore } from '../runtime/ports/flags.ts';
import { attributesOf } from './attributes.ts';
import { openStore } from './open-store.ts';

/** What is known of a user, as JSON. `actor` says who he is; the fields of `assign.by` are texts. */
export type Attributes = Readonly<Record<string, unknown>>;

export interface Decision {
  readonly in: boolean;
  /** One of the variants, and without these `canary`; `stable` for whoever is out. */
  readonly variant: string;
  /** The user's place, from 0 to 1: in below the weight. Null where it is not known who he is. */
  readonly bucket: number | null;
  /** As OpenFeature calls them. `STALE`: from what was read last, which is older than it may be. */
  readonly reason: 'TARGETING_MATCH' | 'SPLIT' | 'DEFAULT' | 'DISABLED' | 'STALE' | 'ERROR';
  /** With `ERROR`. */
  readonly error?: { readonly code: ErrorCode; readonly message: string };
}

export type ErrorCode = 'FLAG_NOT_FOUND' | 'GENERAL' | 'INVALID_CONTEXT' | 'TARGETING_KEY_MISSING';

export interface FlagsOptions {
  /** `redis://…`, `rediss://…`, `postgres://…`, or the path of a SQLite file. */
  readonly store: string;
  /** What stands before the name of a flag in the store; in a Redis that of its keys. Default: nothing. */
  readonly prefix?: string;
  /** Milliseconds after which what was read is read again, behind the answers. Default: 1000. */
  readonly refresh?: number;
  /** Milliseconds after which an answer from what was read last is called stale. Default: 30000. */
  readonly maxAge?: number;
  /** Milliseconds that the store is waited for. Default: 1000. */
  readonly timeout?: number;
  /** Where `SENTINEL_KILL` is looked up; default: that of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface Flags {
  /** It does not reject. */
  decide(name: string, user: Attributes): Promise<Decision>;
  /** Reads a flag now. Rejects where the store cannot be reached, or what it holds cannot be read. */
  load(name: string): Promise<void>;
  close(): Promise<void>;
}

/** What was read last of one flag. */
interface Known {
  readonly flag?: Flag;
  /** When it was read; absent where it never was. */
  readonly at?: number;
  /** Why the last read failed, and when that was. */
  readonly failure?: { readonly message: string; readonly at: number };
}

/** `now`: milliseconds of a clock that only goes forward. */
export function openFlags(options: FlagsOptions, now: () => number = () => performance.now()): Flags {
  return new CachedFlags(options, now);
}

class CachedFlags implements Flags {
  readonly #options: Required<FlagsOptions>;
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();
  readonly #reading = new Map<string, Promise<void>>();
  #store: Promise<FlagStore> | undefined;

  constructor(options: FlagsOptions, now: () => number) {
    this.#now = now;
    this.#options = {
      prefix: '',
      refresh: 1_000,
      maxAge: 30_000,
      timeout: 1_000,
      env: process.env,
      ...options,
    };
  }

  async decide(name: string, user: Attributes): Promise<Decision> {
    const { env, refresh, maxAge } = this.#options;
    if (isKilled(env['SENTINEL_KILL'], name)) return out('DISABLED');
    const known = this.#known.get(name);
    const tried = Math.max(known?.at ?? -Infinity, known?.failure?.at ?? -Infinity);
    if (this.#now() - tried >= refresh) {
      const reading = this.#read(name);
      if (this.#ageOf(known) > maxAge) await reading;
    }
    return this.#decision(name, user);
  }

  async load(name: string): Promise<void> {
    await this.#read(name);
    const failure = this.#known.get(name)?.failure;
    if (failure) throw new StoreFailure(failure.message);
  }

  async close(): Promise<void> {
    const store = await this.#store?.catch(() => undefined);
    await Promise.all(this.#reading.values());
    await store?.close();
  }

  #decision(name: string, user: Attributes): Decision {
    const known = this.#known.get(name);
    if (known?.at === undefined) return failed('GENERAL', known?.failure?.message ?? 'nothing was read yet');
    if (!known.flag) return failed('FLAG_NOT_FOUND', `there is no flag \`${name}\``);
    const decision = decide(known.flag, user);
    const isStale = this.#ageOf(known) > this.#options.maxAge && decision.reason !== 'ERROR';
    return isStale ? { ...decision, reason: 'STALE' } : decision;
  }

  #ageOf(known: Known | undefined): number {
    return this.#now() - (known?.at ?? -Infinity);
  }

  /** One at a time for each flag. It does not reject. */
  #read(name: string): Promise<void> {
    const before = this.#reading.get(name);
    if (before) return before;
    const reading = this.#readNow(name).finally(() => this.#reading.delete(name));
    this.#reading.set(name, reading);
    return reading;
  }

  async #readNow(name: string): Promise<void> {
    try {
      this.#store ??= openStore(this.#options.store, this.#options.timeout);
      const flag = await (await this.#store).read(this.#options.prefix + name);
      this.#known.set(name, { at: this.#now(), ...(flag && { flag }) });
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      const failure = { message: error.message, at: this.#now() };
      this.#known.set(name, { ...this.#known.get(name), failure });
      // One that could not be opened is opened anew.
      await this.#store?.catch(() => (this.#store = undefined));
    }
  }
}

/** `SENTINEL_KILL=1` is about all flags, `SENTINEL_KILL=new-checkout,other` about these. */
function isKilled(variable: string | undefined, name: string): boolean {
  const named = new Set(variable?.split(',').map((one) => one.trim()));
  return ['1', 'true', name].some((one) => named.has(one));
}

/** The answer that follows from a flag alone. `now`: milliseconds since the epoch. */
export function decide(flag: PublishedFlag, user: Attributes, now = Date.now()): Decision {
  const attributes = attributesOf(user);
  const { bucket, why, in: isIn, variant } = assign(flag as Flag, attributes, now);
  if (why === 'unknown' && isUnknown(bucket))
    return failed(attributes.has('actor') ? 'INVALID_CONTEXT' : 'TARGETING_KEY_MISSING', bucket.reason);
  return { in: isIn, variant, bucket: isUnknown(bucket) ? null : bucket, reason: reasons[why] };
}

/** As it lies in the store. */
export interface PublishedFlag {
  readonly policy: string;
  readonly rollout: string;
  readonly enabled: boolean;
  readonly paused: boolean;
  readonly position: number;
  readonly assignment: object;
}

const reasons: Readonly<Record<Why, Decision['reason']>> = {
  disabled: 'DISABLED',
  override: 'TARGETING_MATCH',
  audience: 'TARGETING_MATCH',
  share: 'SPLIT',
  outside: 'DEFAULT',
  unknown: 'ERROR',
};

function out(reason: Decision['reason']): Decision {
  return { in: false, variant: 'stable', bucket: null, reason };
}

function failed(code: ErrorCode, message: string): Decision {
  return { ...out('ERROR'), error: { code, message } };
}
