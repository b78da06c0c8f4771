/** The release under judgement: from the command line, then CI variables, then git. */
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import { suggestName } from '../../plan/did-you-mean.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import { isUnknown, type Known, unknown } from '../../plan/value.ts';
import { unclearEnvironment } from '../context/environments.ts';
import type { CiFact, CiFacts } from './ci.ts';
import type { Head } from './git.ts';
import { type Found, type Protection, provingIn } from '../people/protected.ts';
import type { ReleaseField } from '../report.ts';
import type { ReleaseFlags } from '../requests.ts';
import { readTag, type TagParts, tagOf } from '../../plan/tag-form.ts';
import { versionsIn } from './versions.ts';

export interface Release {
  /** Every field, in the order of the reference. */
  readonly fields: readonly ReleaseField[];
  readonly tag?: string;
  readonly ciBranch?: string;
  /** By rollout, where those of a group have versions of their own. */
  readonly versions?: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is known of the release beside the policy. */
export interface ReleaseSources {
  readonly flags: ReleaseFlags;
  readonly ci?: CiFacts;
  readonly head?: Head;
  /** What the operator protects, and from whom. */
  readonly protection?: Protection;
}

export function resolveRelease(plan: EvaluationPlan, sources: ReleaseSources): Release {
  const { flags, ci, head, protection } = sources;
  const diagnostics: Diagnostic[] = [];
  const env = environmentOf(plan, flags.env, diagnostics);
  checkComponent(plan, flags.component, diagnostics);
  const tagged = taggedRelease(plan, sources);
  const versions = versionsIn(plan, flags.version, diagnostics);
  const version = versions
    ? notGiven(`each rollout of the group has its own: ${flags.version ?? ''}`)
    : flags.version === undefined
      ? tagged.version
      : given('version', flags.version);
  const proving = provingIn(env.value, protection);
  const component = proving(
    'component',
    flags.component === undefined ? tagged.component : given('component', flags.component),
  );
  const tag = foundTag(plan, version, component);
  if (!versions) warnOfDisagreement(plan, sources, diagnostics);

  const found: readonly (readonly [string, Found])[] = [
    ['version', version],
    ['tag', tag],
    ['env', env],
    ['source', flagOr('source', flags.source, ci && { value: 'ci', from: ci.system })],
    ['event', flagOr('event', flags.event, ci?.event)],
    ['actor', flagOr('actor', flags.actor, ci?.actor ?? provedActor(protection))],
    ['workload', flagOr('workload', flags.workload)],
    ['component', component],
    ['cluster', flagOr('cluster', flags.cluster)],
    ['namespace', flagOr('namespace', flags.namespace)],
    ['region', flagOr('region', flags.region)],
    ['commit', ci?.commit ?? commitOf(head)],
    ['artifact', flagOr('artifact', flags.artifact)],
  ];
  return {
    fields: found.map(([name, field]) => ({ name, ...proving(name, field) })),
    ...(!isUnknown(tag.value) && { tag: tag.value }),
    ...(ci?.branch && { ciBranch: ci.branch.value }),
    ...(versions && { versions }),
    diagnostics,
  };
}

function provedActor(protection: Protection | undefined): CiFact | undefined {
  return protection && !isUnknown(protection.who)
    ? { value: protection.who.name, from: 'SENTINEL_TOKEN' }
    : undefined;
}

function given(flag: string, value: string): Found {
  return { value, from: `--${flag}` };
}

function notGiven(why: string): Found {
  return { value: unknown(why), from: '' };
}

function flagOr(flag: string, value: string | undefined, otherwise?: CiFact): Found {
  return value === undefined ? (otherwise ?? notGiven(`\`--${flag}\` is not given`)) : given(flag, value);
}

function commitOf(head: Head | undefined): Found {
  return head ? { value: head.commit, from: 'git' } : notGiven('there is no git commit here');
}

function environmentOf(plan: EvaluationPlan, env: string | undefined, diagnostics: Diagnostic[]): Found {
  const unclear = unclearEnvironment(plan, env);
  if (unclear) diagnostics.push(unclear);
  if (env !== undefined) return given('env', env);
  if (unclear) return notGiven('`--env` is not given');
  const [only] = plan.environments;
  return only === undefined
    ? notGiven('the policy declares no environments')
    : { value: only, from: 'the only environment' };
}

/** Where the policy lists its components, others are mistakes. */
function checkComponent(
  plan: EvaluationPlan,
  component: string | undefined,
  diagnostics: Diagnostic[],
): void {
  const known = Object.keys(plan.release.versionMap);
  if (component === undefined || known.length === 0 || known.includes(component)) return;
  diagnostics.push(
    diagnostic('SEN2019', `\`release.version_map\` has no component \`${component}\``, undefined, {
      help: suggestName(component, known) ?? `it has ${known.map((name) => `\`${name}\``).join(', ')}`,
    }),
  );
}

/** Version and component by the tag that is built, else by the tags at HEAD. */
function taggedRelease(
  plan: EvaluationPlan,
  { flags, ci, head }: ReleaseSources,
): { readonly version: Found; readonly component: Found } {
  const from = ci?.tag ? ci.tag.from : 'tag at HEAD';
  const read = fittingTags(plan, ci?.tag ? [ci.tag.value] : (head?.tags ?? [])).filter(
    (parts) =>
      flags.component === undefined || parts.component === undefined || parts.component === flags.component,
  );
  const [only] = read;
  if (only === undefined) {
    const why = 'is not given, and no release tag is at HEAD';
    return { version: notGiven(`\`--version\` ${why}`), component: notGiven(`\`--component\` ${why}`) };
  }
  const single = (field: 'version' | 'component'): Found => {
    const values = [...new Set(read.map((parts) => parts[field]))];
    const [value] = values;
    if (values.length > 1) return notGiven(`the tags at HEAD name several: ${values.join(', ')}`);
    return value === undefined ? notGiven(`\`--${field}\` is not given`) : { value, from };
  };
  return { version: single('version'), component: single('component') };
}

function fittingTags(plan: EvaluationPlan, tags: readonly string[]): readonly TagParts[] {
  const components = Object.keys(plan.release.versionMap);
  return tags.flatMap((tag) => readTag(plan.release.tag, tag, components) ?? []);
}

function foundTag(plan: EvaluationPlan, version: Found, component: Found): Found {
  const tag = tagFor(plan, version.value, component.value);
  return { value: tag, from: isUnknown(tag) ? '' : 'release.tag' };
}

/** The tag of a version. */
export function tagFor(
  plan: EvaluationPlan,
  version: Known<string>,
  component: Known<string> = unknown('no component'),
): Known<string> {
  if (isUnknown(version)) return version;
  const known = isUnknown(component) ? undefined : component;
  return (
    tagOf(plan.release.tag, { version, component: known }) ?? unknown('the component of the tag is not known')
  );
}

function warnOfDisagreement(
  plan: EvaluationPlan,
  { flags, head }: ReleaseSources,
  diagnostics: Diagnostic[],
): void {
  const versions = fittingTags(plan, head?.tags ?? []).map((parts) => parts.version);
  if (flags.version === undefined || versions.length === 0 || versions.includes(flags.version)) return;
  diagnostics.push(
    diagnostic(
      'SEN2018',
      `\`--version ${flags.version}\` is not the version of the tag at HEAD, \`${versions.join('`, `')}\``,
      undefined,
      { help: 'the release is judged by the command line; check that the right commit is checked out' },
    ),
  );
}
