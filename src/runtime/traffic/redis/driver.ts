/** A flag in a Redis: one hash, which is changed by one script and read by one command. */
import { SecretText } from '../../../plan/secret.ts';
import { DriverFailure, StoreFailure } from '../../failure.ts';
import { requiredNumberOf, requiredTextOf, textOf } from '../../host/config.ts';
import { parseAddress, placeOf, type RedisAddress } from '../../host/redis/address.ts';
import { connect } from '../../host/redis/connection.ts';
import { flagOfFields } from '../../../plan/flag-fields.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import type { DriverUse, Roles, Shift, TrafficDriver } from '../../ports/traffic.ts';
import { type Fields, fieldsAt, type Published, readingOf } from './flag.ts';
import { commandOf } from './script.ts';

/** Where the flag is, and for how many milliseconds an answer is waited for. */
interface Place {
  readonly address: RedisAddress;
  readonly key: string;
  readonly timeout: number;
}

/** Throws `DriverFailure`. */
export function openDriver(config: ResolvedRecord, { flag }: Pick<DriverUse, 'flag'>): TrafficDriver {
  const place: Place = {
    address: addressOf(config),
    key: requiredTextOf(config, 'key'),
    timeout: requiredNumberOf(config, 'timeout'),
  };
  return {
    target: `redis ${placeOf(place.address)} ${place.key}`,
    granularity: 0,
    async read(roles, signal) {
      checkRoles(roles);
      return readingOf(await fieldsAtPlace(place, signal), flag);
    },
    shift: (change, signal) => shift(place, flag, change, signal),
    async published(signal) {
      const fields = await fieldsAtPlace(place, signal);
      readingOf(fields, flag);
      return flagOfFields(fields);
    },
    close: () => Promise.resolve(),
  };
}

function addressOf(config: ResolvedRecord): RedisAddress {
  const username = textOf(config, 'username');
  const password = config['password'] as string | SecretText | undefined;
  try {
    return {
      ...parseAddress(requiredTextOf(config, 'url')),
      ...(username !== undefined && { username }),
      ...(password !== undefined && {
        password: password instanceof SecretText ? password : new SecretText('password', password),
      }),
    };
  } catch (error) {
    throw asDriverFailure(error);
  }
}

/** A flag is off or on, and has no other slots. */
function checkRoles({ stable, canary }: Roles): void {
  if (stable !== 'off' || canary !== 'on')
    throw new DriverFailure(`a flag is \`off\` or \`on\`, and not \`${stable}\` or \`${canary}\``);
}

async function fieldsAtPlace(place: Place, signal: AbortSignal): Promise<Fields> {
  const answer = await ask(place, ['HGETALL', place.key], signal);
  if (!Array.isArray(answer) || answer.length % 2 !== 0 || !answer.every((one) => typeof one === 'string'))
    throw new DriverFailure(`${placeOf(place.address)} does not answer with the fields of a hash`);
  const pairs: [string, string][] = [];
  for (let at = 0; at < answer.length; at += 2) pairs.push([String(answer[at]), String(answer[at + 1])]);
  return Object.assign(Object.create(null) as Fields, Object.fromEntries(pairs));
}

async function shift(place: Place, flag: Published, change: Shift, signal: AbortSignal): Promise<void> {
  const { roles, weight, from, verb, fence } = change;
  checkRoles(roles);
  const before = await fieldsAtPlace(place, signal);
  const fields = fieldsAt(weight, verb === 'shift', flag);
  const rises = isRise(before, flag, weight, from);
  const expected = rises ? [...fields.map(([name]) => name), 'paused'] : [];
  const command = commandOf({
    key: place.key,
    fence,
    expected: expected.map((name) => [name, before[name] ?? '']),
    fields,
  });
  const answer = await ask(place, command, signal);
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
    throw asDriverFailure(error, placeOf(address));
  }
}

function asDriverFailure(error: unknown, place?: string): unknown {
  if (!(error instanceof StoreFailure)) return error;
  return new DriverFailure(place === undefined ? error.message : `${place}: ${error.message}`, {
    cause: error,
  });
}
