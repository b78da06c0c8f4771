/** Where rollouts of a policy are looked after: the policy as it is now, the store, and what may be read. */
import { dirname } from 'node:path';
import type { Actor } from '../../plan/audit.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { EventBody } from '../../runtime/engine/events.ts';
import type { Stores } from '../../runtime/engine/world.ts';
import { actorHere } from '../people/actor.ts';
import { type EnvironmentAccess, environmentAccess } from '../context/environment.ts';
import type { Host } from '../host.ts';
import { findPolicy, loadValidPolicy, treeOf } from '../policy/loader.ts';
import { loadOperatorConfig, type OperatorConfig } from '../config/operator.ts';
import type { People } from '../people/people.ts';
import type { PolicyRequest, StoreFlags } from '../requests.ts';
import { type StoreAccess, storesFor, withStores } from '../store/stores.ts';

export interface Site {
  readonly host: Host;
  /** The directory of the policy. */
  readonly root: string;
  readonly plan: EvaluationPlan;
  readonly environment: EnvironmentAccess;
  /** Sources of a release that may use an `except`; absent: all. */
  readonly exemptSources?: readonly string[];
  /** Who is known here; absent: nobody, and no approval counts. */
  readonly people?: People;
  readonly stores: Stores;
  /** Who asks, or acts. */
  readonly actor: Actor;
  readonly signal: AbortSignal;
  readonly emit: (event: EventBody) => void;
}

export interface SiteRequest extends PolicyRequest, StoreFlags {
  readonly actor?: string;
  readonly signal: AbortSignal;
}

/** Opened for one command. */
export interface OpenSite extends Site {
  readonly operator: OperatorConfig;
  readonly access: StoreAccess;
}

/** What whoever is at a site may read and use, by what its operator says. */
export function siteOf({
  operator,
  actor,
  ...where
}: Pick<Site, 'host' | 'root' | 'plan' | 'stores' | 'signal' | 'emit'> & {
  readonly operator: OperatorConfig;
  readonly actor: Actor;
}): Site {
  return {
    ...where,
    environment: environmentAccess(where.host.env, { ...operator, untrusted: false }),
    ...(operator.exemptSources && { exemptSources: operator.exemptSources }),
    people: operator,
    actor,
  };
}

/** Refuses a policy with errors and a store that is lost. The store is closed when the work is done. */
export async function atSite<T>(
  request: SiteRequest,
  host: Host,
  emit: (event: EventBody) => void,
  work: (site: OpenSite) => Promise<T>,
): Promise<T> {
  const path = findPolicy(host.cwd, request.policy);
  const root = dirname(path);
  const operator = await loadOperatorConfig(host, request.config, treeOf(root));
  const { plan } = await loadValidPolicy({ ...request, policy: path }, host);
  const access = await storesFor(
    {
      flags: request,
      operator,
      root,
      records: true,
      rollouts: true,
      forgetful: `the rollouts of \`${plan.policy}\``,
    },
    host,
  );
  return withStores(access, async (stores) => {
    const { signal } = request;
    const { actor, diagnostics } = await actorHere(request.actor, operator, host);
    access.tell(diagnostics);
    return await work({
      ...siteOf({ host, root, plan, operator, stores, actor, signal, emit }),
      access,
      operator,
    });
  });
}
