/** `all(list, x => …)` and `any(list, x => …)`. */
import type { Term } from '../../plan/term.ts';
import { isList, type Type } from '../../plan/type.ts';
import type { ExpressionOf } from '../../parser/expression/ast.ts';
import { type Checking, termSpan } from './context.ts';
import { aType } from './words.ts';

export function quantifierTerm(
  checking: Checking,
  expression: ExpressionOf<'call'>,
  quantifier: 'all' | 'any',
): Term | undefined {
  const [first, second, more] = expression.args;
  const usage = { help: `it is written \`${quantifier}(list, x => x.ok)\`` };
  if (!first || first.kind === 'lambda' || second?.kind !== 'lambda' || more) {
    const message = `\`${quantifier}\` takes a list and a condition on each item`;
    checking.report('SEN1407', message, expression.function.span, usage);
    return undefined;
  }
  const { parameter, body: written } = second;
  const shadows = checking.bindings.has(parameter.value);
  if (shadows)
    checking.report('SEN1407', `\`${parameter.value}\` already has a meaning`, parameter.span, {
      help: 'choose another name for the item',
    });
  const list = checking.check(first);
  if (!list) return undefined;
  const item = itemOf(list.type);
  if (item === undefined)
    checking.report('SEN1407', `\`${quantifier}\` cannot go through ${aType(list.type)}`, first.span, usage);
  const empty = list.op === 'const' && Array.isArray(list.value) && list.value.length === 0;
  if (empty) checking.report('SEN1408', 'this is always unknown: the list is empty', expression.span);
  if (item === undefined || shadows || empty) return undefined;
  const inner = checking.withLocal(parameter.value, item);
  const body = inner.condition(written);
  return (
    body && {
      op: 'quantifier',
      quantifier,
      list,
      parameter: parameter.value,
      body,
      type: 'boolean',
      span: termSpan(expression.span),
    }
  );
}

function itemOf(type: Type): Type | undefined {
  if (isList(type)) return type.list;
  return type === 'any' ? 'any' : undefined;
}
