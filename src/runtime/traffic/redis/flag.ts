/** What the fields of the hash say. */
import type { Flag } from '../../../plan/assignment.ts';
import { fieldsOfFlag, flagOfFields } from '../../../plan/flag-fields.ts';
import { DriverFailure } from '../../failure.ts';
import type { DriverUse, TrafficReading } from '../../ports/traffic.ts';
import type { FieldText } from './script.ts';

export type Fields = Readonly<Record<string, string>>;

/** What the driver publishes; absent where it only takes back what another program keeps there. */
export type Published = DriverUse['flag'];

/** Throws `DriverFailure` where the fields are no flag, or that of another rollout. */
export function readingOf(fields: Fields, published: Published): TrafficReading {
  if (Object.keys(fields).length === 0) return { canary: 0, detail: 'no flag' };
  const { enabled, paused, position, shown } = published ? whole(fields, published) : bare(fields);
  const detail = [enabled ? '' : 'not enabled, ', shown, paused ? ', paused' : ''].join('');
  return {
    canary: enabled ? position : 0,
    detail,
    ...(paused && { held: 'the flag is paused by hand, until `paused` is 0 again' }),
  };
}

interface Standing extends Pick<Flag, 'enabled' | 'paused' | 'position'> {
  readonly shown: string;
}

function whole(fields: Fields, { policy, rollout }: NonNullable<Published>): Standing {
  const flag = flagOfFields(fields);
  if (!flag) throw new DriverFailure('the fields of the flag cannot be read');
  if (flag.policy !== policy || flag.rollout !== rollout)
    throw new DriverFailure(`the flag is that of the rollout ${flag.rollout} of ${flag.policy}`);
  const { audience = '', rollout_percent: percent = '' } = fieldsOfFlag(flag);
  return { ...flag, shown: `${audience}${audience && ' '}${percent} %` };
}

/** Fields that another program has written: the percentage alone counts. */
function bare(fields: Fields): Standing {
  const { enabled, paused, rollout_percent: percent = '' } = fields;
  if (!/^\d+(\.\d+)?$/u.test(percent) || Number(percent) > 100 || isTrue(enabled) === undefined)
    throw new DriverFailure('the flag has no `enabled`, or no percentage as `rollout_percent`');
  return {
    enabled: isTrue(enabled) === true,
    paused: isTrue(paused) === true,
    position: Number(percent),
    shown: `${percent} %`,
  };
}

function isTrue(text: string | undefined): boolean | undefined {
  if (text === '1' || text === 'true') return true;
  return text === '0' || text === 'false' ? false : undefined;
}

/** The fields that make the flag stand there; `paused` is a person's, and is not among them. */
export function fieldsAt(position: number, enabled: boolean, published: Published): readonly FieldText[] {
  if (!published)
    return [
      ['enabled', enabled ? '1' : '0'],
      ['rollout_percent', String(position)],
    ];
  const fields = fieldsOfFlag({ ...published, enabled, paused: false, position });
  return Object.entries(fields).filter(([name]) => name !== 'paused');
}
