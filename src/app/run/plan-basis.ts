import { isUnknown, type Known } from '../../plan/value.ts';
import type { Context } from '../context/context.ts';
import { programVersion } from '../package.ts';
import { type PlanBasis, sha256 } from './saved-plan.ts';

/** Who starts a release, and from where, does not make it another one. */
const notTarget: ReadonlySet<string> = new Set(['actor', 'event', 'source']);

/** What a decision rests upon beside live facts, at this moment. */
export function basisOf({ plan, policy, release, inputs, settings, stores }: Context): PlanBasis {
  return {
    policy: plan.policy,
    digest: plan.digest,
    source: sha256(policy.text),
    program: programVersion(),
    store: stores?.named ?? 'beside the policy',
    target: knownTexts(
      release.fields.filter(({ name }) => !notTarget.has(name)).map(({ name, value }) => [name, value]),
    ),
    inputs: Object.fromEntries(Array.from(inputs, ([name, { value }]) => [name, value])),
    settings: knownTexts(Array.from(settings, ([name, { value }]) => [name, value])),
  };
}

function knownTexts(entries: readonly (readonly [string, Known<string>])[]): Record<string, string> {
  return Object.fromEntries(entries.flatMap(([name, value]) => (isUnknown(value) ? [] : [[name, value]])));
}
