/**
 * Findings: what `lint` and the gate have in common for tools that know neither. Each format of such a tool is one
 * function over them.
 */
import { type Code, codes, type Severity } from '../../../plan/codes/index.ts';
import type { Diagnostic } from '../../../plan/diagnostic.ts';
import type { Location } from '../../../plan/span.ts';
import type { SourceIndex } from '../sources.ts';

export interface Finding {
  /** `SEN1401`, or `gate/disk`. */
  readonly id: string;
  /** What all findings with this id are about. */
  readonly title: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
  readonly location?: Location;
  readonly related?: Diagnostic['related'];
  readonly suggestion?: Diagnostic['suggestion'];
}

/** One thing that was judged: a file by `lint`, a rule by the gate. */
export interface Case {
  readonly name: string;
  readonly file: string;
  /** `error`: it could not be judged. */
  readonly outcome: 'passed' | 'failed' | 'error' | 'skipped';
  /** Why it did not pass; for a passed one what is worth saying. */
  readonly texts: readonly string[];
}

export interface Findings {
  /** `lint`, or the policy's name. */
  readonly suite: string;
  /** One sentence over all. */
  readonly summary: string;
  readonly findings: readonly Finding[];
  readonly cases: readonly Case[];
  readonly sources: SourceIndex;
}

export function findingOf(diagnostic: Diagnostic): Finding {
  const { code, ...rest } = diagnostic;
  return { id: code, title: codes[code satisfies Code].title, ...rest };
}
