/** Inputs that show a verdict: found by the diagrams, and kept only where the two plans, judged as in a run, do differ. */
import type { RuleResult } from '../../plan/decision.ts';
import { isUnknown, type Known, type Value } from '../../plan/value.ts';
import type { Calendars } from '../../runtime/core/time/calendars.ts';
import { consequence } from '../../runtime/core/consequence.ts';
import { sustainedVerdict, tallyText } from '../../runtime/core/sustain.ts';
import { Judge, type Situation } from '../judge.ts';
import type { LooksState, State } from './circumstances.ts';
import { type Side, spokenName } from './side.ts';
import type { Observed } from './space/space.ts';
import type { Looks, Witness } from './verdict.ts';

export interface Trial {
  readonly environment: string | undefined;
  /** The instant of the review, where no other matters. */
  readonly from: number;
  readonly observed: Observed<State>;
  /** One rule by kind and name; absent: the whole decision. */
  readonly rule?: Pick<RuleResult, 'kind' | 'name'>;
  /** BASE does not have the environment, and refuses it. */
  readonly isAdded?: boolean;
}

/** Judges both plans on what the diagrams found. */
export class Trials {
  readonly #base: Judging;
  readonly #head: Judging;

  constructor(
    base: { readonly side: Side; readonly calendars: Calendars },
    head: { readonly side: Side; readonly calendars: Calendars },
  ) {
    this.#base = new Judging(base.side, base.calendars);
    this.#head = new Judging(head.side, head.calendars);
  }

  /** The witness, where BASE weighs heavier than HEAD; undefined where it does not. */
  witness(trial: Trial): Witness | undefined {
    const { from, environment, observed, rule } = trial;
    const states = <K extends State['kind']>(kind: K) =>
      observed.states.filter((one): one is Extract<State, { kind: K }> => one?.kind === kind);
    const now = observed.facts.get('now');
    const at = typeof now === 'number' ? now : (states('time')[0]?.at ?? from);
    const facts = new Map([...observed.facts].filter(([id]) => id !== 'now'));
    const release: Record<string, string> = {};
    for (const [id, value] of facts)
      if (id.startsWith('release.')) {
        if (typeof value === 'string') release[id.slice('release.'.length)] = value;
        facts.delete(id);
      }
    if (environment !== undefined) release['env'] = environment;
    const filled = states('starts').filter(({ base, head }) => base.length + head.length > 0);
    const starts = {
      base: filled.flatMap(({ base }) => base),
      head: filled.flatMap(({ head }) => head),
    };
    // Where all looks find what the facts say, the facts say it all.
    const looks = states('looks').filter(({ base, head }) => base.failed < base.of || head.failed < head.of);
    const judged = (judging: Judging, which: 'base' | 'head') =>
      judging.judge({ at, release, facts, which, starts: starts[which], looks, rule });
    const head = judged(this.#head, 'head');
    const base = trial.isAdded
      ? { weight: 1, text: `there is no environment \`${environment ?? ''}\`` }
      : judged(this.#base, 'base');
    if (base.weight <= head.weight) return undefined;
    const before = [...facts].filter(([name]) => spokenName(name).isBefore);
    return {
      at,
      isTimed: now !== undefined || states('time').length > 0,
      release,
      facts: new Map([...facts].filter(([name]) => !spokenName(name).isBefore)),
      before: new Map(before.map(([name, value]) => [spokenName(name).fact, value])),
      ...(filled.length > 0 && { starts }),
      ...(looks.length > 0 && { looks: looks.map(({ gate, base, head }) => ({ gate, base, head })) }),
      base: base.text,
      head: head.text,
    };
  }
}

interface Judgeable {
  readonly at: number;
  readonly release: Readonly<Record<string, string>>;
  readonly facts: ReadonlyMap<string, Known<Value>>;
  readonly which: 'base' | 'head';
  /** Milliseconds before. */
  readonly starts: readonly number[];
  readonly looks: readonly LooksState[];
  readonly rule: Trial['rule'];
}

class Judging {
  readonly #side: Side;
  readonly #judge: Judge;

  constructor(side: Side, calendars: Calendars) {
    this.#side = side;
    this.#judge = new Judge(side.plan, calendars);
  }

  judge({ at, release, facts, which, starts, looks, rule }: Judgeable): { weight: number; text: string } {
    const situation: Situation = {
      at,
      release,
      facts: this.#side.factsFrom(facts),
      starts: starts.map((ago) => at - ago),
    };
    const { decision } = this.#judge.judge(situation);
    const looked = decision.rules.map((one) =>
      this.#looked(one, looks.find(({ gate }) => gate === one.name)?.[which]),
    );
    if (!rule) {
      const worst = looked.find((one) => consequence(one) > 0);
      const isLooked = looked.some((one, i) => one !== decision.rules[i]);
      if (!isLooked) return { weight: decision.exitCode, text: decision.summary };
      return {
        weight: Math.max(0, ...looked.map(consequence)),
        text: worst ? `${worst.name} ${textOf(worst)}` : 'every rule passes',
      };
    }
    const found = looked.find((one) => one.kind === rule.kind && one.name === rule.name);
    return found
      ? { weight: consequence(found), text: textOf(found) }
      : { weight: 0, text: 'there is no such rule' };
  }

  /** A sustained gate whose one look fails fails in so many of its looks. */
  #looked(result: RuleResult, looks: Looks | undefined): RuleResult {
    if (!looks || result.kind !== 'gate') return result;
    const { failed, of } = looks;
    const gate = this.#side.plan.gates.find(({ name }) => name === result.name);
    if (!gate?.sustain || (result.verdict !== 'fail' && result.verdict !== 'unknown')) return result;
    const isUnknown = result.verdict === 'unknown';
    const tally = {
      observations: of,
      failures: isUnknown ? 0 : failed,
      unknowns: isUnknown ? failed : 0,
    };
    const verdict = sustainedVerdict(gate.sustain, tally) ?? 'unknown';
    const reason = { text: tallyText(gate.sustain, tally), span: gate.location.span };
    return { ...result, verdict, reasons: verdict === 'pass' ? [] : [reason] };
  }
}

function textOf(result: RuleResult): string {
  const { verdict, severity, mode, override } = result;
  const reasons = result.reasons.map(({ text }) => text).join('; ');
  if (override) return `is let through by \`except\`: ${override.text}`;
  switch (verdict) {
    case 'pass':
      return 'passes';
    case 'skipped':
      return `is skipped: ${reasons}`;
    default:
      return `${stopWord(verdict)}${mode === 'shadow' ? ', in shadow' : ''}${severity === 'block' ? '' : `, ${severity}`}: ${reasons}`;
  }
}

function stopWord(verdict: 'fail' | 'unknown'): string {
  return verdict === 'fail' ? 'fails' : 'is unknown';
}

/** Whether the input is one that people would recognise: all that it holds is known. */
export function isPlain({ facts }: Witness): boolean {
  return ![...facts.values()].some(isUnknown);
}
