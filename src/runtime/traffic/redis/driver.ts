/** A flag in a Redis: one hash, which is changed by one script and read by one command. */
import { flagOfFields } from '../../../plan/flag-fields.ts';
import { SecretText } from '../../../plan/secret.ts';
import { DriverFailure } from '../../failure.ts';
import { requiredNumberOf, requiredTextOf, secretOf, textOf } from '../../host/config.ts';
import { parseAddress, placeOf, type RedisAddress } from '../../host/redis/address.ts';
import { connect, naming } from '../../host/redis/connection.ts';
import { fieldsIn } from '../../host/redis/hash.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import type { DriverUse, Shift, TrafficDriver } from '../../ports/traffic.ts';
import { checkFlagRoles } from '../flag-roles.ts';
import { statelessDriver } from '../stateless.ts';
import { type Fields, fieldsAt, type Published, readingOf } from './flag.ts';
import { commandOf } from './script.ts';

/** Where the flag is, and for how many milliseconds an answer is waited for. */
interface Place {
  readonly address: RedisAddress;
  readonly key: string;
  readonly timeout: number;
}

/** Rejects with `DriverFailure`. */
export function openDriver(
  config: ResolvedRecord,
  { flag }: Pick<DriverUse, 'flag'>,
): Promise<TrafficDriver> {
  return statelessDriver(() => {
    const place: Place = {
      address: addressOf(config),
      key: requiredTextOf(config, 'key'),
      timeout: requiredNumberOf(config, 'timeout'),
    };
    return {
      target: `redis ${placeOf(place.address)} ${place.key}`,
      granularity: 0,
      async read(roles, signal) {
        checkFlagRoles(roles);
        return readingOf(await fieldsAtPlace(place, signal), flag);
      },
      shift: (change, signal) => shift(place, flag, change, signal),
      async published(signal) {
        const fields = await fieldsAtPlace(place, signal);
        // What is that of another rollout is refused.
        readingOf(fields, flag);
        return flagOfFields(fields);
      },
    };
  });
}

function addressOf(config: ResolvedRecord): RedisAddress {
  const username = textOf(config, 'username');
  const password = secretOf(config, 'password');
  return {
    ...parseAddress(requiredTextOf(config, 'url')),
    ...(username !== undefined && { username }),
    ...(password !== undefined && {
      password: password instanceof SecretText ? password : new SecretText('password', password),
    }),
  };
}

async function fieldsAtPlace(place: Place, signal: AbortSignal): Promise<Fields> {
  const fields = fieldsIn(await ask(place, ['HGETALL', place.key], signal));
  if (fields) return fields;
  throw new DriverFailure(`${placeOf(place.address)} does not answer with the fields of a hash`);
}

async function shift(place: Place, flag: Published, change: Shift, signal: AbortSignal): Promise<void> {
  const { roles, weight, from, verb, fence } = change;
  checkFlagRoles(roles);
  const before = await fieldsAtPlace(place, signal);
  const fields = fieldsAt(weight, verb === 'shift', flag);
  const rises = isRise(before, flag, weight, from);
  const watched = rises ? [...fields.map(([name]) => name), 'paused'] : [];
  const expected = watched.map((name) => [name, before[name] ?? ''] as const);
  const answer = await ask(place, commandOf(place.key, fence, expected, fields), signal);
  if (answer === 'ok') return;
  if (answer === 'changed') throw new DriverFailure('the flag was changed meanwhile');
  if (typeof answer === 'string' && /^\d+$/u.test(answer))
    throw new DriverFailure(
      `epoch ${fence.epoch} is over, epoch ${answer} holds; where the store began anew, delete the field \`epoch\` of the flag`,
    );
  throw new DriverFailure(`${placeOf(place.address)} does not answer as a Redis does`);
}

/** Refuses a rise that somebody has spoken against since it was decided. Whoever lowers it is not asked how it stands. */
function isRise(before: Fields, flag: Published, weight: number, from: number | undefined): boolean {
  if (weight === 0) return false;
  const { canary, held } = readingOf(before, flag);
  if (weight <= canary) return false;
  if (held !== undefined) throw new DriverFailure(held);
  if (from !== undefined && canary !== from && canary !== weight)
    throw new DriverFailure(`the flag stands at ${canary} and no longer at ${from}: somebody has changed it`);
  return true;
}

/** On a connection of its own: nothing is left over that could break later. */
async function ask(
  { address, timeout }: Place,
  command: readonly string[],
  signal: AbortSignal,
): Promise<unknown> {
  signal.throwIfAborted();
  try {
    const connection = await connect(address, timeout);
    try {
      const [answer] = await connection.send([command]);
      return answer;
    } finally {
      connection.close();
    }
  } catch (error) {
    throw naming(address, error);
  }
}
