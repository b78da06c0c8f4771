/** `extends`: the other policy is read, compiled, and held to: what this one changes of it must not weaken it. */
import { loosens } from '../../analysis/review/verdict.ts';
import { review } from '../../analysis/review/review.ts';
import { conflictsBetween, extendedPlan } from '../../compiler/extend.ts';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import { shown } from '../../plan/shown.ts';
import type { Location } from '../../plan/span.ts';

/** A policy that another names, or why it is not to be had. */
export type ExtendedText = { readonly file: string; readonly text: string } | { readonly wrong: string };

/** Reads the policy of that path beside `from`. */
export type ReadExtended = (path: string, from: string) => ExtendedText;

/** Policies that extend each other in a row. */
const longestChain = 8;

export interface Extension {
  /** Absent with errors. */
  readonly plan?: EvaluationPlan;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Extending {
  readonly own: EvaluationPlan;
  readonly path: string;
  /** Where `extends` is written. */
  readonly location: Location;
  readonly read: ReadExtended;
  /** Files that led here. */
  readonly chain: readonly string[];
  readonly now: number;
  readonly compileOther: (
    other: { readonly file: string; readonly text: string },
    chain: readonly string[],
  ) => { readonly plan?: EvaluationPlan; readonly diagnostics: readonly Diagnostic[] };
}

export function extend({ own, path, location, read, chain, now, compileOther }: Extending): Extension {
  const refused = (why: string, help?: string): Extension => ({
    diagnostics: [diagnostic('SEN2022', `\`${path}\` ${why}`, location, { help })],
  });
  const other = read(path, location.file);
  if ('wrong' in other) return refused(other.wrong);
  if (chain.includes(other.file)) return refused('extends this policy in its turn');
  if (chain.length >= longestChain) return refused(`is the end of a chain of more than ${longestChain}`);
  const { plan: base, diagnostics } = compileOther(other, [...chain, other.file]);
  const mistake = diagnostics.find(({ severity }) => severity === 'error');
  if (!base)
    return refused(`has errors: ${mistake?.message ?? ''}`, `\`sentinel lint ${other.file}\` shows them`);
  const conflicts = conflictsBetween(base, own);
  if (conflicts.length > 0)
    return {
      diagnostics: conflicts.map((one) =>
        diagnostic('SEN2023', `the ${one} is not declared as in \`${path}\``, location, {
          help: 'declare it alike, leave it to the other policy, or give yours another name',
        }),
      ),
    };
  const plan = extendedPlan(base, own);
  const weaker = weakened(base, own, plan, { location, path, now });
  return weaker.length > 0 ? { diagnostics: weaker } : { plan, diagnostics: [] };
}

/** Nothing is proved where nothing is changed: rules that are taken over as they are stay what they are. */
function weakened(
  base: EvaluationPlan,
  own: EvaluationPlan,
  plan: EvaluationPlan,
  { location, path, now }: { readonly location: Location; readonly path: string; readonly now: number },
): readonly Diagnostic[] {
  const kinds = ['gates', 'freezes', 'limits', 'rollouts'] as const;
  const replaced = kinds.some((kind) =>
    base[kind].some(({ name }) => own[kind].some((one) => one.name === name)),
  );
  if (!replaced && (own.mode === base.mode || own.mode === 'enforce')) return [];
  // What else the policy adds is no matter here: each rule of the other is held to by itself.
  const { changes } = review({ plan: base }, { plan }, now);
  const found = changes.filter(
    (change) =>
      (change.kind !== 'policy' || change.type === 'policy_mode') &&
      change.type !== 'rule_added' &&
      (loosens(change.verdict) || !change.proved),
  );
  const byRule = new Map(found.map((change) => [`${change.kind} ${change.name ?? ''}`, change]));
  return Array.from(byRule.values(), ({ kind, name, witness, facts, proved }) => {
    const rule = kind === 'policy' ? 'the policy' : `the ${kind} \`${name ?? ''}\``;
    const input = [
      ...Object.entries(witness?.release ?? {}).map(
        ([field, value]) => `release.${field} is ${JSON.stringify(value)}`,
      ),
      ...Array.from(witness?.facts ?? facts ?? [], ([id, value]) => {
        const type = plan.facts.find((fact) => fact.id === id)?.type ?? 'any';
        return `${id} is ${shown(value, type)}`;
      }),
    ];
    const through = input.length > 0 ? `: it lets through what that stops where ${input.join(', ')}` : '';
    const open = proved ? '' : ', as far as it can be proved';
    return diagnostic(
      'SEN2024',
      `${rule} is weaker than in \`${path}\`${open}${through}`,
      placeOf(kind, name, own) ?? location,
      {
        help: 'a policy that extends another may add and tighten',
      },
    );
  });
}

function placeOf(kind: string, name: string | undefined, own: EvaluationPlan): Location | undefined {
  const lists = { gate: own.gates, freeze: own.freezes, limit: own.limits, rollout: own.rollouts } as const;
  if (!(kind in lists)) return undefined;
  const list: readonly {
    readonly name: string;
    readonly location: { file: string; span: readonly [number, number] };
  }[] = lists[kind as keyof typeof lists];
  const place = list.find((one) => one.name === name)?.location;
  return place && { file: place.file, span: { start: place.span[0], end: place.span[1] } };
}
