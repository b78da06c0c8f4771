/** A flag of flagd, in its file: https://flagd.dev/reference/flag-definitions */
import { resolve } from 'node:path';

import { DriverFailure } from '../../failure.ts';
import { requiredTextOf } from '../../host/config.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import type { DriverUse, Roles, Shift, TrafficDriver, TrafficReading } from '../../ports/traffic.ts';
import { checkFlagRoles } from '../flag-roles.ts';
import { textIn, writeText } from '../files.ts';
import { statelessDriver } from '../stateless.ts';
import { flagAt, type FlagDefinition, isFlag, shareOf, type Variants } from './flag.ts';

interface Place {
  readonly path: string;
  readonly flag: string;
  readonly variants: Variants;
  /** Attributes by which users are drawn; empty: flagd's own key. */
  readonly by: readonly string[];
}

/** Rejects with `DriverFailure`. */
export function openDriver(
  config: ResolvedRecord,
  { root, flag: published }: Pick<DriverUse, 'root' | 'flag'>,
): Promise<TrafficDriver> {
  return statelessDriver(() => {
    if (published && published.assignment.overrides.length > 0)
      throw new DriverFailure('`flagd` takes no `overrides`: write them into the targeting of another flag');
    const place: Place = {
      path: resolve(root, requiredTextOf(config, 'file')),
      flag: requiredTextOf(config, 'flag'),
      variants: { off: requiredTextOf(config, 'off'), on: requiredTextOf(config, 'on') },
      by: published?.assignment.by ?? [],
    };
    return {
      target: `flagd ${place.path} ${place.flag}`,
      granularity: 0.01,
      read: (roles, signal) => read(place, roles, signal),
      shift: (change, signal) => shift(place, change, signal),
    };
  });
}

async function read(place: Place, roles: Roles, signal: AbortSignal): Promise<TrafficReading> {
  const { flag } = await found(place, roles, signal);
  const canary = shareOf(flag, place.variants);
  if (canary === undefined)
    throw new DriverFailure(`the targeting of the flag \`${place.flag}\` shares nothing out by percentages`);
  return { canary, detail: flag.state === 'ENABLED' ? `${canary} %` : 'disabled' };
}

async function shift(place: Place, { roles, weight }: Shift, signal: AbortSignal): Promise<void> {
  const { content, flag } = await found(place, roles, signal);
  const flags = { ...content.flags, [place.flag]: flagAt(flag, weight, place.variants, place.by) };
  await writeText(place.path, `${JSON.stringify({ ...content, flags }, undefined, 2)}\n`);
}

interface Content {
  readonly flags: Readonly<Record<string, unknown>>;
}

async function found(
  { path, flag: name, variants }: Place,
  roles: Roles,
  signal: AbortSignal,
): Promise<{ readonly content: Content; readonly flag: FlagDefinition }> {
  signal.throwIfAborted();
  checkFlagRoles(roles);
  const content = contentOf(await textIn(path), path);
  const flag = Object.hasOwn(content.flags, name) ? content.flags[name] : undefined;
  if (!isFlag(flag)) throw new DriverFailure(`${path} holds no flag \`${name}\``);
  const missing = [variants.off, variants.on].find((variant) => !Object.hasOwn(flag.variants, variant));
  if (missing !== undefined) throw new DriverFailure(`the flag \`${name}\` has no variant \`${missing}\``);
  return { content, flag };
}

function contentOf(text: string, path: string): Content {
  try {
    const content: unknown = JSON.parse(text);
    const { flags } = (content ?? {}) as { readonly flags?: unknown };
    if (typeof flags === 'object' && flags !== null && !Array.isArray(flags)) return content as Content;
  } catch (error) {
    throw new DriverFailure(`${path} is not JSON`, { cause: error });
  }
  throw new DriverFailure(`${path} has no \`flags\``);
}
