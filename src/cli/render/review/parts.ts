/** A review in words, the same for every form: what was changed, rule by rule, and what gets through. */
import type { ReviewReport } from '../../../app/index.ts';
import { clockText, placeOfZone } from '../../../plan/clock-text.ts';
import { formatDuration } from '../../../plan/units.ts';
import { type Example, exampleOf } from './example.ts';

export type Verdict = ReviewReport['review']['verdict'];
type Change = ReviewReport['review']['changes'][number];

/** All that is told of one rule. */
export interface Part {
  /** `gate`, `freeze`, `limit`, `rollout`; of what belongs to no rule `policy`. */
  readonly kind: string;
  readonly name: string;
  readonly findings: readonly Finding[];
}

export interface Finding {
  readonly verdict: Verdict;
  readonly proved: boolean;
  readonly environments: readonly string[];
  /** What was changed: `disk.used < 85%`, `disk.used < 90%`. */
  readonly changes: readonly { readonly what: string; readonly was?: string; readonly is?: string }[];
  /** Notes on what it comes to: times that are no longer frozen, exposure. */
  readonly notes: readonly string[];
  readonly example?: Example;
}

const mark: Readonly<Record<Verdict, string>> = {
  same: 'Same',
  stricter: 'Stricter',
  looser: 'Looser',
  incomparable: 'Incomparable',
};

/** One sentence that opens with the verdict. */
export function closing({ base, review }: ReviewReport): string {
  const { verdict, proved, changes } = review;
  if (base.file === undefined)
    return `${mark.stricter}: this policy is new, and compared with nothing, as ${base.name} has none.`;
  const open = proved ? '' : ', as far as it can be proved';
  const named = (wanted: readonly Verdict[]) => {
    const found = changes.filter(
      (change) => wanted.includes(change.verdict) || (!change.proved && wanted.includes('looser')),
    );
    const names = [...new Set(found.map(nameOf))];
    return names.length > 4
      ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more`
      : names.join(', ');
  };
  const looser = named(['looser', 'incomparable']);
  switch (verdict) {
    case 'same':
      return proved
        ? `${mark.same}: every release is judged as in ${base.name}, proved over all inputs.`
        : `${mark.same}${open}: what could not be decided counts as looser (${looser}).`;
    case 'stricter':
      return `${mark.stricter}${open}: nothing gets through that ${base.name} stops${proved ? ', proved over all inputs' : ''} (${named(['stricter'])}).`;
    case 'looser':
      return `${mark.looser}${open}: some of what ${base.name} stops gets through (${looser}).`;
    case 'incomparable':
      return `${mark.incomparable}${open}: some of what ${base.name} stops gets through, and some of what it lets through is stopped (${named(['looser', 'incomparable', 'stricter'])}).`;
  }
}

/** `3 of the last 200 decisions differ`; undefined where no store was named. */
export function pastText({ past }: ReviewReport): string | undefined {
  if (!past) return undefined;
  if (past.decisions === 0) return 'the store remembers no decision of this policy';
  return `${past.differ} of the last ${past.decisions} decisions ${past.differ === 1 ? 'differs' : 'differ'}`;
}

function nameOf({ kind, name, type, is, was }: Change): string {
  if (kind !== 'policy') return `${kind} ${name ?? ''}`;
  const subject = name ?? is ?? was;
  return subject === undefined ? words[type] : `${words[type]} ${subject}`;
}

const words: Readonly<Record<Change['type'], string>> = {
  rule_added: 'added',
  rule_removed: 'removed',
  condition: 'condition',
  when: 'applies when',
  except: 'exempt',
  environments: 'environments',
  severity: 'severity',
  mode: 'mode',
  sustain: 'observed',
  window: 'window',
  timezone: 'time zone',
  blocks: 'blocks',
  in_flight: 'in flight',
  limit: 'at most',
  limit_scope: 'counted by',
  advice: 'prefers',
  environment_added: 'new environment',
  environment_removed: 'environment removed',
  policy_mode: 'mode of the policy',
  stages: 'stages',
  approval: 'approval',
  exit_gates: 'exit gates',
  checks: 'checks',
  check_times: 'times of checks',
  tolerate: 'tolerated',
  on_fail: 'on failure',
  roll_back: 'roll-back',
  unknown_policy: 'when unknown',
  stage_when: 'stage applies when',
  first: 'first release',
  driver: 'traffic',
  steps: 'steps',
  probe: 'probe',
  score: 'score',
  setting: 'setting',
  secret: 'secret',
  input: 'input',
  calendar: 'calendar',
  release: 'release',
  assignment: 'assignment',
  dwell: 'dwell',
  cooldown: 'cooldown',
  deadline: 'deadline',
  runway: 'runway',
  identity: 'identity',
  finish: 'finish',
  concurrent: 'concurrent',
};

export function partsOf({ review, types }: ReviewReport): readonly Part[] {
  const groups = new Map<string, Change[]>();
  for (const change of review.changes) {
    const key = `${change.kind} ${change.kind === 'policy' ? '' : (change.name ?? '')}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return Array.from(groups.values(), (changes): Part => {
    const [first] = changes;
    const { kind = '', name = '' } = first ?? {};
    const findings = new Map<string, Change[]>();
    for (const change of changes) {
      // What belongs to no rule is told one by one.
      const apart =
        kind === 'policy' || kind === 'rollout'
          ? `${change.type} ${change.name ?? ''}${change.is ?? ''}`
          : '';
      const key = `${change.verdict} ${change.proved} ${change.environments.join(' ')} ${apart}`;
      findings.set(key, [...(findings.get(key) ?? []), change]);
    }
    return {
      kind,
      name: kind === 'policy' ? '' : name,
      findings: Array.from(findings.values(), (same) => findingOf(same, review, types)),
    };
  });
}

function findingOf(
  changes: readonly Change[],
  review: ReviewReport['review'],
  types: ReviewReport['types'],
): Finding {
  const [first] = changes as readonly [Change, ...Change[]];
  const { verdict, proved, environments, kind, name } = first;
  const example = exampleOf(first, types);
  return {
    verdict,
    proved,
    environments,
    changes: changes.map((change) => changeOf(change)),
    notes: notesOf(kind, name, changes, review),
    ...(example && { example }),
  };
}

function changeOf({ kind, name, type, was, is }: Change): Finding['changes'][number] {
  const what = kind === 'policy' && name !== undefined ? `${words[type]} ${name}` : words[type];
  // The same words about something that is measured in another way.
  if (was !== undefined && was === is) return { what: `${what}, observed otherwise`, is };
  return { what, ...(was !== undefined && { was }), ...(is !== undefined && { is }) };
}

function notesOf(
  kind: string,
  name: string | undefined,
  changes: readonly Change[],
  { freezes, rollouts, at }: ReviewReport['review'],
): readonly string[] {
  if (kind === 'freeze')
    return freezes
      .filter((one) => one.name === name)
      .flatMap(({ thawed, frozen, timezone }) => [
        ...timesText('no longer frozen', thawed, timezone, at),
        ...timesText('newly frozen', frozen, timezone, at),
      ]);
  if (kind !== 'rollout' || !changes.some(({ type }) => type === 'stages')) return [];
  return rollouts.filter((one) => one.name === name).map(({ exposure }) => exposureText(exposure));
}

const mostTimes = 3;

/** `no longer frozen: Sat 28 Nov 00:00 – Sun 29 Nov 00:00 New York; 58 times, 58 d in all, over 400 days` */
function timesText(
  what: string,
  spans: readonly (readonly [number, number])[],
  timezone: string,
  at: number,
): readonly string[] {
  if (spans.length === 0) return [];
  const local = clocksOf(timezone);
  const edge = (instant: number) => clockText(local(instant), local(at));
  const listed = spans.slice(0, mostTimes).map(([from, until]) => `${edge(from)} – ${edge(until)}`);
  const total = spans.reduce((sum, [from, until]) => sum + until - from, 0);
  const more = spans.length > mostTimes ? `, and ${spans.length - mostTimes} more` : '';
  return [
    `${what}: ${listed.join(', ')}${more}, on the clocks of ${placeOfZone(timezone)}; ${formatDuration(Math.round(total / 3_600_000) * 3_600_000)} in all of the next 400 days`,
  ];
}

/** Milliseconds of the wall clock there, as if there were no zones. */
function clocksOf(timezone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return (instant) => {
    const part = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const of = (name: Intl.DateTimeFormatPartTypes) => part.get(name) ?? 0;
    return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  };
}

type Exposure = ReviewReport['review']['rollouts'][number]['exposure'];

/** `traffic after 30 min: 10 % → 25 %; fastest to the last stage: 2 h → 40 min` */
function exposureText({ at, was, is, wholeWas, wholeIs }: Exposure): string {
  const share = (percent: number) => `${percent} %`;
  const time = (duration: number | undefined) =>
    duration === undefined ? 'never' : formatDuration(duration);
  return `traffic after ${formatDuration(at)}: ${share(was)} → ${share(is)}; fastest to the last stage: ${time(wholeWas)} → ${time(wholeIs)}`;
}

export function verdictWord({ verdict, proved }: Pick<Finding, 'verdict' | 'proved'>): string {
  return proved ? verdict : `${verdict}, not proved`;
}
