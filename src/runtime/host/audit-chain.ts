/** The hash chain of the audit: how an entry gets its place, and how the chain is checked. */
import { hash } from 'node:crypto';
import { type AuditDraft, type AuditEntry, type AuditHead, EMPTY_HEAD } from '../../plan/audit.ts';
import { canonicalJson } from '../../plan/canonical-json.ts';
import { formatInstant } from '../../plan/units.ts';
import type { StoredEntry } from '../ports/stores.ts';

/** Type of the entry that says which ones were dropped; its `to` is the head at which the log was cut. */
export const PRUNED = 'audit.pruned';

/** The next entry of a chain that ends in `head`. */
export function chained(draft: AuditDraft, head: AuditHead, at: number): AuditEntry {
  const entry = { ...draft, seq: head.seq + 1, at, prev: head.hash };
  return { ...entry, hash: hash('sha256', canonicalJson(entry)) };
}

/** As it lies in the store. */
export function storedEntry({ hash, ...entry }: AuditEntry): StoredEntry {
  return { seq: entry.seq, text: canonicalJson(entry), hash };
}

/** The first entry that does not fit, and why, in a sentence that has it for its subject. */
export interface ChainFault {
  readonly seq: number;
  readonly why: string;
}

export interface ChainReport {
  /** How many hold: all of them, or those before the first bad one. */
  readonly entries: number;
  /** What the first of them follows from. */
  readonly from: AuditHead;
  readonly firstBad?: ChainFault;
  /** The last that holds. */
  readonly head: AuditHead;
}

/** What an entry says of itself. */
export type UnhashedEntry = Omit<AuditEntry, 'hash'>;

/** `seq` is absent where nothing but the text tells it. */
export type ChainedText = Pick<StoredEntry, 'text' | 'hash'> & { readonly seq?: number };

/**
 * Follows a log entry by entry. What lies before the first one is not looked at, nor can the end be proved, but for
 * anchors: heads of the log that somebody kept elsewhere. An anchor must be found in it.
 */
export class Chain {
  readonly #anchors: readonly AuditHead[];
  #passed = 0;
  #from: AuditHead | undefined;
  #head = EMPTY_HEAD;
  #at = Number.NEGATIVE_INFINITY;
  #entries = 0;
  #firstBad: ChainFault | undefined;

  /** `from`: what the first entry must follow from; absent: whatever that says. */
  constructor(from: AuditHead | undefined, anchors: readonly AuditHead[] = []) {
    this.#anchors = anchors.toSorted((a, b) => a.seq - b.seq);
    if (from) this.#begin(from);
  }

  /** Gives the entry as it reads, whether it follows or not; undefined for what is none. */
  follow(stored: ChainedText): UnhashedEntry | undefined {
    const entry = readEntry(stored.text);
    if (!this.#firstBad) this.#link(stored, entry);
    return entry;
  }

  /** After the last entry. */
  end(): ChainReport {
    const beyond = this.#anchors[this.#passed];
    const firstBad =
      this.#firstBad ??
      (beyond && {
        seq: this.#head.seq + 1,
        why: `it is missing: the log was known up to entry ${beyond.seq}, so that it was cut, or an older backup was restored`,
      });
    const from = this.#from ?? EMPTY_HEAD;
    return { entries: this.#entries, from, head: this.#head, ...(firstBad && { firstBad }) };
  }

  #link(stored: ChainedText, entry: UnhashedEntry | undefined): void {
    if (!this.#from && entry) this.#begin({ seq: entry.seq - 1, hash: entry.prev });
    this.#firstBad ??= faultOf(stored, entry, this.#head, this.#at);
    if (this.#firstBad || !entry) return;
    this.#reach({ seq: entry.seq, hash: stored.hash });
    if (this.#firstBad) return;
    this.#at = entry.at;
    this.#entries++;
  }

  #begin(from: AuditHead): void {
    this.#from = from;
    const [first] = this.#anchors;
    if (first && first.seq < from.seq)
      this.#firstBad = {
        seq: from.seq + 1,
        why: `the log begins with it, so that the anchor of entry ${first.seq} can no longer be compared`,
      };
    else this.#reach(from);
  }

  /** Compares what the anchors know of this place. */
  #reach(head: AuditHead): void {
    for (let anchor = this.#anchors[this.#passed]; anchor?.seq === head.seq;) {
      if (anchor.hash !== head.hash) {
        const kept = this.#anchors[this.#passed - 1];
        const since = kept ? `after entry ${kept.seq}` : 'here or before';
        this.#firstBad = {
          seq: head.seq,
          why: `its hash is not that of the anchor: the log was written anew ${since}`,
        };
        return;
      }
      anchor = this.#anchors[++this.#passed];
    }
    this.#head = head;
  }
}

function faultOf(
  { seq, text, hash: own }: ChainedText,
  entry: UnhashedEntry | undefined,
  last: AuditHead,
  lastAt: number,
): ChainFault | undefined {
  const bad = (why: string): ChainFault => ({ seq: last.seq + 1, why });
  const misplaced = seq === undefined ? undefined : placeFault(seq, last);
  if (misplaced) return misplaced;
  if (hash('sha256', text) !== own) return bad('it was changed: its hash is not that of its text');
  if (!entry) return bad('it is no entry of an audit');
  if (seq !== undefined && entry.seq !== seq) return bad(`it calls itself entry ${entry.seq}`);
  const elsewhere = placeFault(entry.seq, last);
  if (elsewhere) return elsewhere;
  if (entry.prev !== last.hash)
    return bad('it does not follow from the entry before: one of them was written anew');
  if (entry.at < lastAt)
    return bad(`it is of ${formatInstant(entry.at)}, and the entry before of ${formatInstant(lastAt)}`);
  return undefined;
}

function placeFault(seq: number, last: AuditHead): ChainFault | undefined {
  const expected = last.seq + 1;
  if (seq > expected) return { seq: expected, why: `it is missing: ${seq} follows ${last.seq}` };
  return seq < expected ? { seq, why: `it stands behind entry ${last.seq}` } : undefined;
}

/** Undefined where the text is no entry. */
function readEntry(text: string): UnhashedEntry | undefined {
  try {
    const entry = JSON.parse(text) as Partial<UnhashedEntry> | null;
    return isEntry(entry) ? entry : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isEntry(entry: Partial<UnhashedEntry> | null): entry is UnhashedEntry {
  return (
    Number.isSafeInteger(entry?.seq) &&
    Number.isSafeInteger(entry?.at) &&
    typeof entry?.prev === 'string' &&
    typeof entry.type === 'string' &&
    typeof entry.why === 'string' &&
    typeof entry.actor?.name === 'string' &&
    typeof entry.subject === 'object'
  );
}
