/** What a run of `apply` keeps in the store: what was decided, the start with what it consumes, and what was done. */
import { randomUUID } from 'node:crypto';
import { releaseWrites } from '../../runtime/engine/deployed.ts';
import { consequence } from '../../runtime/core/consequence.ts';
import type { Evaluation } from '../../runtime/engine/evaluate.ts';
import type { StepReport } from '../../runtime/engine/events.ts';
import { type Changes, foundFailing, foundSafe, isVerdict } from '../../runtime/engine/verdicts.ts';
import type { Stores } from '../../runtime/engine/world.ts';
import type {
  Commit,
  CommitRefusal,
  LimitRequest,
  LimitState,
  RecordWrite,
} from '../../runtime/ports/stores.ts';
import type { BreakGlass } from '../people/break-glass.ts';
import type { Context } from '../context/context.ts';
import type { Redactor } from '../redact.ts';
import { refuse } from '../refusal.ts';
import { knownRelease } from '../rollout/identity.ts';
import type { PreparedStart } from '../rollout/start.ts';
import { type Outcome, RunEntries } from './entries.ts';
import { releasedOf } from './verdict.ts';
import { withoutSecrets } from '../without-secrets.ts';

interface Start {
  readonly evaluation: Evaluation;
  /** The saved plan that is applied. */
  readonly planId?: string;
  readonly glass?: BreakGlass;
  /** What begins with it. */
  readonly rollouts?: readonly PreparedStart[];
  /** `shadow`: nothing is changed, and a saved plan is not used up. */
  readonly outcome: 'started' | 'shadow';
}

/** Every method rejects with `StoreFailure` where the store does not take it. */
export class RunRecord {
  readonly #context: Context;
  readonly #stores: Stores;
  readonly #redactor: Redactor;
  /** Names this attempt, also to the limits. */
  readonly #id = randomUUID();
  readonly #entries: RunEntries;

  constructor(context: Context, stores: Stores, redactor: Redactor) {
    this.#context = context;
    this.#stores = stores;
    this.#redactor = redactor;
    this.#entries = new RunEntries(context, this.#id);
  }

  /** Refuses a saved plan that was used. */
  async requireUnused(planId: string): Promise<void> {
    if (await this.#stores.state.read(usedPlanKey(planId))) refusePlanUsed();
  }

  /** `failures`: why it is not done although the decision lets it go. */
  async notStarted(
    evaluation: Evaluation,
    why: Exclude<Outcome, 'started'>,
    failures: readonly string[] = [],
  ): Promise<void> {
    const entry = this.#entries.decision(evaluation, why, { failures });
    const failing = why === 'blocked' ? failingGates(evaluation) : '';
    for (;;) {
      const { writes, audit } = await this.#failed(failing);
      const entries = [entry, ...audit.map((one) => this.#entries.revoked(one))];
      // Refused where another decision about the release was kept at the same moment.
      if (!(await this.#commit({ writes, audit: entries }))) return;
    }
  }

  /** A gate that fails takes back what was found safe before. */
  async #failed(why: string): Promise<Changes> {
    if (why === '') return { writes: [], audit: [] };
    const { state } = this.#stores;
    return foundFailing(state, releasedOf(this.#context), {
      id: this.#id,
      at: await state.now(),
      why: withoutSecrets(why, this.#redactor),
      reason: 'gate_fail',
    });
  }

  async #safe({ outcome, rollouts = [] }: Start): Promise<readonly RecordWrite[]> {
    if (outcome !== 'started') return [];
    const { state } = this.#stores;
    const attempts = rollouts.map(({ stored }) => stored.attempt);
    const safe = { decision: this.#id, attempts, at: await state.now() };
    const all = rollouts.length > 0 ? rollouts.map(({ stored }) => stored) : [releasedOf(this.#context)];
    return (await Promise.all(all.map((one) => foundSafe(state, one, safe)))).flat();
  }

  /**
   * Records the start and consumes what it takes from the limits, both or neither. False: something changed since the
   * judgement, and it must be judged again. Refuses a saved plan that was used.
   */
  async start(start: Start): Promise<boolean> {
    const { admissions } = start.evaluation;
    const full = await this.#consume(start, admissions);
    if (full === 'started') return true;
    if (!start.glass || full === 'changed') return false;
    // Over those that have no room; the others are consumed as ever.
    const room = admissions.filter(({ key }) => full.some((state) => state.key === key && hasRoom(state)));
    return (await this.#consume(start, room)) === 'started';
  }

  async step(step: StepReport): Promise<void> {
    await this.#commit({ audit: [this.#entries.step(step)] });
  }

  /** The end of a release without a rollout; not done where a step of it failed. */
  async end(isDone: boolean): Promise<void> {
    const { plan, world } = this.#context;
    const end = { attempt: this.#id, policy: plan.policy, release: knownRelease(world.release), isDone };
    const { state } = this.#stores;
    for (;;) {
      const writes = await releaseWrites(state, end);
      // Refused where another release ended at the same moment.
      if (writes.length === 0 || !(await this.#commit({ writes }))) return;
    }
  }

  /** Gives how the limits stand where they do not admit it; `changed`: a freeze has begun. */
  async #consume(
    start: Start,
    admissions: readonly LimitRequest[],
  ): Promise<'started' | 'changed' | readonly LimitState[]> {
    const { state, limits } = this.#stores;
    const ride = limits === state;
    // What is counted elsewhere comes first: if the record fails, one too many is counted, never one too few.
    if (!ride && admissions.length > 0) {
      const { admitted, states } = await limits.admit(this.#id, admissions);
      if (!admitted) return states;
    }
    const refusal = await this.#record(start, admissions, ride);
    if (!refusal) return 'started';
    if (refusal.kind === 'version' && refusal.key.startsWith(USED_PLAN)) refusePlanUsed();
    return refusal.kind === 'limit' ? refusal.states : 'changed';
  }

  /** That the same release was started by another at the same moment changes nothing that was judged. */
  async #record(
    start: Start,
    admissions: readonly LimitRequest[],
    ride: boolean,
  ): Promise<CommitRefusal | undefined> {
    for (;;) {
      const refusal = await this.#commit({
        ...this.#recordOf(start, admissions, await this.#safe(start)),
        ...(ride && admissions.length > 0 && { admission: { id: this.#id, limits: admissions } }),
      });
      if (refusal?.kind !== 'version' || !isVerdict(refusal.key)) return refusal;
    }
  }

  #recordOf(
    { evaluation, planId, glass, rollouts = [], outcome }: Start,
    admitted: readonly LimitRequest[],
    safe: readonly RecordWrite[],
  ): Commit {
    const { decision, admissions, notAfter } = evaluation;
    return {
      writes: [
        ...(planId === undefined ? [] : [{ key: usedPlanKey(planId), value: { run: this.#id }, version: 0 }]),
        ...onceEach([...rollouts.flatMap((one) => one.writes), ...safe]),
      ],
      ...(notAfter !== undefined && !glass && { notAfter }),
      audit: [
        this.#entries.decision(evaluation, outcome, {
          glass,
          rollouts: rollouts.map(({ stored }) => stored),
        }),
        ...this.#entries.overrides(decision.rules),
        ...(planId === undefined ? [] : [this.#entries.planUsed(planId)]),
        ...admissions.map((request) => this.#entries.admission(request, !admitted.includes(request))),
        ...rollouts.flatMap(({ audit }) => audit),
      ],
    };
  }

  async #commit(commit: Commit): Promise<CommitRefusal | undefined> {
    const audit = commit.audit?.map((draft) => withoutSecrets(draft, this.#redactor));
    const outcome = await this.#stores.state.commit({ ...commit, ...(audit && { audit }) });
    return outcome.committed ? undefined : outcome.refusal;
  }
}

/** Rollouts of a group run on the same plan, which is kept once. */
function onceEach(writes: readonly RecordWrite[]): readonly RecordWrite[] {
  return [...new Map(writes.map((write) => [write.key, write])).values()];
}

/** Why the gates say no that are known to fail; empty where none is. */
function failingGates({ decision }: Evaluation): string {
  return decision.rules
    .filter((rule) => rule.kind === 'gate' && rule.verdict === 'fail' && consequence(rule) > 0)
    .map(({ name, reasons }) => `${name}: ${reasons.map(({ text }) => text).join('; ')}`)
    .join('; ');
}

function hasRoom({ rates }: LimitState): boolean {
  return rates.every(({ left }) => left > 0);
}

/** Where saved plans are kept that were used. */
const USED_PLAN = 'plan-used/';

function usedPlanKey(planId: string): string {
  return USED_PLAN + planId;
}

function refusePlanUsed(): never {
  refuse('SEN2204', 'this saved plan was used already', { help: 'a plan is applied once; plan again' });
}
