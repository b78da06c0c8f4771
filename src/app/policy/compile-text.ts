/** One policy from its text to its findings and its plan. Pure: the playground does it in a browser. */
import { compile } from '../../compiler/compile.ts';
import { lint, type LintSettings } from '../../compiler/lint.ts';
import { parsePolicy } from '../../parser/index.ts';
import type { Policy } from '../../parser/tree.ts';
import type { Diagnostic } from '../../plan/diagnostic.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import { SourceText } from '../../plan/span.ts';
import { catalog } from '../catalog.ts';
import { extend, type ReadExtended } from './extend.ts';
import type { CompiledPolicy } from '../report.ts';

export interface CompileSettings extends LintSettings {
  /** Reads what the policy extends; absent where it cannot be had, `apart` where the policy is looked at by itself. */
  readonly extended?: ReadExtended | 'apart';
}

/** `now`, in milliseconds since the epoch, decides what has expired. */
export function compileText(
  file: string,
  text: string,
  now: number,
  settings: CompileSettings = {},
): Omit<CompiledPolicy, 'path'> {
  const { policy, own, plan, diagnostics: found } = compileWhole(file, text, now, settings.extended);
  if (!policy) return { file, text, diagnostics: found, suppressed: 0 };
  const sources = new Map([[file, text]]);
  const { diagnostics, suppressed } = lint(policy, own, found, { ...settings, now, sources });
  const valid = !diagnostics.some(({ severity }) => severity === 'error');
  return { file, text, diagnostics, suppressed, ...(valid && plan && { plan }) };
}

export interface WholePolicy {
  readonly policy?: Policy;
  /** What it says itself, without what it extends. */
  readonly own?: EvaluationPlan;
  /** Absent with errors. */
  readonly plan?: EvaluationPlan;
  readonly diagnostics: readonly Diagnostic[];
}

/** Without lint. `chain`: files that extend each other up to here. */
export function compileWhole(
  file: string,
  text: string,
  now: number,
  extended: CompileSettings['extended'],
  chain: readonly string[] = [file],
): WholePolicy {
  const { policy, diagnostics } = parsePolicy(new SourceText(file, text));
  if (!policy) return { diagnostics };
  const compiled = compile(policy, { catalog, sources: new Map([[file, text]]) });
  const found = [...diagnostics, ...compiled.diagnostics];
  const own = diagnostics.some(({ severity }) => severity === 'error') ? undefined : compiled.plan;
  if (!own) return { policy, diagnostics: found };
  const path = policy.extends;
  if (!path || extended === 'apart') return { policy, own, plan: own, diagnostics: found };
  const extension = extend({
    own,
    path: path.value,
    location: { file, span: path.span },
    read: extended ?? (() => ({ wrong: 'cannot be read here' })),
    chain,
    now,
    compileOther: (other, links) => compileWhole(other.file, other.text, now, extended, links),
  });
  return {
    policy,
    own,
    ...(extension.plan && { plan: extension.plan }),
    diagnostics: [...found, ...extension.diagnostics],
  };
}
