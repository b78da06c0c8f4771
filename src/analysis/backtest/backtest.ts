/** Past decisions again, under this plan: how many change, which, and by what. */
import type { Decision, DecisionWord, Reason, Verdict } from '../../plan/decision.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Limit } from '../../plan/window.ts';
import { gateDigest } from '../../compiler/digest.ts';
import { formOf, leavesOf } from '../../runtime/core/condition.ts';
import { consequence } from '../../runtime/core/consequence.ts';
import type { Evidence } from '../../runtime/core/evidence.ts';
import type { GateResult } from '../../runtime/core/gate.ts';
import type { Judge } from '../judge.ts';
import type { SustainedGate } from '../../runtime/core/sustain.ts';
import { judgeOneLook, judgeSustained } from '../sustained.ts';
import { type Columns, factOf, LOOKS, looksIn, NOT_DECIDED } from './columns.ts';
import { decideAll } from './decide.ts';
import { startsBefore } from './limits.ts';
import type { PastDecision } from './record.ts';

export interface Turn {
  /** Absent where the record holds no decision. */
  readonly from?: DecisionWord;
  readonly to: DecisionWord;
  readonly count: number;
}

export interface Backtest {
  /** Every pair that occurs, equal ones too. */
  readonly turns: readonly Turn[];
  /** Rows whose decision changes, in the order of the records. */
  readonly changed: readonly number[];
}

const words: readonly DecisionWord[] = ['safe', 'blocked', 'critical'];

export function backtest(columns: Columns, judge: Judge): Backtest {
  const decided = decideAll(columns, judge.schedule);
  const { decisions } = columns;
  const counts = new Map<number, number>();
  const changed: number[] = [];
  for (let row = 0; row < decided.length; row++) {
    const [from, to] = [decisions[row] as number, decided[row] as number];
    counts.set(from * 4 + to, (counts.get(from * 4 + to) ?? 0) + 1);
    if (from !== to && from !== NOT_DECIDED) changed.push(row);
  }
  const turns = Array.from(counts, ([pair, count]) => {
    const from = words[Math.floor(pair / 4)];
    return { ...(from && { from }), to: words[pair % 4] as DecisionWord, count };
  });
  return { turns: turns.toSorted((a, b) => b.count - a.count), changed };
}

export interface ChangedDecision {
  readonly at: number;
  readonly release: PastDecision['release'];
  readonly from: DecisionWord;
  readonly to: DecisionWord;
  /** Rules that say another thing than then, and those that stop it now. */
  readonly rules: readonly ChangedRule[];
}

export interface ChangedRule {
  readonly name: string;
  /** Absent: there was no such rule. */
  readonly from?: Verdict;
  /** Absent: there is none any more. */
  readonly to?: Verdict;
  readonly reasons: readonly Reason[];
  /** Facts that it reads and that the record does not hold. */
  readonly missing: readonly string[];
}

/** What made the difference. */
export function explainChange(
  judge: Judge,
  columns: Columns,
  row: number,
  record: PastDecision,
): ChangedDecision {
  const { plan } = judge;
  const facts = new Map(
    plan.facts.flatMap((fact) => {
      const value = factOf(plan, fact, record);
      return value === undefined ? [] : [[fact.id, value] as const];
    }),
  );
  const { at, release } = record;
  const starts = (limit: Limit): readonly number[] => startsBefore(columns, limit, row);
  const { decision } = judge.judge({ at, release, facts, starts }, (gate, evidence) => ({
    result: sustainedThen(gate, record, evidence),
    looks: [evidence],
    at,
  }));
  const missing = plan.facts.flatMap((fact, slot) => (factOf(plan, fact, record) === undefined ? slot : []));
  return {
    at,
    release,
    from: record.decision ?? decision.decision,
    to: decision.decision,
    rules: changedRules(judge, decision, record, new Set(missing)),
  };
}

/** A gate that looks for a time, as far as the record tells of it. */
function sustainedThen(gate: SustainedGate, record: PastDecision, evidence: Evidence): GateResult {
  switch (looksIn(record, gate.name, gateDigest(gate, evidence.plan))) {
    case LOOKS.one:
      return judgeOneLook(gate, evidence);
    case LOOKS.all:
      return judgeSustained(gate, record.at, () => evidence).result;
    default:
      return { verdict: record.rules.get(gate.name) ?? 'unknown', reasons: [], warnings: [] };
  }
}

function changedRules(
  { plan }: Judge,
  { rules }: Decision,
  record: PastDecision,
  missing: ReadonlySet<number>,
): readonly ChangedRule[] {
  const changed = rules.flatMap((rule): readonly ChangedRule[] => {
    const from = record.rules.get(rule.name);
    if (from === rule.verdict || (from === undefined && consequence(rule) === 0)) return [];
    const own = rule.kind === 'gate' ? plan.gates.find(({ name }) => name === rule.name) : undefined;
    const slots = own ? leavesIn(own.require).flatMap((leaf) => plan.leaves[leaf]?.facts ?? []) : [];
    return [
      {
        name: rule.name,
        ...(from && { from }),
        to: rule.verdict,
        reasons: rule.reasons,
        missing: [...new Set(slots)].flatMap((slot) =>
          missing.has(slot) ? (plan.facts[slot]?.id ?? []) : [],
        ),
      },
    ];
  });
  const names = new Set(rules.map(({ name }) => name));
  const gone = Array.from(record.rules).flatMap(([name, from]): readonly ChangedRule[] =>
    names.has(name) || from === 'pass' || from === 'skipped'
      ? []
      : [{ name, from, reasons: [], missing: [] }],
  );
  return [...changed, ...gone];
}

function leavesIn(conditions: EvaluationPlan['gates'][number]['require']): readonly number[] {
  return conditions.flatMap(({ skeleton }) => [...leavesOf(formOf(skeleton))]);
}
