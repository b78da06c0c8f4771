/** What the application says of stores and of the audit in them. */
import type { AuditEntry, AuditHead } from '../../plan/audit.ts';
import type { StoreReport } from '../report.ts';

/** Whether a log of the audit holds together. */
export interface AuditReport {
  /** The store or the file that was looked at, for people. */
  readonly source: string;
  readonly ok: boolean;
  /** How many entries hold: all of them, or those before the first bad one. */
  readonly entries: number;
  /** What the first of them follows from. */
  readonly from: AuditHead;
  readonly firstBad?: { readonly seq: number; readonly why: string };
  /** The last that holds. */
  readonly head: AuditHead;
  /** What nobody can tell from the log, a sentence each. */
  readonly unproved: readonly string[];
}

/** The end of the log, to be kept elsewhere. */
export interface AuditAnchorReport {
  readonly source: string;
  readonly head: AuditHead;
  /** The store's clock. */
  readonly at: number;
}

export interface ExportedEntry {
  /** As a line of JSON. */
  readonly line: string;
  /** Absent where its text is none. */
  readonly entry?: Omit<AuditEntry, 'hash'>;
}

/** What `audit prune` drops. */
export interface AuditPruning {
  readonly source: string;
  /** All that are older than this. */
  readonly before: number;
  readonly dropped: number;
  /** The last that is dropped; the log goes on from there. */
  readonly checkpoint: AuditHead;
}

export interface AuditPruneReport extends AuditPruning {
  /** The end of the log now. */
  readonly head: AuditHead;
}

export interface KeptStoreReport extends StoreReport {
  readonly createdAt: number;
  readonly schemaVersion: number;
  readonly checkpoint: AuditHead;
  readonly head: AuditHead;
}

export interface StoreInitReport extends KeptStoreReport {
  /** False: it was there. */
  readonly created: boolean;
}

export interface StoreMigrateReport extends KeptStoreReport {
  /** The version of its schema before. */
  readonly formerVersion: number;
}

export interface BackupReport {
  /** The store, for people. */
  readonly source: string;
  readonly file: string;
  /** When it was made, by the store's clock. */
  readonly madeAt: number;
  readonly entries: number;
  /** Of the audit in it. */
  readonly head: AuditHead;
}

export interface Restoration extends BackupReport {
  /** The end of the audit that the backup takes the place of. */
  readonly onto: AuditHead;
}

export interface RestoreReport extends Restoration {
  /** The end of the audit now: the restoration is an entry of its own. */
  readonly restored: AuditHead;
}
