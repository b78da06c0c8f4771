/** The decision, and behind each rule its reasons, what would turn it, and every value. */
import { count } from '../../cli/text/text.ts';
import { formatDuration } from '../../plan/units.ts';
import { isUnknown } from '../../plan/value.ts';
import type { Explanation } from '../../runtime/core/explain.ts';
import { byId, type Child, element, listed } from '../element.ts';
import type { Judged, JudgedRule } from '../judge.ts';

const summary = byId('decision', HTMLElement);
const section = byId('judged', HTMLElement);
const list = byId('verdicts', HTMLOListElement);

export function showDecision({ decision, rules }: Judged): void {
  say(decision.summary, decision.decision);
  section.hidden = rules.length === 0;
  const open = openRules();
  list.replaceChildren(...rules.map((judged) => verdict(judged, open.has(keyOf(judged.rule)))));
}

/** There is no plan to decide by. */
export function showNoDecision(errors: number): void {
  say(`Blocked: the policy has ${count(errors, 'error')}.`, 'blocked');
  section.hidden = true;
}

function say(sentence: string, word: string): void {
  summary.className = `summary ${word}`;
  // Said again only where it changed, or a screen reader would repeat it at every key.
  if (summary.textContent !== sentence) summary.replaceChildren(element('span', {}, sentence));
}

/** The rules that the person has opened. */
function openRules(): ReadonlySet<string> {
  return new Set(
    Array.from(list.querySelectorAll('details[open]'), (details) => details.getAttribute('data-rule') ?? ''),
  );
}

function keyOf({ kind, name }: JudgedRule['rule']): string {
  return `${kind}/${name}`;
}

function verdict({ rule, explained, sustain, changes }: JudgedRule, open: boolean): HTMLElement {
  const { kind, name, verdict, severity, mode, reasons, warnings, message, runbook, override, left } = rule;
  const remarks = [
    kind === 'gate' ? '' : kind,
    severity === 'block' ? '' : severity,
    mode === 'shadow' ? 'shadow' : '',
  ].filter(Boolean);
  const values = element(
    'details',
    { 'data-rule': keyOf(rule) },
    element('summary', {}, 'Every value'),
    element('ul', { class: 'tree' }, ...explained.map(branch)),
  );
  values.open = open;
  return element(
    'li',
    { class: 'verdict' },
    element(
      'h3',
      {},
      element('span', { class: `word ${verdict}` }, verdict),
      ' ',
      name,
      ...(remarks.length > 0 ? [element('span', { class: 'faint' }, ` (${remarks.join(', ')})`)] : []),
    ),
    ...listed(
      'Why',
      reasons.map(({ text }) => text),
    ),
    ...listed('Exempt', override ? [override.text] : []),
    ...listed(
      'Left',
      (left ?? []).map(({ count, per, left }) => `${left} of ${count} per ${formatDuration(per)}`),
    ),
    ...listed(
      'Warnings',
      warnings.map(({ text }) => text),
    ),
    ...toPass(changes),
    ...listed('The policy says', message === undefined ? [] : [message]),
    ...listed('Runbook', runbook === undefined ? [] : [runbook]),
    ...once(sustain),
    ...(explained.length > 0 ? [values] : []),
  );
}

function toPass(changes: JudgedRule['changes']): readonly Child[] {
  return changes === undefined
    ? [element('p', { class: 'label' }, 'Nothing that can be observed lets it pass.')]
    : listed('To pass', changes);
}

function once(sustain: JudgedRule['sustain']): readonly Child[] {
  if (!sustain) return [];
  const text = `A run observes this for ${formatDuration(sustain.duration)}; here one look counts for all.`;
  return [element('p', { class: 'note' }, text)];
}

function branch({ text, shown, value, parts }: Explanation): HTMLElement {
  const word = value === true ? 'pass' : value === false ? 'fail' : isUnknown(value) ? 'unknown' : 'faint';
  return element(
    'li',
    {},
    element('code', {}, text),
    ' ',
    element('span', { class: `value ${word}` }, shown),
    ...(parts.length > 0 ? [element('ul', {}, ...parts.map(branch))] : []),
  );
}
