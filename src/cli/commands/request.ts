/** From arguments to what the application is asked. */
import type {
  ContextRequest,
  PolicyRequest,
  ReleaseFlags,
  RunListener,
  StoreFlags,
} from '../../app/index.ts';
import { Refusal } from '../../app/index.ts';
import { diagnostic } from '../../plan/diagnostic.ts';
import { readDuration } from '../../plan/units.ts';
import type { Arguments } from '../arguments/command.ts';
import { optionOf, type OptionName, releaseOptions } from '../arguments/options.ts';
import { usage } from '../arguments/parse.ts';
import type { Session } from '../session.ts';

export function policyRequest(args: Arguments): PolicyRequest {
  return {
    ...given(args, ['policy', 'config']),
    ...(args.has('untrusted') && { untrusted: true }),
  };
}

export function storeFlags(args: Arguments): StoreFlags {
  const limitStore = args.text('limit-store');
  return {
    ...given(args, ['store']),
    ...(limitStore !== undefined && { limitStore }),
    ...(args.has('ephemeral-store') && { ephemeralStore: true }),
  };
}

/** The release comes from the flags; `set` is repeated and goes beside it. */
export function releaseFlags(args: Arguments): Pick<ContextRequest, 'release' | 'set'> {
  const flags = releaseOptions.filter((name) => name !== 'set');
  return { release: given(args, flags) satisfies ReleaseFlags, set: args.texts('set') };
}

export function contextRequest(args: Arguments, session: Session, listener: RunListener): ContextRequest {
  return {
    ...policyRequest(args),
    ...storeFlags(args),
    ...releaseFlags(args),
    ...given(args, ['at']),
    signal: session.signal,
    listener,
  };
}

/** One for all; or one for each rollout of a group, with commas between. */
function versionOf(args: Pick<Arguments, 'texts'>): string | undefined {
  const versions = args.texts('version');
  if (versions.length > 1 && !versions.every((text) => text.includes('=')))
    throw new Refusal([
      usage('`--version` is given twice', 'write `--version ROLLOUT=V` for each rollout of a group'),
    ]);
  return versions.length === 0 ? undefined : versions.join(',');
}

/** Those of the options that were given, by name. */
export function given<N extends OptionName>(
  args: Pick<Arguments, 'text' | 'texts'>,
  names: readonly N[],
): { readonly [K in N]?: string } {
  const values: { [K in N]?: string } = {};
  for (const name of names) {
    const value = name === 'version' ? versionOf(args) : args.text(name);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** The value of an option that the command cannot do without. */
export function required(args: Pick<Arguments, 'text'>, name: OptionName, says: string): string {
  const value = args.text(name);
  if (value === undefined)
    throw new Refusal([
      usage(
        `\`--${name}\` is missing, which says ${says}`,
        `give \`--${name} ${optionOf(name).value ?? ''}\``,
      ),
    ]);
  return value;
}

/** Milliseconds. */
export function duration(args: Arguments, name: OptionName): number | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const reading = readDuration(text);
  if ('value' in reading) return reading.value;
  throw new Refusal([
    diagnostic('SEN2004', `\`--${name} ${text}\` is no duration: ${reading.wrong}`, undefined, {
      help: `write one with its unit: \`--${name} 30m\``,
    }),
  ]);
}
