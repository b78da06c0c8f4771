/** The evaluation plan: its digest, and its gates as they are asked. */
import type { Condition, EvaluationPlan, Gate } from '../../plan/plan.ts';
import { formatDuration } from '../../plan/units.ts';
import { byId, type Child, element } from '../element.ts';

const section = byId('plan', HTMLElement);
const digest = byId('digest', HTMLElement);
const gates = byId('gates', HTMLTableSectionElement);

export function showPlan(plan: EvaluationPlan | undefined): void {
  section.hidden = plan === undefined;
  if (!plan) return;
  digest.textContent = plan.digest;
  gates.replaceChildren(...plan.gates.map((gate) => row(gate, plan)));
}

function row(gate: Gate, plan: EvaluationPlan): HTMLElement {
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

function scopeOf(gate: Gate, plan: EvaluationPlan): readonly Child[] {
  const where = gate.environments?.join(', ') ?? (plan.environments.length > 0 ? 'everywhere' : 'always');
  return [where, ...(gate.when ? [asked('when', gate.when, gate, plan)] : [])];
}

function asked(key: string, { span: [start, end] }: Condition, gate: Gate, plan: EvaluationPlan): Child {
  const text = (plan.sources[gate.location.file] ?? '').slice(start, end).replaceAll(/\s+/gu, ' ');
  return element('div', {}, element('span', { class: 'faint' }, `${key} `), element('code', {}, text));
}

function sustained({ sustain }: Gate): readonly Child[] {
  if (!sustain) return [];
  const { kind, duration, every, tolerate } = sustain;
  const text = `${kind} ${formatDuration(duration)}, every ${formatDuration(every)}, tolerating ${tolerate}`;
  return [element('div', { class: 'faint' }, text)];
}
