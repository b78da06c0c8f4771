/** The file of a saved plan, from its making to its use. */
import { resolve } from 'node:path';
import type { Context } from '../context/context.ts';
import type { Host } from '../host.ts';
import { basisOf } from './plan-basis.ts';
import type { RunReport } from '../report.ts';
import {
  newSavedPlan,
  readSavedPlan,
  requireNoNewFailure,
  requireSameBasis,
  type SavedPlan,
  writeSavedPlan,
} from './saved-plan.ts';
import type { RunRecord } from './record.ts';
import { earlierVerdict, knownVerdict } from './verdict.ts';

export async function savePlan(
  name: string,
  context: Context,
  { release, set }: SavedPlan['request'],
  host: Host,
): Promise<NonNullable<RunReport['saved']>> {
  const failure = (await earlierVerdict(context))?.failure?.id;
  const basis = { ...basisOf(context), ...(failure !== undefined && { failure }) };
  const plan = newSavedPlan(basis, { release, set }, host.clock.now());
  await writeSavedPlan(resolve(host.cwd, name), name, plan);
  return { file: name, planId: plan.planId, expires: Date.parse(plan.expiresAt) };
}

export class PlanFile {
  readonly #name: string;
  readonly #plan: SavedPlan;

  private constructor(name: string, plan: SavedPlan) {
    this.#name = name;
    this.#plan = plan;
  }

  /** Refuses a file that is no plan, was changed, or has expired. */
  static async open(name: string, host: Host): Promise<PlanFile> {
    return new PlanFile(name, await readSavedPlan(resolve(host.cwd, name), name, host.clock.now()));
  }

  /** What was asked for when the plan was made; who asked is not who applies it. */
  get request(): SavedPlan['request'] {
    const { release, set } = this.#plan.request;
    const { actor: _, ...asked } = release;
    return { release: asked, set };
  }

  get id(): string {
    return this.#plan.planId;
  }

  /**
   * Refuses where something that the plan rests upon is not as it was, its release has failed since, or the plan was used.
   * Rejects with `StoreFailure` where the store cannot say so.
   */
  async hold(context: Context, record: RunRecord): Promise<void> {
    requireSameBasis(this.#plan.basis, basisOf(context), this.#name);
    requireNoNewFailure(this.#plan.basis, (await knownVerdict(context))?.failure, this.#name);
    await record.requireUnused(this.#plan.planId);
  }
}
