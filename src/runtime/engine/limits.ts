import type { EvaluationPlan } from '../../plan/plan.ts';
import { isUnknown, type Known, unknown } from '../../plan/value.ts';
import type { Limit } from '../../plan/window.ts';
import type { RuleFinding } from '../core/finding.ts';
import { judgeLimit, scopeOf } from '../core/limit.ts';
import { limitKey } from '../core/limit-key.ts';
import { StoreFailure } from '../failure.ts';
import type { LimitRequest, LimitState } from '../ports/stores.ts';
import { releaseField } from './release-field.ts';
import type { World } from './world.ts';

export interface LimitCount {
  readonly limit: Limit;
  readonly finding: RuleFinding;
  /** What a start asks of it; absent where its scope is not known. */
  readonly request?: LimitRequest;
}

/** What is left of limits that are asked, before anything is exempt. Consumes nothing. */
export async function peek(
  { policy }: EvaluationPlan,
  limits: readonly Limit[],
  world: World,
): Promise<readonly LimitCount[]> {
  const requests = limits.map((limit) => requestOf(policy, limit, world));
  const states = await statesOf(
    requests.flatMap((request) => (isUnknown(request) ? [] : request)),
    world,
  );
  return limits.map((limit, index) => {
    const request = requests[index] ?? unknown('nothing is asked of it');
    const rates = isUnknown(request) ? request : ratesOf(states, request);
    const finding = asOfNow(limit, judgeLimit(limit, rates, world.clock.now()), world);
    return { limit, finding, ...(!isUnknown(request) && { request }) };
  });
}

function requestOf(policy: string, limit: Limit, world: World): Known<LimitRequest> {
  const scope = scopeOf(limit, (name) => releaseField(world, name));
  if (isUnknown(scope)) return scope;
  return { key: limitKey(policy, limit.name, scope), rates: limit.atMost };
}

async function statesOf(
  requests: readonly LimitRequest[],
  { barred, stores }: World,
): Promise<Known<readonly LimitState[]>> {
  if (requests.length === 0) return [];
  if (barred !== undefined) return unknown(barred);
  if (!stores) return unknown('no store counts it');
  const opened = await stores();
  if (isUnknown(opened)) return opened;
  try {
    return await opened.limits.peek(requests);
  } catch (error) {
    if (error instanceof StoreFailure) return unknown(`the store is lost: ${error.message}`);
    throw error;
  }
}

function ratesOf(states: Known<readonly LimitState[]>, { key }: LimitRequest): Known<LimitState['rates']> {
  if (isUnknown(states)) return states;
  return states.find((state) => state.key === key)?.rates ?? unknown('the store does not tell');
}

/** A store counts as of now alone. */
function asOfNow({ location }: Limit, finding: RuleFinding, { at }: World): RuleFinding {
  if (at === undefined || finding.left === undefined) return finding;
  const text = 'it is counted as of now, whatever `--at` says';
  return { ...finding, reasons: [...finding.reasons, { text, span: location.span }] };
}
