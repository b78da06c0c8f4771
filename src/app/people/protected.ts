/** Protected environments: what a release says there of itself counts where the operator says so of whoever is proved. */
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import { isUnknown, type Known, unknown } from '../../plan/value.ts';
import { coversName } from '../context/environment.ts';
import { type ScopeField, scopeFields } from './people.ts';
import type { ReleaseField } from '../report.ts';
import type { ReleaseFlags } from '../requests.ts';
import type { Proved } from './who.ts';

export interface Protection {
  /** A trailing `*` stands for any rest. */
  readonly environments: readonly string[];
  readonly who: Known<Proved>;
}

export interface Found {
  readonly value: Known<string>;
  readonly from: string;
}

/** Gives what counts of a field, as it was found. */
export type Proving = (name: string, found: Found) => Found;

/** A release of which nobody says where it goes may go anywhere. */
export function isProtected({ environments }: Pick<Protection, 'environments'>, env: Known<string>): boolean {
  return isUnknown(env) ? environments.length > 0 : environments.some((pattern) => coversName(pattern, env));
}

export function provingIn(env: Known<string>, protection: Protection | undefined): Proving {
  if (!protection || !isProtected(protection, env)) return (_, found) => found;
  const where = isUnknown(env)
    ? 'without an environment it may go to one that is protected'
    : `\`${env}\` is protected`;
  const { who } = protection;
  return (name, found) => {
    if (name !== 'actor' && name !== 'source' && !isScope(name)) return found;
    // What nobody says needs no proof.
    if (isScope(name) && isUnknown(found.value)) return found;
    const counts = isUnknown(who) ? who : countingOf(name, found, who);
    return isUnknown(counts) ? { value: unknown(`${where}, and ${counts.reason}`), from: '' } : counts;
  };
}

function countingOf(field: 'actor' | 'source' | ScopeField, found: Found, who: Proved): Known<Found> {
  const { name, sources, scope } = who;
  if (field === 'actor') return { value: name, from: 'SENTINEL_TOKEN' };
  const listed = field === 'source' ? sources : (scope.get(field) ?? []);
  if (!isUnknown(found.value) && listed.includes(found.value)) return found;
  // Which system builds it is no word of whoever releases it.
  if (!isUnknown(found.value) && (field !== 'source' || found.from === '--source'))
    return unknown(`the operator lists no ${field} \`${found.value}\` of ${name}`);
  const [only] = listed;
  if (only === undefined) return unknown(`the operator lists no source of ${name}`);
  if (listed.length === 1) return { value: only, from: `source of ${name}` };
  return unknown(`${name} releases from ${listed.join(', ')}: say from which with \`--source\``);
}

function isScope(name: string): name is ScopeField {
  return (scopeFields as readonly string[]).includes(name);
}

/** What was asked for and does not count: to act without it would be to act on something else. */
export function unprovedScope(flags: ReleaseFlags, fields: readonly ReleaseField[]): readonly Diagnostic[] {
  return fields.flatMap(({ name, value }) => {
    if (!isScope(name) || flags[name] === undefined || !isUnknown(value)) return [];
    return diagnostic('SEN2026', `\`--${name} ${flags[name]}\` is not proved: ${value.reason}`, undefined, {
      help: `the operator says it with \`scope: { ${name}: [${flags[name]}] }\` of whoever releases it`,
    });
  });
}
