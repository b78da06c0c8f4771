/** The closed list of what can be changed, and what was. */
import { canonicalJson } from '../../plan/canonical-json.ts';
import type { RuleKind } from '../../plan/decision.ts';
import type { Condition, EvaluationPlan, Gate, PlanLocation, Sustain } from '../../plan/plan.ts';
import { formatDuration } from '../../plan/units.ts';
import type { Freeze, Limit } from '../../plan/window.ts';
import { rateText } from '../../runtime/core/limit.ts';
import { windowText } from '../../runtime/core/window-text.ts';
import type { GuardChange, RolloutChangeType } from './guard-change.ts';
import { type Side, withoutPlaces } from './side.ts';
import { type NamedRule, rulesOf } from './stops.ts';
import type { Assessment } from './verdict.ts';

export type ChangeType =
  | 'rule_added'
  | 'rule_removed'
  | 'condition'
  | 'when'
  | 'except'
  | 'environments'
  | 'severity'
  | 'mode'
  | 'sustain'
  | 'window'
  | 'timezone'
  | 'blocks'
  | 'in_flight'
  | 'limit'
  | 'limit_scope'
  | 'advice'
  | 'environment_added'
  | 'environment_removed'
  | 'policy_mode'
  | 'probe'
  | 'score'
  | 'setting'
  | 'secret'
  | 'input'
  | 'steps'
  | 'release'
  | RolloutChangeType
  | 'calendar';

export interface Change {
  readonly type: ChangeType;
  readonly kind: RuleKind | 'rollout' | 'policy';
  /** Absent where it is about no rule. */
  readonly name?: string;
  readonly was?: string;
  readonly is?: string;
}

/** The verdict is that of the rule, with all that was changed of it. */
export interface AssessedChange extends Change, Assessment {
  /** Empty where the policy has none, or the change is about none. */
  readonly environments: readonly string[];
  /** What BASE's condition acts upon, and HEAD's does not. */
  readonly facts?: GuardChange['facts'];
  readonly says?: GuardChange['says'];
}

/** Gates, freezes and limits: those that are gone or changed, then those that are new. */
export function ruleChanges(base: Side, head: Side): readonly Change[] {
  const before = rulesOf(base.plan);
  const after = rulesOf(head.plan);
  const find = (list: readonly NamedRule[], { kind, own }: NamedRule) =>
    list.find((rule) => rule.kind === kind && rule.own.name === own.name);
  return [
    ...before.flatMap((rule): Change[] => {
      const now = find(after, rule);
      const about = { kind: rule.kind, name: rule.own.name };
      if (!now) return [{ type: 'rule_removed', ...about, was: summaryOf(rule, base) }];
      return differences(rule, base, now, head).map((change) => ({ ...about, ...change }));
    }),
    ...after.flatMap((rule): Change[] =>
      find(before, rule)
        ? []
        : [{ type: 'rule_added', kind: rule.kind, name: rule.own.name, is: summaryOf(rule, head) }],
    ),
  ];
}

type Difference = Pick<Change, 'type' | 'was' | 'is'>;

function differences(was: NamedRule, base: Side, is: NamedRule, head: Side): readonly Difference[] {
  const shared = [
    ...environmentsChange(was.own, is.own),
    ...conditionChange('when', [was.own.when], base, [is.own.when], head, was.own, is.own),
    ...valueChange('mode', was.own.mode, is.own.mode),
  ];
  if (was.kind === 'gate' && is.kind === 'gate')
    return [...shared, ...gateChanges(was.own, base, is.own, head)];
  if (was.kind === 'freeze' && is.kind === 'freeze')
    return [...shared, ...exceptChange(was.own, base, is.own, head), ...freezeChanges(was.own, is.own)];
  if (was.kind === 'limit' && is.kind === 'limit')
    return [...shared, ...exceptChange(was.own, base, is.own, head), ...limitChanges(was.own, is.own)];
  return shared;
}

function gateChanges(was: Gate, base: Side, is: Gate, head: Side): readonly Difference[] {
  return [
    ...conditionChange('condition', was.require, base, is.require, head, was, is),
    ...valueChange('severity', was.severity, is.severity),
    ...valueChange('sustain', sustainText(was.sustain), sustainText(is.sustain)),
    ...conditionChange('advice', was.prefer, base, is.prefer, head, was, is),
  ];
}

function exceptChange(
  was: Freeze | Limit,
  base: Side,
  is: Freeze | Limit,
  head: Side,
): readonly Difference[] {
  return conditionChange('except', [was.except], base, [is.except], head, was, is);
}

function freezeChanges(was: Freeze, is: Freeze): readonly Difference[] {
  return [
    ...(canonicalJson(was.window) === canonicalJson(is.window)
      ? []
      : [{ type: 'window' as const, was: windowText(was), is: windowText(is) }]),
    ...valueChange('timezone', was.timezone, is.timezone),
    ...valueChange('blocks', was.blocks.join(', '), is.blocks.join(', ')),
    ...valueChange('in_flight', was.inFlight, is.inFlight),
  ];
}

function limitChanges(was: Limit, is: Limit): readonly Difference[] {
  const rates = ({ atMost }: Limit) => atMost.map(rateText).join(', ');
  const scope = ({ by }: Limit) => by.join(', ') || 'everything together';
  return [
    ...valueChange('limit', rates(was), rates(is)),
    ...valueChange('limit_scope', scope(was), scope(is)),
  ];
}

function environmentsChange(
  was: { readonly environments?: readonly string[] },
  is: { readonly environments?: readonly string[] },
): readonly Difference[] {
  const text = ({ environments }: typeof was) => environments?.toSorted().join(', ') ?? 'every environment';
  return valueChange('environments', text(was), text(is));
}

function valueChange(type: ChangeType, was: string, is: string): readonly Difference[] {
  return was === is ? [] : [{ type, was, is }];
}

function conditionChange(
  type: ChangeType,
  was: readonly (Condition | undefined)[],
  base: Side,
  is: readonly (Condition | undefined)[],
  head: Side,
  { location: before }: { readonly location: PlanLocation },
  { location: after }: { readonly location: PlanLocation },
): readonly Difference[] {
  const [mine, theirs] = [was.filter((one) => one !== undefined), is.filter((one) => one !== undefined)];
  if (meaning(mine, base) === meaning(theirs, head)) return [];
  return [{ type, was: conditionText(mine, base.plan, before), is: conditionText(theirs, head.plan, after) }];
}

function meaning(conditions: readonly Condition[], side: Side): string {
  return canonicalJson(withLeaves(withoutPlaces(conditions), side));
}

/** With what stands behind the numbers of its leaves. */
export function withLeaves(value: unknown, side: Side): unknown {
  if (Array.isArray(value)) return value.map((item) => withLeaves(item, side));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === 'leaf' && typeof part === 'number' ? side.atoms[part]?.key : withLeaves(part, side),
    ]),
  );
}

/** As it is written, on one line. */
export function conditionText(
  conditions: readonly Condition[],
  { sources }: EvaluationPlan,
  { file }: PlanLocation,
): string {
  const source = Object.hasOwn(sources, file) ? (sources[file] ?? '') : '';
  const texts = conditions.map(({ span: [start, end] }) => source.slice(start, end).replace(/\s+/gu, ' '));
  return texts.join('; ') || 'none';
}

function sustainText(sustain: Sustain | undefined): string {
  if (!sustain) return 'one look';
  const { kind, duration, every, tolerate } = sustain;
  return `${kind} ${formatDuration(duration)}, every ${formatDuration(every)}, ${tolerate} tolerated`;
}

function summaryOf(rule: NamedRule, side: Side): string {
  switch (rule.kind) {
    case 'gate':
      return conditionText(rule.own.require, side.plan, rule.own.location);
    case 'freeze':
      return windowText(rule.own);
    case 'limit':
      return rule.own.atMost.map(rateText).join(', ');
  }
}

/** What is declared for the whole policy. */
export function policyChanges(base: EvaluationPlan, head: EvaluationPlan): readonly Change[] {
  const policy = { kind: 'policy' as const };
  const lists = [
    ['probe', base.probes, head.probes],
    ['score', base.scores, head.scores],
    ['setting', base.settings, head.settings],
    ['secret', base.secrets, head.secrets],
    ['input', base.inputs, head.inputs],
    ['steps', [...base.before, ...base.after], [...head.before, ...head.after]],
  ] as const;
  return [
    ...head.environments
      .filter((one) => !base.environments.includes(one))
      .map((is): Change => ({ ...policy, type: 'environment_added', is })),
    ...base.environments
      .filter((one) => !head.environments.includes(one))
      .map((was): Change => ({ ...policy, type: 'environment_removed', was })),
    ...valueChange('policy_mode', base.mode, head.mode).map((one) => ({ ...policy, ...one })),
    ...lists.flatMap(([type, was, is]) => declarationChanges(type, was, is)),
    ...(text(base.release) === text(head.release) ? [] : [{ ...policy, type: 'release' as const }]),
  ];
}

function declarationChanges(
  type: ChangeType,
  was: readonly { readonly name: string }[],
  is: readonly { readonly name: string }[],
): readonly Change[] {
  const names = [...new Set([...was, ...is].map(({ name }) => name))];
  return names.flatMap((name): Change[] => {
    const [before, after] = [was.find((one) => one.name === name), is.find((one) => one.name === name)];
    if (text(before) === text(after)) return [];
    return [
      { type, kind: 'policy', name, ...(before ? {} : { was: 'none' }), ...(after ? {} : { is: 'none' }) },
    ];
  });
}

function text(value: unknown): string {
  return canonicalJson(withoutPlaces(value) ?? null);
}
