/** What a rollout would see, of facts that are given: its conditions, its exit gates, and the freezes that close it. */
import { and, FALSE, TRUE, type Truth } from '../../plan/kleene.ts';
import type { Condition, Gate } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { isUnknown, type Value } from '../../plan/value.ts';
import type { FrozenAction } from '../../plan/window.ts';
import { whySkipped } from '../../runtime/core/applies.ts';
import { truthOfSkeleton } from '../../runtime/core/condition.ts';
import type { Evidence } from '../../runtime/core/evidence.ts';
import { exemptionOf } from '../../runtime/core/exemption.ts';
import type { FactSlots } from '../../runtime/core/facts.ts';
import { judgeFreeze, whyFreezeSkipped } from '../../runtime/core/freeze.ts';
import type { Judgement } from '../../runtime/core/judgement.ts';
import { reasonsOf } from '../../runtime/core/reason.ts';
import { closedOf, strictest } from '../../runtime/core/rollout/closed.ts';
import { needsOf, type Needs } from '../../runtime/core/rollout/needs.ts';
import type { RolloutRecord } from '../../runtime/core/rollout/record.ts';
import type { ClosedAt } from '../../runtime/core/rollout/timeline.ts';
import type { CheckSighting, Sighting } from '../../runtime/core/rollout/turn.ts';
import { filled, type Judge, type Situation } from '../judge.ts';
import type { ScheduledFreeze } from '../windows.ts';

type Observed = Pick<Sighting, 'checks' | 'identity' | 'next' | 'exit'>;

export class Sight {
  readonly #judge: Judge;
  readonly rollout: Rollout;
  /** Whether freezes may close the start: who begins admitted has it behind. */
  readonly #asksStarts: boolean;
  readonly #slots: FactSlots;
  readonly #judgement: Judgement;
  /** Facts of the rollout itself and of the clock, which no look leaves as they were. */
  readonly #moving: readonly string[];
  #situation: Situation;
  #isJudged = false;
  #checks: { readonly stage: number; readonly sighting: CheckSighting } | undefined;
  /** Where nothing is closed, that holds until the next freeze. */
  #open: ClosedAt | undefined;
  #asked: Readonly<Record<FrozenAction, readonly ScheduledFreeze[]>> | undefined;

  constructor(judge: Judge, rollout: Rollout, situation: Situation, asksStarts: boolean) {
    this.#judge = judge;
    this.rollout = rollout;
    this.#asksStarts = asksStarts;
    this.#slots = judge.kernel.facts();
    this.#judgement = judge.kernel.judgement();
    this.#moving = judge.plan.facts.flatMap(({ id, source: { kind } }) =>
      kind === 'rollout' || kind === 'now' ? id : [],
    );
    this.#situation = situation;
  }

  get evidence(): Evidence {
    return { plan: this.#judge.plan, facts: this.#slots, judgement: this.#judgement };
  }

  /** From now on these are the facts. */
  learn(facts: Situation['facts']): void {
    this.#situation = { ...this.#situation, facts };
    this.#forget();
  }

  look(record: RolloutRecord, elapsed: number, at: number): Observed {
    const needs = needsOf(this.rollout, record, elapsed);
    this.#judgeAt(record, at);
    const identity = needs.identity ? this.rollout.identity : undefined;
    const next = needs.next === undefined ? undefined : this.rollout.stages[needs.next]?.when;
    return {
      ...(needs.checks && { checks: this.#checksOf(record.stage) }),
      ...(identity && { identity: this.#truth([identity]) }),
      ...(next && { next: this.#truth([next]) }),
      ...(needs.exit.length > 0 && { exit: this.#exit(needs) }),
    };
  }

  closedAt(at: number): ClosedAt {
    if (this.#open && at < (this.#open.next ?? Infinity)) return this.#open;
    this.#asked ??= {
      start: this.#asksStarts ? this.#freezesFor('start') : [],
      promote: this.#freezesFor('promote'),
    };
    const { start, promote } = this.#asked;
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

  #forget(): void {
    this.#isJudged = false;
    this.#checks = undefined;
    this.#asked = undefined;
    this.#open = undefined;
  }

  /** What was judged is judged again only where something that it rests upon has changed. */
  #judgeAt(record: RolloutRecord, at: number): void {
    if (this.#moving.length > 0) this.#forget();
    if (this.#isJudged) return;
    const own = new Map(
      Object.entries(fieldsOf(record)).map(([field, value]) => [`rollout.${field}`, value]),
    );
    const facts = new Map([...own, ...this.#situation.facts]);
    filled(this.#judge.plan, this.#slots, { ...this.#situation, at, facts });
    this.#judge.kernel.judge(this.#slots, this.#judgement);
    this.#isJudged = true;
  }

  #truth(conditions: readonly Condition[]): Truth {
    const all = conditions.map(({ skeleton }) => skeleton);
    return truthOfSkeleton({ all }, (leaf) => this.#judgement.leaves.at(leaf));
  }

  #checksOf(stage: number): CheckSighting {
    if (this.#checks?.stage === stage) return this.#checks.sighting;
    const { stages, rollback } = this.rollout;
    const require = stages[stage]?.checks?.require ?? [];
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

  #exit({ exit }: Needs): NonNullable<Observed['exit']> {
    const { plan } = this.#judge;
    const { env } = this.#situation.release;
    const applying = plan.gates.filter(
      (gate) => exit.includes(gate.name) && !whySkipped(gate, env, this.evidence),
    );
    const truthOf = (gate: Gate): Truth => this.#judgement.requirements.at(plan.gates.indexOf(gate));
    const reasons = applying.flatMap((gate) =>
      gate.require.flatMap((one) => reasonsOf(one, gate.location.file, this.evidence)),
    );
    return {
      passed: applying.map(truthOf).reduce<Truth>(and, TRUE),
      why: reasons.map(({ text }) => text).join('; '),
    };
  }

  #freezesFor(action: FrozenAction): readonly ScheduledFreeze[] {
    const { env } = this.#situation.release;
    return this.#judge.schedule.filter(
      ({ freeze }) =>
        freeze.mode === 'enforce' &&
        !whyFreezeSkipped(freeze, env, this.evidence, action) &&
        !this.#isExempt(freeze),
    );
  }

  #isExempt({ except, location }: ScheduledFreeze['freeze']): boolean {
    return (
      except !== undefined && exemptionOf({ except, location }, this.#truth([except]), this.evidence).granted
    );
  }

  #closed(freezes: readonly ScheduledFreeze[], at: number): ClosedAt['starts'] {
    return strictest(
      freezes.flatMap(({ freeze, timetable }) => {
        const standing = isUnknown(timetable) ? timetable : timetable.at(at);
        if (!isUnknown(standing) && !standing.frozen) return [];
        return closedOf(freeze.name, judgeFreeze(freeze, standing, at), freeze.inFlight, at);
      }),
    );
  }
}

function fieldsOf({ weight, stage, clock, startedAt }: RolloutRecord): Readonly<Record<string, Value>> {
  return { weight: weight / 100, stage: stage + 1, age: clock - startedAt };
}

function nextOf({ timetable }: ScheduledFreeze, at: number): number {
  const standing = isUnknown(timetable) ? timetable : timetable.at(at);
  if (isUnknown(standing) || standing.frozen) return Infinity;
  return standing.next?.from ?? Infinity;
}
