/** `lint --fix`: suggestions written into the text, each tried on its own. */
import type { Diagnostic, Edit, Suggestion } from '../../plan/diagnostic.ts';
import type { CompiledPolicy } from '../report.ts';

type Linted = Omit<CompiledPolicy, 'path'>;

interface Fixed<P> {
  readonly policy: P;
  /** Changes that were made. */
  readonly fixed: number;
}

/** `safe` takes only changes that keep the meaning. A change that does not make the policy better is left out. */
export function fixText(
  policy: Linted,
  compileAgain: (text: string) => Linted,
  which: 'safe' | 'all',
): Fixed<Linted> {
  let current = policy;
  for (let fixed = 0; ; fixed++) {
    const next = betterBy(current, compileAgain, which);
    if (!next) return { policy: current, fixed };
    current = next;
  }
}

/** The policy with the first suggestion that makes it better. */
function betterBy(
  policy: Linted,
  compileAgain: (text: string) => Linted,
  which: 'safe' | 'all',
): Linted | undefined {
  for (const found of policy.diagnostics) {
    const { suggestion } = found;
    if (!suggestion || (which === 'safe' && !suggestion.safe)) continue;
    const next = compileAgain(withSuggestion(policy.text, suggestion));
    if (isBetter(policy.diagnostics, next.diagnostics, found)) return next;
  }
  return undefined;
}

function withSuggestion(text: string, { edits }: Suggestion): string {
  const insert = (so: string, { span, text: written }: Edit): string =>
    so.slice(0, span.start) + written + so.slice(span.end);
  return edits.toSorted((a, b) => b.span.start - a.span.start).reduce(insert, text);
}

/**
 * A finding goes and no other comes. Behind an error others may have been hidden, so that of errors only the number
 * counts.
 */
function isBetter(before: readonly Diagnostic[], after: readonly Diagnostic[], mended: Diagnostic): boolean {
  const errors = (list: readonly Diagnostic[]) => list.filter(({ severity }) => severity === 'error').length;
  if (mended.severity === 'error') return errors(after) < errors(before);
  const left = Map.groupBy(before, ({ code }) => code);
  const grown = Map.groupBy(after, ({ code }) => code)
    .entries()
    .some(([code, list]) => list.length > (left.get(code)?.length ?? 0));
  return !grown && after.length < before.length;
}
