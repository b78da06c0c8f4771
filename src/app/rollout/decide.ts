/** Whether one user is in: decided from what the traffic driver has published, as every reader of the flag does. */
import { audienceNames, type Flag, positionText } from '../../plan/assignment.ts';
import { isUnknown, type Value } from '../../plan/value.ts';
import { assign, type Why } from '../../runtime/core/assignment/assign.ts';
import { nameOf } from '../../runtime/engine/rollout/status.ts';
import { rolloutKey, storedOf } from '../../runtime/engine/rollout/stored.ts';
import { DriverFailure } from '../../runtime/failure.ts';
import type { TrafficDriver } from '../../runtime/ports/traffic.ts';
import type { Host } from '../host.ts';
import { refuse } from '../refusal.ts';
import type { DecideReport } from '../report.ts';
import type { DecideRequest } from '../requests.ts';
import { rolloutMeant } from './meant.ts';
import { planOf, worldFor } from './open.ts';
import { atSite, type OpenSite } from './site.ts';
import { driverOf } from './world.ts';

export async function decide(request: DecideRequest, host: Host): Promise<DecideReport> {
  return atSite(
    request,
    host,
    () => undefined,
    async (site) => {
      const { identity, rollout } = rolloutMeant(site.plan, choiceIn(site, request));
      const flag = await flagOf(site, identity, rollout.name);
      const { by } = flag.assignment;
      const user = new Map(
        Object.entries(request.user).map(([name, text]) => [name, by.includes(name) ? text : valueOf(text)]),
      );
      const { why, ...answer } = assign(flag, user, host.clock.now());
      return {
        rollout: nameOf(identity),
        ...answer,
        why: isUnknown(answer.bucket) ? answer.bucket.reason : reasons[why],
        at: positionText(flag.position, audienceNames(flag.assignment)),
        diagnostics: site.access.takeDiagnostics(),
      };
    },
  );
}

/** The rollout of the present policy by its own name alone, too. */
function choiceIn({ plan }: OpenSite, { choice }: DecideRequest): DecideRequest['choice'] {
  const [name = '', env] = choice.name?.split('@') ?? [];
  const isOwn = name !== plan.policy && plan.rollouts.some((rollout) => rollout.name === name);
  return isOwn
    ? { ...choice, name: [`${plan.policy}/${name}`, ...(env === undefined ? [] : [env])].join('@') }
    : choice;
}

const reasons: Readonly<Record<Why, string>> = {
  disabled: 'the flag is switched off',
  override: 'an override decides',
  audience: 'the whole audience is in',
  share: 'the place of the user decides',
  outside: 'it is not the turn of this user',
  unknown: 'it is not known who this is',
};

/** What is published now; what begins with nobody in, where nothing is. */
async function flagOf(
  site: OpenSite,
  identity: Parameters<typeof rolloutKey>[0],
  name: string,
): Promise<Flag> {
  const record = await site.stores.state.read(rolloutKey(identity));
  const stored = record && storedOf(record.value);
  const present = { plan: site.plan, rollout: site.plan.rollouts.find((one) => one.name === name) };
  const { plan, rollout } = stored ? await planOf(site, stored) : present;
  const assignment = rollout?.assignment;
  const given = { release: identity.env === undefined ? {} : { env: identity.env }, set: [] };
  const { world } = await worldFor(site, plan, stored ?? given);
  const driver = rollout && (await driverOf(plan, rollout, world, { drives: false }));
  try {
    if (!assignment || !driver?.published)
      refuse(
        'SEN2608',
        `\`${rollout?.traffic.kind ?? name}\` draws its users itself, and tells nobody whom`,
        {
          help: 'a driver that publishes a flag, such as `flag` or `redis`, leaves the answer to its readers',
        },
      );
    const published = await read(driver.published.bind(driver), site.signal);
    const nobody = { enabled: true, paused: false, position: 0 };
    return published ?? { policy: plan.policy, rollout: name, ...nobody, assignment };
  } finally {
    await driver?.close();
  }
}

async function read(
  published: NonNullable<TrafficDriver['published']>,
  signal: AbortSignal,
): Promise<Flag | undefined> {
  try {
    return await published(signal);
  } catch (error) {
    if (error instanceof DriverFailure) refuse('SEN2601', `the flag cannot be read: ${error.message}`);
    throw error;
  }
}

/** Attributes that a hash does not need are what they look like. */
function valueOf(text: string): Value {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(?:\.\d+)?$/u.test(text) ? Number(text) : text;
}
