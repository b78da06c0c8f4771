/** What is asked of stores and their audit. */
import type { AuditHead } from '../../plan/audit.ts';
import type { AuditPruning, ExportedEntry, Restoration } from '../report.ts';
import type { KeeperRequest } from './parts.ts';

export interface AuditVerifyRequest extends KeeperRequest {
  /** Heads of the log that were kept elsewhere. */
  readonly anchors: readonly AuditHead[];
  /** JSON lines that were exported; else the log of the store. */
  readonly file?: string;
}

export interface AuditExportRequest extends KeeperRequest {
  /** An instant, or how long ago. */
  readonly since?: string;
  readonly listener: (entry: ExportedEntry) => void;
}

export interface AuditPruneRequest extends KeeperRequest {
  /** An instant, or how long ago: older entries go. */
  readonly before: string;
  readonly reason: string;
  readonly actor?: string;
  /** Asked once; false leaves everything as it is. */
  confirm(pruning: AuditPruning): Promise<boolean>;
}

export interface BackupRequest extends KeeperRequest {
  readonly file: string;
}

export interface RestoreRequest extends BackupRequest {
  readonly actor?: string;
  /** Asked once; false leaves everything as it is. */
  confirm(restoration: Restoration): Promise<boolean>;
}
