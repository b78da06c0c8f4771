/** The facts that the gates read, each with a field to type its value in. */
import type { EvaluationPlan, PlanFact } from '../../plan/plan.ts';
import { typeName } from '../../plan/type.ts';
import { isUnknown, type Known, unknown, type Value } from '../../plan/value.ts';
import { display } from '../../runtime/core/phrase.ts';
import { byId, type Child, element, prose } from '../element.ts';
import { exampleOf, readFactText } from '../fact-text.ts';
import { withoutText } from '../judge.ts';

const section = byId('facts', HTMLElement);
const rows = byId('fact-rows', HTMLTableSectionElement);

interface Field {
  readonly fact: PlanFact;
  readonly input: HTMLInputElement;
  readonly mistake: HTMLElement;
}

let fields: readonly Field[] = [];
let shown = '';

/** Fields that are asked for already stay, so that whoever types in one is not interrupted. */
export function showFacts(
  plan: EvaluationPlan,
  asked: readonly PlanFact[],
  texts: ReadonlyMap<string, string>,
  environment: string | undefined,
): void {
  section.hidden = false;
  const now = JSON.stringify(asked.map(({ id, type }) => [id, type]));
  if (now !== shown) {
    fields = asked.map((fact, index) => fieldOf(fact, index));
    rows.replaceChildren(...fields.map(row));
    shown = now;
  }
  for (const { fact, input } of fields) {
    const text = texts.get(fact.id) ?? '';
    if (input.value !== text) input.value = text;
    input.placeholder = hint(plan, fact, environment);
  }
}

export function factTexts(): ReadonlyMap<string, string> {
  return new Map(fields.map(({ fact, input }) => [fact.id, input.value.trim()]));
}

/** The values by fact; one that cannot be read is marked and unknown. */
export function readFacts(): ReadonlyMap<string, Known<Value>> {
  const values = new Map<string, Known<Value>>();
  for (const { fact, input, mistake } of fields) {
    const text = input.value.trim();
    const reading = text === '' ? undefined : readFactText(fact.type, text);
    const wrong = reading && 'wrong' in reading ? reading.wrong : undefined;
    input.setAttribute('aria-invalid', String(wrong !== undefined));
    mistake.replaceChildren(...(wrong === undefined ? [] : [element('span', {}, ...prose(wrong))]));
    if (reading) values.set(fact.id, 'value' in reading ? reading.value : unknown('its text cannot be read'));
  }
  return values;
}

function fieldOf(fact: PlanFact, index: number): Field {
  const mistake = element('div', { id: `mistake-${index}`, class: 'mistake' });
  const input = element('input', {
    id: `fact-${index}`,
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    'aria-describedby': `mistake-${index}`,
  });
  return { fact, input, mistake };
}

function row({ fact, input, mistake }: Field): HTMLElement {
  return element(
    'tr',
    {},
    element(
      'th',
      { scope: 'row' },
      element('label', { for: input.id }, element('code', {}, ...breakable(fact.id))),
    ),
    element('td', { class: 'faint' }, typeName(fact.type)),
    element('td', {}, input, mistake),
  );
}

/** A long name breaks behind a point. */
function breakable(id: string): readonly Child[] {
  return id.split(/(?<=\.)/u).flatMap((part, index) => (index === 0 ? [part] : [element('wbr', {}), part]));
}

/** What counts while the field is empty, or what may be typed. */
function hint(plan: EvaluationPlan, fact: PlanFact, environment: string | undefined): string {
  if (fact.source.kind === 'now') return 'the present';
  const otherwise = withoutText(plan, fact, environment, 0);
  if (isUnknown(otherwise))
    return fact.type === 'string' ? 'unknown' : `unknown; such as ${exampleOf(fact.type)}`;
  return `${display(otherwise, fact.type)} by default`;
}
