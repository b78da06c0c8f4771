/** A period of releases: each is judged when it wants to start, and where it may, its rollout is played. */
import type { Decision } from '../../plan/decision.ts';
import type { Rollout } from '../../plan/rollout.ts';
import type { Known, Value } from '../../plan/value.ts';
import { whySkipped } from '../../runtime/core/applies.ts';
import { consequence } from '../../runtime/core/consequence.ts';
import type { FactsOver, Judge, Judged, ReleaseFields } from '../judge.ts';
import { type Asked, type Moment, play } from '../play/play.ts';
import { type Course, courseOf, cutAt } from './course.ts';
import type { FactSeries } from './generate.ts';

export interface Wanted {
  /** When each release wants to start, in order; milliseconds since the epoch. */
  readonly instants: readonly number[];
  readonly release: ReleaseFields;
  /** Beside the series: inputs and settings. */
  readonly given: ReadonlyMap<string, Known<Value>>;
  readonly series: FactSeries;
  /** How long a rollout is followed at most. */
  readonly longest: number;
}

export interface SimulatedRelease {
  /** Of a case that was written down. */
  readonly title?: string;
  readonly at: number;
  readonly decision: Decision;
  /** Names of the rules that stop it. */
  readonly stoppedBy: readonly string[];
  /** It was on its way already: the decision was not asked for. */
  readonly admitted?: boolean;
  /** A rollout before it was still on its way: until then nothing starts. */
  readonly waitsFor?: number;
  readonly course?: Course;
}

export function simulate(judge: Judge, wanted: Wanted): readonly SimulatedRelease[] {
  const releases: SimulatedRelease[] = [];
  const starts: number[] = [];
  /** The one whose slot the next release takes. */
  let last: { readonly index: number; readonly course: Course } | undefined;
  for (const at of wanted.instants) {
    const judged = judge.judgeOver({ at, release: wanted.release, starts }, (instant) =>
      factsAt(wanted, instant),
    );
    const { decision, at: decidedAt } = judged;
    const stoppedBy = decision.rules.filter((rule) => consequence(rule) > 0).map(({ name }) => name);
    const release = { at, decision, stoppedBy };
    const busyUntil = last ? (last.course.completedAt ?? last.course.until) : -Infinity;
    if (decision.decision !== 'safe') releases.push(release);
    else if (decidedAt < busyUntil) releases.push({ ...release, waitsFor: busyUntil });
    else {
      starts.push(decidedAt);
      if (last)
        releases[last.index] = {
          ...(releases[last.index] as SimulatedRelease),
          course: cutAt(last.course, decidedAt),
        };
      const course = played(judge, wanted, judged);
      if (course) last = { index: releases.length, course };
      releases.push({ ...release, ...(course && { course }) });
    }
  }
  return releases;
}

function played(judge: Judge, wanted: Wanted, { evidence, at }: Judged): Course | undefined {
  const { release, longest } = wanted;
  const rollout = judge.plan.rollouts.find((one) => !whySkipped(one, release['env'], evidence));
  if (!rollout) return undefined;
  const facts: FactsOver = (instant) => factsAt(wanted, instant);
  const moments = momentsOf(wanted, rollout, at);
  return courseOf(
    rollout,
    play(judge, { rollout, release, at, facts, moments, asksStarts: true, until: at + longest }),
  );
}

function factsAt({ series, given }: Wanted, at: number): ReadonlyMap<string, Known<Value>> {
  return new Map([...series.at(at), ...given]);
}

/** Everybody agrees to what is asked of them, at once. */
function* momentsOf({ series }: Wanted, { stages }: Rollout, from: number): Generator<Moment> {
  const asked: readonly Asked[] = stages.some(({ approve }) => approve) ? ['approve'] : [];
  for (let at = from; ; at += series.step) yield { at, asked };
}
