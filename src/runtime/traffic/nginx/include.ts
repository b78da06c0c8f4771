/**
 * The include file: `split_clients` with the share of the canary, and a variable that tells the shares, so that what runs
 * can be compared with what is written.
 */
import { DriverFailure } from '../../failure.ts';
import type { Roles } from '../../ports/traffic.ts';

export interface Written {
  /** `$slot`. */
  readonly variable: string;
  /** What is hashed. */
  readonly hash: string;
}

const HEADER = '# Written by Sentinel at every change of the weight; a change by hand is lost.';

/**
 * `share` is the percentage of the canary. The canary comes first: as its share grows, nobody who is in goes out. nginx
 * takes no share of 0 %. Throws `DriverFailure` for a name that is none.
 */
export function includeText(roles: Roles, share: number, { variable, hash }: Written): string {
  const [stable, canary] = [nameInFile(roles.stable), nameInFile(roles.canary)];
  return [
    HEADER,
    `split_clients "${hash}" ${variable} {`,
    ...(share === 0 ? [] : [`  ${share.toFixed(2)}% ${canary};`]),
    `  * ${stable};`,
    '}',
    `map "" ${variable}_standing { default "${standingText(roles, share)}"; }`,
    '',
  ].join('\n');
}

/** `blue 90.00 green 10.00`. */
export function standingText({ stable, canary }: Roles, share: number): string {
  return `${stable} ${(100 - share).toFixed(2)} ${canary} ${share.toFixed(2)}`;
}

/** What a file says. Throws `DriverFailure` for one that was not written here. */
export function standingIn(file: string, text: string): string {
  const standing = /_standing \{ default "([^"]*)"; \}\n$/u.exec(text)?.[1];
  if (!text.startsWith(HEADER) || standing === undefined)
    throw new DriverFailure(`${file} was not written by this driver, and is left as it is`);
  return standing;
}

/** Percent of the upstream of the canary. Throws `DriverFailure`. */
export function canaryIn(standing: string, { stable, canary }: Roles): number {
  const [, first = '', one, second = '', other] = /^(\S+) ([\d.]+) (\S+) ([\d.]+)$/u.exec(standing) ?? [];
  const shares = new Map([
    [first, Number(one)],
    [second, Number(other)],
  ]);
  const share = shares.get(canary);
  if (share === undefined || !shares.has(stable) || !(share <= 100))
    throw new DriverFailure(
      `nginx does not share out between \`${stable}\` and \`${canary}\`: ${standing.slice(0, 100)}`,
    );
  return share;
}

/** Throws `DriverFailure` for what would be read as more than a name. */
function nameInFile(name: string): string {
  if (!/^[\w.-]+$/u.test(name))
    throw new DriverFailure(
      `\`${name}\` cannot be the name of an upstream: letters, digits and \`_ . -\` only`,
    );
  return name;
}

/** Throws `DriverFailure`. */
export function writtenOf(variable: string, hash: string): Written {
  if (!/^\$[a-z_]\w*$/iu.test(variable))
    throw new DriverFailure(`\`${variable}\` is no variable of nginx, such as \`$slot\``);
  if (!/^[\w$.:|-]+$/u.test(hash))
    throw new DriverFailure(
      `\`hash\` holds variables and letters only, such as \`$cookie_user\`; it is \`${hash}\``,
    );
  return { variable, hash };
}
