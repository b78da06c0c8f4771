/** What a rollout would see, of facts that are given: its conditions, its exit gates, and the freezes that close it. */
import type { Verdict } from '../../plan/decision.ts';
import { and, FALSE, TRUE, type Truth, UNKNOWN } from '../../plan/kleene.ts';
import type { Condition, Gate } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { isUnknown, type Value } from '../../plan/value.ts';
import type { FrozenAction } from '../../plan/window.ts';
import { isFor, whySkipped } from '../../runtime/core/applies.ts';
import { truthOfSkeleton } from '../../runtime/core/condition.ts';
import type { Evidence } from '../../runtime/core/evidence.ts';
import { exemptionOf } from '../../runtime/core/exemption.ts';
import type { FactSlots } from '../../runtime/core/facts.ts';
import { judgeFreeze } from '../../runtime/core/freeze.ts';
import { type GateResult, judgeGate } from '../../runtime/core/gate.ts';
import type { Judgement } from '../../runtime/core/judgement.ts';
import { reasonsOf } from '../../runtime/core/reason.ts';
import { closedOf, strictest } from '../../runtime/core/rollout/closed.ts';
import { needsOf, type Needs } from '../../runtime/core/rollout/needs.ts';
import type { RolloutRecord } from '../../runtime/core/rollout/record.ts';
import type { ClosedAt } from '../../runtime/core/rollout/timeline.ts';
import type { CheckSighting, Sighting } from '../../runtime/core/rollout/turn.ts';
import { filled, type Judge, type Situation } from '../judge.ts';
import { isSustained } from '../../runtime/core/sustain.ts';
import { judgeSustained } from '../sustained.ts';
import type { ScheduledFreeze } from '../windows.ts';
import type { Script } from './play.ts';

type Observed = Pick<Sighting, 'checks' | 'identity' | 'next' | 'exit'>;

/** Conditions that were asked, and what they were judged by. */
export interface Asked {
  readonly conditions: readonly (Condition | undefined)[];
  readonly evidence: Evidence;
}

export class Sight {
  readonly #judge: Judge;
  readonly #script: Script;
  readonly #slots: FactSlots;
  readonly #judgement: Judgement;
  /** Facts of the rollout itself and of the clock, which no look leaves as they were. */
  readonly #moving: readonly string[];
  #situation: Situation;
  #isJudged = false;
  #checks: { readonly stage: number; readonly sighting: CheckSighting } | undefined;
  /** Where nothing is closed, that holds until the next freeze. */
  #open: ClosedAt | undefined;
  #freezes: Readonly<Record<FrozenAction, readonly ScheduledFreeze[]>> | undefined;

  #asked: Asked[] = [];

  constructor(judge: Judge, script: Script) {
    this.#judge = judge;
    this.#script = script;
    this.#slots = judge.kernel.facts();
    this.#judgement = judge.kernel.judgement();
    this.#moving = judge.plan.facts.flatMap(({ id, source: { kind } }) =>
      kind === 'rollout' || kind === 'now' ? id : [],
    );
    const { at, release, facts } = script;
    this.#situation = { at, release, facts: facts(at) };
  }

  get rollout(): Rollout {
    return this.#script.rollout;
  }

  /** In this look, and about what is closed now. */
  get asked(): readonly Asked[] {
    return this.#asked;
  }

  get evidence(): Evidence {
    return { plan: this.#judge.plan, facts: this.#slots, judgement: this.#judgement };
  }

  /** Facts may be others from now on. */
  learn(at: number): void {
    this.#situation = { ...this.#situation, facts: this.#script.facts(at) };
    this.#forget();
  }

  look(record: RolloutRecord, elapsed: number, at: number): Observed {
    const needs = needsOf(this.rollout, record, elapsed);
    this.#asked = [];
    this.#judgeAt(record, at);
    const identity = needs.identity ? this.rollout.identity : undefined;
    const next = needs.next === undefined ? undefined : this.rollout.stages[needs.next]?.when;
    this.#ask([identity, next]);
    return {
      ...(needs.checks && { checks: this.#checksOf(record.stage) }),
      ...(identity && { identity: this.#truth([identity]) }),
      ...(next && { next: this.#truth([next]) }),
      ...(needs.exit.length > 0 && { exit: this.#exit(needs, record, at) }),
    };
  }

  closedAt(at: number): ClosedAt {
    if (this.#open && at < (this.#open.next ?? Infinity)) return this.#open;
    this.#freezes ??= {
      start: this.#script.asksStarts ? this.#freezesFor('start') : [],
      promote: this.#freezesFor('promote'),
    };
    const { start, promote } = this.#freezes;
    const starts = this.#closed(start, at);
    const promotions = this.#closed(promote, at);
    const next = Math.min(...[...start, ...promote].map((one) => nextOf(one, at)));
    const closed = {
      ...(starts && { starts }),
      ...(promotions && { promotions }),
      ...(next < Infinity && { next }),
    };
    this.#open = starts || promotions ? undefined : closed;
    return closed;
  }

  #ask(conditions: Asked['conditions'], evidence = this.evidence): void {
    this.#asked.push({ conditions, evidence });
  }

  #forget(): void {
    this.#isJudged = false;
    this.#checks = undefined;
    this.#freezes = undefined;
    this.#open = undefined;
  }

  /** What was judged is judged again only where something that it rests upon has changed. */
  #judgeAt(record: RolloutRecord, at: number): void {
    if (this.#moving.length > 0) this.#forget();
    if (this.#isJudged) return;
    this.#fill(this.#slots, record, { ...this.#situation, at });
    this.#judge.kernel.judge(this.#slots, this.#judgement);
    this.#isJudged = true;
  }

  #fill(slots: FactSlots, record: RolloutRecord, situation: Situation): void {
    const own = Object.entries(fieldsOf(record)).map(
      ([field, value]) => [`rollout.${field}`, value] as const,
    );
    filled(this.#judge.plan, slots, { ...situation, facts: new Map([...own, ...situation.facts]) });
  }

  #truth(conditions: readonly Condition[]): Truth {
    const all = conditions.map(({ skeleton }) => skeleton);
    return truthOfSkeleton({ all }, (leaf) => this.#judgement.leaves.at(leaf));
  }

  #checksOf(stage: number): CheckSighting {
    const { stages, rollback } = this.rollout;
    const { require = [], prefer = [] } = stages[stage]?.checks ?? {};
    this.#ask([...require, ...prefer, rollback.when]);
    if (this.#checks?.stage === stage) return this.#checks.sighting;
    const passed = this.#truth(require);
    const trigger = rollback.when ? this.#truth([rollback.when]) : FALSE;
    const sighting = { passed, trigger, why: this.#why(require, rollback.when, trigger) };
    this.#checks = { stage, sighting };
    return sighting;
  }

  #why(require: readonly Condition[], when: Condition | undefined, trigger: Truth): string {
    const { file } = this.rollout.location;
    const reasons = (conditions: readonly Condition[]): string[] =>
      conditions.flatMap((one) => reasonsOf(one, file, this.evidence)).map(({ text }) => text);
    const found = reasons(require);
    if (trigger === TRUE) found.push('the condition of the roll-back holds');
    else if (trigger !== FALSE && when) found.push(...reasons([when]));
    return found.length === 0 ? 'everything passes' : found.join('; ');
  }

  #exit({ exit }: Needs, record: RolloutRecord, at: number): NonNullable<Observed['exit']> {
    const { env } = this.#situation.release;
    const own = this.#judge.plan.gates.filter((gate) => exit.includes(gate.name) && isFor(gate, env));
    this.#ask(own.map(({ when }) => when));
    const results = own
      .filter((gate) => !whySkipped(gate, env, this.evidence))
      .map((gate) => ({ gate, result: this.#exitGate(gate, record, at) }));
    return {
      passed: results.map(({ result }) => truthOf(result.verdict)).reduce<Truth>(and, TRUE),
      why: results
        .flatMap(({ gate: { name }, result: { verdict, reasons } }) =>
          verdict === 'pass' ? [] : `${name}: ${reasons.map(({ text }) => text).join('; ')}`,
        )
        .join('; '),
    };
  }

  /** A gate that asks about the past is told of it; one that would look for a time is asked once. */
  #exitGate(gate: Gate, record: RolloutRecord, at: number): GateResult {
    const conditions = [...gate.require, ...gate.prefer];
    if (!isSustained(gate, 'over')) {
      this.#ask(conditions);
      return judgeGate(gate, this.#situation.release['env'], this.evidence);
    }
    const { result, looks } = judgeSustained(gate, at, (instant) => this.#evidenceAt(record, instant));
    for (const evidence of looks) this.#ask(conditions, evidence);
    return result;
  }

  #evidenceAt(record: RolloutRecord, at: number): Evidence {
    const { plan, kernel } = this.#judge;
    const facts = kernel.facts();
    this.#fill(facts, record, { ...this.#situation, at, facts: this.#script.facts(at) });
    return { plan, facts, judgement: kernel.judge(facts) };
  }

  #freezesFor(action: FrozenAction): readonly ScheduledFreeze[] {
    const { env } = this.#situation.release;
    const own = this.#judge.schedule.filter(
      ({ freeze }) => freeze.mode === 'enforce' && freeze.blocks.includes(action) && isFor(freeze, env),
    );
    this.#ask(own.map(({ freeze }) => freeze.when));
    return own.filter(({ freeze }) => !whySkipped(freeze, env, this.evidence));
  }

  /** It is asked of a freeze that holds alone. */
  #isExempt({ except, location }: ScheduledFreeze['freeze']): boolean {
    if (!except) return false;
    this.#ask([except]);
    return exemptionOf({ except, location }, this.#truth([except]), this.evidence).granted;
  }

  #closed(freezes: readonly ScheduledFreeze[], at: number): ClosedAt['starts'] {
    return strictest(
      freezes.flatMap(({ freeze, timetable }) => {
        const standing = isUnknown(timetable) ? timetable : timetable.at(at);
        if ((!isUnknown(standing) && !standing.frozen) || this.#isExempt(freeze)) return [];
        return closedOf(freeze.name, judgeFreeze(freeze, standing, at), freeze.inFlight, at);
      }),
    );
  }
}

function truthOf(verdict: Verdict): Truth {
  return verdict === 'pass' ? TRUE : verdict === 'fail' ? FALSE : UNKNOWN;
}

function fieldsOf({ weight, stage, clock, startedAt }: RolloutRecord): Readonly<Record<string, Value>> {
  return { weight: weight / 100, stage: stage + 1, age: clock - startedAt };
}

function nextOf({ timetable }: ScheduledFreeze, at: number): number {
  const standing = isUnknown(timetable) ? timetable : timetable.at(at);
  if (isUnknown(standing) || standing.frozen) return Infinity;
  return standing.next?.from ?? Infinity;
}
