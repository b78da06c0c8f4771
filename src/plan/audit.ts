/**
 * The audit: an append-only log of every decision and change. Each entry holds the hash of the one before, so that a change
 * to any of them shows in all that follow.
 */

/** Plain JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What happened, before the log has given it a place. */
export interface AuditDraft {
  /** What kind of thing: `decision`, `override`, `admission`, `freeze.opened`, `freeze.closed`, `plan.used`, `step`, …. */
  readonly type: string;
  readonly actor: Actor;
  /** Name of the policy; absent for what concerns the store itself. */
  readonly policy?: string;
  /** Digest of the plan under which it happened. */
  readonly digest?: string;
  /** What it is about: fields of the release, such as `env` and `version`, and the names of rule or rollout. */
  readonly subject: Readonly<Record<string, string>>;
  readonly from?: Json;
  readonly to?: Json;
  /** For people: why, in one sentence. */
  readonly why: string;
  /** For programs: a stable word, such as `freeze`, `check_failed`, `manual`. */
  readonly reasonCode?: string;
  /** The facts that were used, by id, and whatever else belongs to the type. No secret is ever in it. */
  readonly data?: Readonly<Record<string, Json>>;
}

export interface Actor {
  readonly name: string;
  /** Whether an identity provider stands for the name; false for `--actor` and the login of a machine. */
  readonly verified: boolean;
}

/** An entry with its place in the chain. */
export interface AuditEntry extends AuditDraft {
  /** From 1, without gaps. */
  readonly seq: number;
  /** The store's clock, milliseconds since the epoch. */
  readonly at: number;
  /** The hash of the entry before, of 64 zeros for the first. */
  readonly prev: string;
  /** SHA-256, hex, over the canonical JSON of the entry without this field. */
  readonly hash: string;
}

/** The end of the chain: kept elsewhere, it shows whether the log was cut or written anew. */
export interface AuditHead {
  /** 0: nothing was logged yet. */
  readonly seq: number;
  readonly hash: string;
}

export const EMPTY_HEAD: AuditHead = { seq: 0, hash: '0'.repeat(64) };
