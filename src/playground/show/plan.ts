/** The evaluation plan: its digest, and its rules as they are asked. */
import type { Condition, EvaluationPlan, Gate } from '../../plan/plan.ts';
import { formatDuration } from '../../plan/units.ts';
import type { Freeze, Limit } from '../../plan/window.ts';
import type { Applicable } from '../../runtime/core/applies.ts';
import { rateText } from '../../runtime/core/limit.ts';
import { windowText } from '../../runtime/core/window-text.ts';
import { byId, type Child, element } from '../element.ts';

const section = byId('plan', HTMLElement);
const digest = byId('digest', HTMLElement);
const rules = byId('rules', HTMLTableSectionElement);

export function showPlan(plan: EvaluationPlan | undefined): void {
  section.hidden = plan === undefined;
  if (!plan) return;
  digest.textContent = plan.digest;
  rules.replaceChildren(
    ...plan.gates.map((gate) => gateRow(gate, plan)),
    ...plan.freezes.map((freeze) => windowRow('freeze', freeze, windowText(freeze), plan)),
    ...plan.limits.map((limit) => windowRow('limit', limit, limitText(limit), plan)),
  );
}

function gateRow(gate: Gate, plan: EvaluationPlan): HTMLElement {
  const { name, severity, mode, require, prefer } = gate;
  const conditions = [
    ...require.map((condition) => asked('require', condition, gate, plan)),
    ...prefer.map((condition) => asked('prefer', condition, gate, plan)),
  ];
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, name),
    element('td', {}, mode === 'shadow' ? `${severity}, shadow` : severity),
    element('td', {}, ...scopeOf(gate, plan)),
    element('td', {}, ...conditions, ...sustained(gate)),
  );
}

function windowRow(
  kind: 'freeze' | 'limit',
  rule: Freeze | Limit,
  text: string,
  plan: EvaluationPlan,
): HTMLElement {
  const { name, mode, except } = rule;
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, name),
    element('td', {}, mode === 'shadow' ? `${kind}, shadow` : kind),
    element('td', {}, ...scopeOf(rule, plan)),
    element('td', {}, element('div', {}, text), ...(except ? [asked('except', except, rule, plan)] : [])),
  );
}

function limitText({ atMost, by }: Limit): string {
  return `at most ${atMost.map(rateText).join(', ')}${by.length > 0 ? ` by ${by.join(', ')}` : ''}`;
}

function scopeOf(rule: Applicable, plan: EvaluationPlan): readonly Child[] {
  const where = rule.environments?.join(', ') ?? (plan.environments.length > 0 ? 'everywhere' : 'always');
  return [where, ...(rule.when ? [asked('when', rule.when, rule, plan)] : [])];
}

function asked(
  key: string,
  { span: [start, end] }: Condition,
  rule: Applicable,
  plan: EvaluationPlan,
): Child {
  const text = (plan.sources[rule.location.file] ?? '').slice(start, end).replaceAll(/\s+/gu, ' ');
  return element('div', {}, element('span', { class: 'faint' }, `${key} `), element('code', {}, text));
}

function sustained({ sustain }: Gate): readonly Child[] {
  if (!sustain) return [];
  const { kind, duration, every, tolerate } = sustain;
  const text = `${kind} ${formatDuration(duration)}, every ${formatDuration(every)}, tolerating ${tolerate}`;
  return [element('div', { class: 'faint' }, text)];
}
