/** Names: those that the language keeps for itself, and those that are used twice. */
import { openers } from '../parser/dsl/keywords.ts';
import { suggestName } from '../plan/did-you-mean.ts';
import type { Spanned } from '../plan/span.ts';
import type { CompileContext } from './context.ts';

const operators = words('true false and or not in is like matches');

const prefixes = words('release git system now canary stable rollout settings secrets inputs deployed');

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}

/** Probes, scores and inputs are called by their bare names, so these are unique among all three. */
export function checkBareNames({ policy, sink }: CompileContext): void {
  const first = new Map<string, { readonly kind: string; readonly name: Spanned<string> }>();
  for (const { kind, name } of [...policy.probes, ...policy.scores, ...policy.inputs]) {
    const other = first.get(name.value);
    const reserved = reservedAs(name.value);
    if (reserved !== undefined)
      sink.report(
        'SEN1503',
        `\`${name.value}\` ${reserved} and cannot name ${withArticle(kind)}`,
        name.span,
        {
          help: `choose another name, such as \`${name.value}_${kind}\``,
        },
      );
    else if (other)
      sink.report('SEN1502', `\`${name.value}\` already names ${withArticle(other.kind)}`, name.span, {
        help: 'probes, scores and inputs share one set of names',
        related: [{ file: policy.file, span: other.name.span, message: 'first used here' }],
      });
    else first.set(name.value, { kind, name });
  }
}

function reservedAs(name: string): string | undefined {
  if (operators.has(name)) return 'is a word of expressions';
  if (prefixes.has(name)) return 'is a name that the language gives';
  return openers.has(name) ? 'begins a clause' : undefined;
}

function withArticle(kind: string): string {
  return kind === 'input' ? 'an input' : `a ${kind}`;
}

/** Reports each item of a list that stands in it before. */
export function reportRepeated(
  { policy, sink }: CompileContext,
  what: string,
  items: readonly Spanned<string>[],
): void {
  const seen = new Map<string, Spanned<string>>();
  for (const item of items) {
    const first = seen.get(item.value);
    if (!first) seen.set(item.value, item);
    else
      sink.report('SEN1502', `the ${what} \`${item.value}\` is listed twice`, item.span, {
        related: [{ file: policy.file, span: first.span, message: 'first listed here' }],
      });
  }
}

/** Reports each name that is none of `known`. */
export function checkKnownNames(
  { sink }: CompileContext,
  what: string,
  names: readonly Spanned<string>[],
  known: readonly string[],
): void {
  for (const { value, span } of names)
    if (!known.includes(value))
      sink.report('SEN1517', `\`${value}\` is not a ${what}`, span, { help: suggestName(value, known) });
}
