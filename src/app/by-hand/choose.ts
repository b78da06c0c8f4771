/** Which rollouts of a store are meant: `policy[/rollout][@env]`, and fields of the release. */
import { suggestName } from '../../plan/did-you-mean.ts';
import type { Stores } from '../../runtime/engine/world.ts';
import { nameOf } from '../../runtime/engine/rollout/status.ts';
import { type RolloutIdentity, storedOf, type StoredRollout } from '../../runtime/engine/rollout/stored.ts';
import { refuse } from '../refusal.ts';
import type { RolloutChoice } from '../requests.ts';

export async function storedRollouts({ state }: Pick<Stores, 'state'>): Promise<readonly StoredRollout[]> {
  const records = await state.list('rollout/');
  return records.map(({ value }) => storedOf(value));
}

/** Whether a rollout is one of those that are meant, by its own name or by its group's. Refuses a name that cannot be read. */
export function chosenBy({
  name,
  shadow,
  ...place
}: RolloutChoice): (identity: RolloutIdentity, group?: string) => boolean {
  const named: NameParts = name === undefined ? {} : readName(name);
  const fields = { ...place, ...named } as const;
  if (place.env !== undefined && named.env !== undefined && place.env !== named.env)
    refuse('SEN2001', `\`${name ?? ''}\` names another environment than \`--env ${place.env}\``, {
      help: 'give one of them',
    });
  return (identity, group) =>
    (!shadow || identity.mode === 'shadow') &&
    Object.entries(fields).every(
      ([field, wanted]) =>
        wanted === undefined ||
        identity[field as keyof RolloutIdentity] === wanted ||
        (field === 'rollout' && group === wanted),
    );
}

/** The one that is meant, among those that `isCandidate` tells. */
export function theOne(
  rollouts: readonly StoredRollout[],
  choice: RolloutChoice,
  isCandidate: (stored: StoredRollout) => boolean,
): StoredRollout {
  const meant = meantBy(rollouts, choice, isCandidate);
  return meant.length > 1 ? refuseSeveral(meant) : (meant[0] ?? refuseNone(rollouts, choice));
}

/** The one that is meant, or those of one start of a group, in order. */
export function theOnes(
  rollouts: readonly StoredRollout[],
  choice: RolloutChoice,
  isCandidate: (stored: StoredRollout) => boolean,
): readonly StoredRollout[] {
  const meant = meantBy(rollouts, choice, isCandidate);
  const [first] = meant;
  if (!first) refuseNone(rollouts, choice);
  const { membership } = first;
  if (meant.length > 1 && !meant.every((one) => membership && one.membership?.start === membership.start))
    refuseSeveral(meant);
  return meant.toSorted((a, b) => placeIn(a) - placeIn(b));
}

/** Where it stands in its group. */
export function placeIn({ membership, identity }: StoredRollout): number {
  return membership?.rollouts.indexOf(identity.rollout) ?? 0;
}

function meantBy(
  rollouts: readonly StoredRollout[],
  choice: RolloutChoice,
  isCandidate: (stored: StoredRollout) => boolean,
): readonly StoredRollout[] {
  const isChosen = chosenBy(choice);
  const chosen = rollouts.filter(({ identity, membership }) => isChosen(identity, membership?.name));
  const candidates = chosen.filter(isCandidate);
  // A name says which one, whatever became of it; then what cannot be done with it is told with its reason.
  const found = candidates.length === 0 && choice.name !== undefined ? chosen : candidates;
  const enforced = found.filter(({ identity }) => identity.mode === undefined);
  return choice.shadow || enforced.length === 0 ? found : enforced;
}

function refuseSeveral(meant: readonly StoredRollout[]): never {
  const example = meant[0] ? operandsOf(meant[0].identity) : '';
  refuse('SEN2607', `${meant.length} rollouts are meant: ${listed(namesOf(meant))}`, {
    help: `name one, such as \`${example}\`; \`--cluster\`, \`--namespace\`, \`--region\` and \`--workload\` tell them apart further`,
  });
}

function refuseNone(rollouts: readonly StoredRollout[], choice: RolloutChoice): never {
  refuseUnknownName(choice, namesOf(rollouts));
  refuse('SEN2607', 'no rollout is on its way');
}

/** `known`: names of those that the store tells of. */
export function refuseUnknownName({ name }: RolloutChoice, known: readonly string[]): void {
  if (name === undefined) return;
  refuse('SEN2607', `there is no rollout \`${name}\``, {
    help:
      suggestName(name, known) ??
      (known.length === 0 ? 'no rollout is recorded in this store' : `there are ${listed(known)}`),
  });
}

function namesOf(rollouts: readonly StoredRollout[]): readonly string[] {
  return rollouts.map(({ identity }) => nameOf(identity));
}

/** Names that are listed; more are counted. */
const MOST_LISTED = 8;

function listed(names: readonly string[]): string {
  const rest = names.length - MOST_LISTED;
  return [
    ...names.slice(0, MOST_LISTED).map((name) => `\`${name}\``),
    ...(rest > 0 ? [`${rest} more`] : []),
  ].join(', ');
}

interface NameParts {
  readonly policy?: string;
  readonly rollout?: string;
  readonly env?: string;
}

/** What commands take for this one alone: `checkout/main@prod --region eu --shadow`. */
export function operandsOf({ policy, rollout, env, mode, ...place }: RolloutIdentity): string {
  return [
    `${policy}/${rollout}${env === undefined ? '' : `@${env}`}`,
    ...Object.entries(place).map(([field, value]) => `--${field} ${value}`),
    ...(mode === undefined ? [] : ['--shadow']),
  ].join(' ');
}

export function readName(name: string): NameParts {
  const [, policy, rollout, env] = /^([^/@\s]+)(?:\/([^/@\s]+))?(?:@([^/@\s]+))?$/u.exec(name) ?? [];
  if (policy === undefined)
    refuse('SEN2001', `\`${name}\` is no name of a rollout`, {
      help: 'write `POLICY`, `POLICY/ROLLOUT` or `POLICY/ROLLOUT@ENV`, such as `checkout/main@prod`',
    });
  return { policy, ...(rollout !== undefined && { rollout }), ...(env !== undefined && { env }) };
}
