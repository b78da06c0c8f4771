/** A flag as a record of a state store. */
import type { Json } from '../../plan/audit.ts';
import { type Flag, isAssignment } from '../../plan/assignment.ts';

export interface FlagRecord {
  readonly flag: Flag;
  /** Of the lease under which it was written. */
  readonly epoch: number;
}

export function flagKey(name: string): string {
  return `flag/${name}`;
}

/** Undefined where it is something else. */
export function flagOfRecord(value: Json): FlagRecord | undefined {
  const { flag, epoch } = (value ?? {}) as Partial<FlagRecord>;
  return isAssignment(flag?.assignment) && typeof epoch === 'number' ? { flag, epoch } : undefined;
}
