/** `each: { svc: [cart, pay] }`: a probe that runs once for each value. */
import type { PlanProbe } from '../plan/plan.ts';
import type { Constant } from '../plan/term.ts';
import type { Type } from '../plan/type.ts';
import type { ProbeBlock } from '../parser/tree.ts';
import type { CompileContext } from './context.ts';
import type { Names } from './scope.ts';

type EachBlock = NonNullable<ProbeBlock['each']>;

export function compileEach(
  { sink }: CompileContext,
  { name, values }: EachBlock,
  names: Names,
): NonNullable<PlanProbe['each']> {
  if (names.has(name.value))
    sink.report('SEN1502', `\`${name.value}\` already stands for something else`, name.span, {
      help: `choose another name, such as \`each_${name.value}\``,
    });
  const [first] = values;
  const stranger = values.find(({ value }) => typeof value !== typeof first?.value);
  if (first && stranger)
    sink.report(
      'SEN1518',
      `\`${stranger.value}\` is a ${typeof stranger.value} among values of another type`,
      stranger.span,
      {
        help: `the first one is a ${typeof first.value}; put texts in quotes`,
      },
    );
  return { name: name.value, values: values.map(({ value }) => value) };
}

/** The names of a configuration, with the variable of `each`. */
export function namesWithEach(names: Names, { name, values }: NonNullable<PlanProbe['each']>): Names {
  return new Map(names).set(name, { kind: 'local', type: typeOf(values[0]) });
}

function typeOf(value: Constant | undefined): Type {
  return value === undefined ? 'any' : (typeof value as 'string' | 'number' | 'boolean');
}
