/** Who takes part, where users are assigned one by one. */
import type { RolloutBlock } from '../../parser/tree.ts';
import type { Assignment, Audience, Override } from '../../plan/assignment.ts';
import type { TrafficDescriptor } from '../../plan/descriptor.ts';
import type { Span } from '../../plan/span.ts';
import type { Term } from '../../plan/term.ts';
import type { Expression } from '../../parser/expression/ast.ts';
import type { CompileContext } from '../context.ts';
import { checkCondition } from '../expression/index.ts';
import { FactTable } from '../expression/facts.ts';
import { reportRepeated } from '../names.ts';
import { type Names, userNames } from '../scope.ts';
import type { StageSequence } from './stages.ts';
import { variantsOf } from './variants.ts';

/** Absent where the driver assigns nobody; then what is written about it is refused. */
export function compileAssignment(
  context: CompileContext,
  block: RolloutBlock,
  descriptor: TrafficDescriptor | undefined,
  sequences: readonly StageSequence[],
  outer: Names,
): Assignment | undefined {
  checkDriver(context, block, descriptor);
  const { name, assign, audience } = block;
  const by = fieldsOf(block);
  reportRepeated(context, 'field', assign?.by ?? []);
  reportRepeated(
    context,
    'audience',
    audience.map((one) => one.name),
  );
  const names = userNames(outer, by);
  const who = (expression: Expression | undefined): Term | undefined =>
    // The facts of the plan are those that are gathered, and these are the reader's.
    expression &&
    checkCondition(expression, { bindings: names, takesSecrets: false }, context.sink, new FactTable());
  const overrides = block.overrides.flatMap((override): readonly Override[] => {
    const term = who(override.who);
    return term && override.in ? [{ who: term, in: override.in.value }] : [];
  });
  const audiences = sequences.map(({ audience: written, stages, splits }): Audience => {
    const term = who(written?.who);
    return {
      ...(written && { name: written.name.value }),
      ...(term && !isTrue(term) && { who: term }),
      reaches: Math.max(0, ...stages.map(({ weight }) => weight)),
      splits,
    };
  });
  if (!descriptor?.assigns) return undefined;
  return {
    seed: assign?.seed?.value ?? `${context.policy.name?.value ?? ''}/${name.value}/`,
    by,
    overrides,
    audiences,
    variants: variantsOf(block).map(({ value }) => value),
  };
}

/** What users are told apart by. */
export function fieldsOf(block: Pick<RolloutBlock, 'assign'> | undefined): readonly string[] {
  return block?.assign?.by.map(({ value }) => value) ?? ['actor'];
}

function isTrue(term: Term): boolean {
  return term.op === 'const' && term.value === true;
}

function checkDriver(
  { sink }: CompileContext,
  { traffic, assign, overrides, audience, ...block }: RolloutBlock,
  descriptor: TrafficDescriptor | undefined,
): void {
  if (!descriptor) return;
  const { assigns } = descriptor;
  const refuse = (what: string, span: Span | undefined, can: boolean | undefined): void => {
    if (span && can !== true)
      sink.report('SEN1523', `\`${traffic?.kind.value}\` knows no ${what}`, span, {
        help: 'use a driver that publishes flags: `flag` or `redis`',
      });
  };
  refuse('users, and assigns nobody', assign?.span, assigns !== undefined);
  refuse('users, and lets nobody in or out', overrides[0]?.span, assigns !== undefined);
  refuse('audiences', audience[0]?.span, assigns?.audiences);
  refuse('variants', block.variants?.span, assigns?.variants);
}
