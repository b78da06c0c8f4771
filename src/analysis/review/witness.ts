/** Inputs that show a verdict: found by the diagrams, and kept only where the two plans, judged as in a run, do differ. */
import type { RuleResult } from '../../plan/decision.ts';
import { isUnknown, type Known, type Value } from '../../plan/value.ts';
import type { Calendars } from '../../runtime/core/time/calendars.ts';
import { consequence } from '../../runtime/core/consequence.ts';
import { sustainedVerdict, tallyText } from '../../runtime/core/sustain.ts';
import { type Judged, Judge, type Situation } from '../judge.ts';
import type { LooksState, StartsState, State } from './circumstances.ts';
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
}

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
    const state = <K extends State['kind']>(kind: K) =>
      observed.states.find((one): one is Extract<State, { kind: K }> => one?.kind === kind);
    const now = observed.facts.get('now');
    const at = typeof now === 'number' ? now : (state('time')?.at ?? from);
    const facts = new Map([...observed.facts].filter(([id]) => id !== 'now'));
    const release: Record<string, string> = {};
    for (const [id, value] of facts)
      if (id.startsWith('release.')) {
        if (typeof value === 'string') release[id.slice('release.'.length)] = value;
        facts.delete(id);
      }
    if (environment !== undefined) release['env'] = environment;
    const starts = state('starts');
    const looks = state('looks');
    const judged = (judging: Judging, which: 'base' | 'head') =>
      judging.judge({ at, release, facts, which, starts, looks, rule });
    const [base, head] = [judged(this.#base, 'base'), judged(this.#head, 'head')];
    if (base.weight <= head.weight) return undefined;
    const before = [...facts].filter(([name]) => spokenName(name).isBefore);
    return {
      at,
      release,
      facts: new Map([...facts].filter(([name]) => !spokenName(name).isBefore)),
      before: new Map(before.map(([name, value]) => [spokenName(name).fact, value])),
      ...(starts && (starts.base.length > 0 || starts.head.length > 0) && { starts }),
      ...(looks && looks.base.of + looks.head.of > 2 && { looks }),
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
  readonly starts: StartsState | undefined;
  readonly looks: LooksState | undefined;
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
      starts: (starts?.[which] ?? []).map((ago) => at - ago),
    };
    const judged = this.#judge.judge(situation);
    if (!rule) return { weight: judged.decision.exitCode, text: judged.decision.summary };
    const found = judged.decision.rules.find((one) => one.kind === rule.kind && one.name === rule.name);
    if (!found) return { weight: 0, text: 'there is no such rule' };
    const result = looks ? this.#looked(found, judged, looks[which]) : found;
    return { weight: consequence(result), text: textOf(result) };
  }

  /** A sustained gate whose one look fails fails in so many of its looks. */
  #looked(result: RuleResult, _judged: Judged, { failed, of }: Looks): RuleResult {
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
