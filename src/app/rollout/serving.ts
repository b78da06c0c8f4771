/**
 * What a controller runs itself, such as the built-in router: it serves users between two looks, and whether or not a
 * rollout is on its way.
 */
import { diagnostic, type Diagnostic } from '../../plan/diagnostic.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { isFor } from '../../runtime/core/applies.ts';
import { DriverFailure } from '../../runtime/failure.ts';
import type { TrafficDriver } from '../../runtime/ports/traffic.ts';
import { trafficDescriptors } from '../descriptors.ts';
import { Refusal } from '../refusal.ts';
import { worldFor } from './open.ts';
import type { OpenSite } from './site.ts';
import { driverOf } from './world.ts';

interface Place {
  readonly rollout: Rollout;
  readonly release: { readonly env?: string };
}

export class Serving {
  readonly #site: OpenSite;
  readonly #places: readonly Place[];
  readonly #open = new Map<Place, TrafficDriver>();

  private constructor(site: OpenSite, places: readonly Place[]) {
    this.#site = site;
    this.#places = places;
  }

  static at(site: OpenSite): Serving {
    const { environments, rollouts } = site.plan;
    const releases = environments.length === 0 ? [{}] : environments.map((env) => ({ env }));
    const own = rollouts.filter(({ traffic }) => runsHere(traffic.kind));
    return new Serving(
      site,
      own.flatMap((rollout) =>
        releases
          .filter(({ env }: Place['release']) => isFor(rollout, env))
          .map((release) => ({ rollout, release })),
      ),
    );
  }

  /** Looks that each is there, and starts what is not; what cannot be started is told. */
  async keep(): Promise<readonly Diagnostic[]> {
    const told: Diagnostic[] = [];
    for (const place of this.#places) {
      if (await this.#isThere(place)) continue;
      try {
        await this.#start(place);
      } catch (error) {
        if (error instanceof Refusal) told.push(...error.diagnostics);
        else if (error instanceof DriverFailure) told.push(diagnostic('SEN2601', error.message));
        else throw error;
      }
    }
    return told;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map((driver) => driver.close()));
  }

  async #isThere(place: Place): Promise<boolean> {
    const driver = this.#open.get(place);
    try {
      await driver?.read(place.rollout.traffic.roles, this.#site.signal);
      return driver !== undefined;
    } catch (error) {
      if (!(error instanceof DriverFailure)) throw error;
      this.#open.delete(place);
      await driver?.close();
      return false;
    }
  }

  async #start(place: Place): Promise<void> {
    const { rollout, release } = place;
    const { plan } = this.#site;
    const { world } = await worldFor(this.#site, plan, { release, set: [] });
    this.#open.set(place, await driverOf(plan, rollout, world, { drives: true }));
  }
}

function runsHere(kind: string): boolean {
  return trafficDescriptors.some((one) => one.kind === kind && one.runsHere);
}
