/** The playground: what is typed is linted, planned and judged at once. */
import { compileText } from '../app/policy/compile-text.ts';
import { formatPolicy } from '../parser/format.ts';
import type { Syntax } from '../parser/syntax.ts';
import type { EvaluationPlan } from '../plan/plan.ts';
import * as promql from '../plan/promql.ts';
import { SourceText, type Span } from '../plan/span.ts';
import { askedFacts } from './asked.ts';
import { byId, element } from './element.ts';
import { examples } from './examples.ts';
import { judge } from './judge.ts';
import { showDecision, showNoDecision } from './show/decision.ts';
import { factTexts, readFacts, showFacts } from './show/facts.ts';
import { showFindings } from './show/findings.ts';
import { showPlan } from './show/plan.ts';
import { hashOf, type State, stateOfHash } from './state.ts';

const editor = byId('policy', HTMLTextAreaElement);
const syntaxes: Readonly<Record<Syntax, HTMLInputElement>> = {
  yaml: byId('yaml', HTMLInputElement),
  dsl: byId('dsl', HTMLInputElement),
};
const chooser = byId('example', HTMLSelectElement);
const environments = byId('environment', HTMLSelectElement);
const environmentRow = byId('environment-row', HTMLElement);

const files: Readonly<Record<Syntax, string>> = { yaml: 'sentinel.yaml', dsl: 'sentinel.sntl' };
/** Milliseconds without a key after which a policy is read. */
const REST = 150;

let syntax: Syntax = 'yaml';
/** Texts of facts that some version of the policy asked for: they come back with the fact. */
let texts = new Map<string, string>();
let plan: EvaluationPlan | undefined;
let errors = 0;

function source(): SourceText {
  return new SourceText(files[syntax], editor.value);
}

function readPolicy(): void {
  const { file, text } = source();
  const compiled = compileText(file, text, Date.now(), { slow: true, promql });
  ({ plan } = compiled);
  errors = compiled.diagnostics.filter(({ severity }) => severity === 'error').length;
  showFindings(compiled, source(), select);
  showPlan(plan);
  // Without a plan the fields stay as they are: a policy is half-written most of the time.
  if (plan) {
    showEnvironments(plan.environments, environments.value);
    showFacts(plan, askedFacts(plan), texts, environment());
  }
  decide();
}

function decide(): void {
  if (plan) {
    for (const [id, text] of factTexts()) texts.set(id, text);
    showDecision(judge(plan, readFacts(), environment(), Date.now()));
  } else showNoDecision(errors);
  history.replaceState(null, '', `#${hashOf(currentState())}`);
}

function currentState(): State {
  const facts = plan ? factTexts() : texts;
  return { syntax, policy: editor.value, environment: environments.value, facts };
}

function environment(): string | undefined {
  return environments.value === '' ? undefined : environments.value;
}

/** The one that was chosen stays chosen where it still exists. */
function showEnvironments(names: readonly string[], chosen: string): void {
  environmentRow.hidden = names.length === 0;
  environments.replaceChildren(...names.map((name) => element('option', { value: name }, name)));
  environments.value = names.includes(chosen) ? chosen : (names[0] ?? '');
}

function select({ start, end }: Span): void {
  editor.focus();
  editor.setSelectionRange(start, end);
}

function load(state: State): void {
  setSyntax(state.syntax);
  editor.value = state.policy;
  texts = new Map(state.facts);
  showEnvironments([state.environment], state.environment);
  readPolicy();
}

function setSyntax(chosen: Syntax): void {
  syntax = chosen;
  syntaxes[chosen].checked = true;
}

/** A policy without errors is converted; any other text is only read anew. */
function switchTo(chosen: Syntax): void {
  const formatted = formatPolicy(source(), chosen);
  if ('text' in formatted) editor.value = formatted.text;
  setSyntax(chosen);
  readPolicy();
}

let rest: ReturnType<typeof setTimeout> | undefined;
editor.addEventListener('input', () => {
  chooser.selectedIndex = -1;
  clearTimeout(rest);
  rest = setTimeout(readPolicy, REST);
});
syntaxes.yaml.addEventListener('change', () => switchTo('yaml'));
syntaxes.dsl.addEventListener('change', () => switchTo('dsl'));
environments.addEventListener('change', readPolicy);
byId('facts', HTMLElement).addEventListener('input', (event) => {
  if (event.target !== environments) decide();
});
chooser.append(...Array.from(examples.keys(), (name) => element('option', { value: name }, name)));
chooser.addEventListener('change', () => {
  const chosen = examples.get(chooser.value);
  if (chosen) load(chosen);
});
addEventListener('hashchange', loadShared);

/** Whether the address holds a policy. */
function loadShared(): boolean {
  const shared = stateOfHash(location.hash);
  if (!shared) return false;
  chooser.selectedIndex = -1;
  load(shared);
  return true;
}

const [example] = examples.values();
if (!loadShared() && example) load(example);
