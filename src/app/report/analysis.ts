/** What tests, plays and second judgements of a policy give back. */
import type { Diagnostic } from '../../plan/diagnostic.ts';
import type { ChangedDecision, Turn } from '../../analysis/backtest/backtest.ts';
import type { CaseResult } from '../../analysis/test/run.ts';
import type { CoveredCondition } from '../../analysis/test/coverage.ts';
import type { FrozenTime } from '../../analysis/simulate/frozen.ts';
import type { SimulatedRelease } from '../../analysis/simulate/simulate.ts';
import type { Sources } from '../refusal.ts';

export type { Difference } from '../../analysis/test/difference.ts';
export type { CaseResult } from '../../analysis/test/run.ts';
export type { CoveredCondition } from '../../analysis/test/coverage.ts';

export type { FrozenTime } from '../../analysis/simulate/frozen.ts';
export type { Course } from '../../analysis/simulate/course.ts';
export type { SimulatedRelease } from '../../analysis/simulate/simulate.ts';

export interface SimulationReport {
  readonly policy: { readonly name: string; readonly file: string };
  /** Where the facts come from. */
  readonly facts: 'given' | 'generated' | 'recorded' | 'audit';
  /** Of what was generated. */
  readonly seed?: number;
  readonly releases: readonly SimulatedRelease[];
  /** In the time of all of them. */
  readonly frozen: readonly FrozenTime[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

export type { ChangedDecision } from '../../analysis/backtest/backtest.ts';

export interface BacktestReport {
  readonly policy: { readonly name: string; readonly file: string; readonly digest: string };
  /** The store or the file. */
  readonly source: string;
  readonly decisions: number;
  /** Every pair of decisions that occurs, also where nothing changes. */
  readonly turns: readonly Turn[];
  readonly changed: number;
  /** The first of those that change. */
  readonly listed: readonly ChangedDecision[];
  /** Facts of the policy that records do not hold, with how many of them. */
  readonly missing: readonly { readonly fact: string; readonly records: number }[];
  /** Gates that look for a time, of which records hold one look alone. */
  readonly lookedOnce: readonly { readonly gate: string; readonly records: number }[];
  /** Milliseconds. */
  readonly took: { readonly decoding: number; readonly judging: number };
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

export interface TestReport {
  readonly files: readonly {
    /** As it is named to people. */
    readonly file: string;
    /** The policy that it tests. */
    readonly policy: string;
    readonly cases: readonly CaseResult[];
  }[];
  /** Of all policies that were tested. */
  readonly coverage: readonly CoveredCondition[];
  /** Of what could be seen of their conditions, from 0 to 1. */
  readonly covered: number;
  /** What must be, where `--coverage-min` asks for it. */
  readonly coverageMin?: number;
  /** Of test files and of policies: where one is an error, the cases of that file did not run. */
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
  /** Every file that it rests upon, absolute. */
  readonly read: readonly string[];
}
