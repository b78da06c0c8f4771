/** Cases as they are run: names resolved, literals read. Instants are milliseconds since the epoch, durations milliseconds. */
import type { DecisionWord, Verdict } from '../../plan/decision.ts';
import type { Rollout } from '../../plan/rollout.ts';
import type { Location } from '../../plan/span.ts';
import type { Known, Value } from '../../plan/value.ts';
import type { Phase } from '../../runtime/core/rollout/record.ts';
import type { FactsOver, ReleaseFields } from '../judge.ts';
import type { Moment } from '../play/play.ts';

export interface TestCase {
  readonly name: string;
  readonly location: Location;
  readonly at: number;
  readonly release: ReleaseFields;
  readonly facts: ReadonlyMap<string, Known<Value>>;
  /** Instants of earlier starts. */
  readonly starts: readonly number[];
  /** One that is on its way. */
  readonly rollout?: Rollout;
  /** What happens while it is, or while sustained gates look. */
  readonly timeline: readonly TimelineMoment[];
  readonly expect: Expectation;
}

export interface TimelineMoment extends Moment {
  /** By id; what is not in it stays as it was. */
  readonly facts: ReadonlyMap<string, Known<Value>>;
}

/** What is known when: before the timeline begins, what the case says. */
export function factsOver({ facts, timeline }: Pick<TestCase, 'facts' | 'timeline'>): FactsOver {
  let known = facts;
  const steps = timeline.map(({ at, facts: more }) => ({
    at,
    facts: (known = new Map([...known, ...more])),
  }));
  return (at) => steps.findLast((step) => step.at <= at)?.facts ?? facts;
}

export interface Expectation {
  readonly decision?: DecisionWord;
  /** By the name of the rule. */
  readonly rules: ReadonlyMap<string, Verdict>;
  readonly reasons: ReadonlyMap<string, readonly string[]>;
  readonly phase?: Phase;
  readonly within?: number;
  readonly maxWeights: readonly MaxWeight[];
}

export interface MaxWeight {
  /** Percent. */
  readonly most: number;
  /** Of this one, by index; absent: of everybody. */
  readonly audience?: number;
}
