/** Names and their members in expressions, `release.version`, and what each step of them stands for. */
import type { Binding } from '../../compiler/expression/scope.ts';
import type { Names } from '../../compiler/scope.ts';
import type { Span } from '../../plan/span.ts';
import { isList, isRecord, type Type } from '../../plan/type.ts';
import { type Expression, type ExpressionOf, isLiteralPart, partsOf } from '../../parser/expression/ast.ts';

interface Segment {
  readonly name: string;
  readonly span: Span;
  /** Undefined where nothing is called so. */
  readonly binding: Binding | undefined;
}

/** A name with the members that are chosen from it. */
export type Chain = readonly Segment[];

/** Every chain of an expression, and every call, each with the names of its place. */
export interface Mentions {
  readonly chains: readonly Chain[];
  readonly calls: readonly ExpressionOf<'call'>[];
}

export function mentionsIn(expression: Expression, names: Names): Mentions {
  const chains: Chain[] = [];
  const calls: ExpressionOf<'call'>[] = [];
  const visit = (inner: Expression, names: Names): void => {
    const chain = chainOf(inner, names);
    if (chain) chains.push(chain);
    if (inner.kind === 'call') {
      calls.push(inner);
      for (const argument of inner.args)
        if (argument.kind === 'lambda')
          visit(argument.body, withParameter(names, argument.parameter.value, inner));
        else visit(argument, names);
    } else
      for (const part of chain && inner.kind === 'member' ? keysOf(inner) : partsOf(inner))
        visit(part, names);
  };
  visit(expression, names);
  return { chains, calls };
}

/** What a path of names leads to. */
export function resolvePath([first = '', ...rest]: readonly string[], names: Names): Binding | undefined {
  return rest.reduce<Binding | undefined>((owner, name) => owner && memberOf(owner, name), names.get(first));
}

/** The members that may be chosen from what a name stands for. */
export function membersOf(binding: Binding): ReadonlyMap<string, Binding> {
  if (binding.kind === 'namespace') return binding.members;
  const type = typeOf(binding);
  const fields = type !== undefined && isRecord(type) ? Object.entries(type.record) : [];
  return new Map(fields.map(([name, field]) => [name, { kind: 'local', type: field }]));
}

/** The type of what a name stands for, where it has a value. */
export function typeOf(binding: Binding): Type | undefined {
  switch (binding.kind) {
    case 'fact':
    case 'secret':
      return binding.fact.type;
    case 'namespace':
      return binding.self?.type;
    case 'constant':
    case 'local':
      return binding.type;
    case 'refused':
      return undefined;
  }
}

/** The names with the parameter of a quantifier over a list. */
export function withItemOf(names: Names, parameter: string, list: Binding | undefined): Names {
  const type = list && typeOf(list);
  const item: Type = type !== undefined && isList(type) ? type.list : 'any';
  return new Map(names).set(parameter, { kind: 'local', type: item });
}

function withParameter(names: Names, parameter: string, { args: [list] }: ExpressionOf<'call'>): Names {
  const chain = list && list.kind !== 'lambda' ? chainOf(list, names) : undefined;
  return withItemOf(names, parameter, chain?.at(-1)?.binding);
}

function memberOf(owner: Binding, name: string): Binding | undefined {
  const type = owner.kind === 'namespace' ? undefined : typeOf(owner);
  return type === 'any' ? { kind: 'local', type: 'any' } : membersOf(owner).get(name);
}

/** Undefined for what does not begin with a name. */
function chainOf(expression: Expression, names: Names): Chain | undefined {
  if (expression.kind === 'name') {
    const { name, span } = expression;
    return [{ name, span, binding: names.get(name) }];
  }
  if (expression.kind !== 'member') return undefined;
  const owner = chainOf(expression.of, names);
  const before = owner?.at(-1);
  const [part] = expression.key.kind === 'text' ? expression.key.parts : [];
  if (!owner || !part || !isLiteralPart(part)) return owner;
  const binding = before?.binding && memberOf(before.binding, part.value);
  return [...owner, { name: part.value, span: part.span, binding }];
}

/** What stands in the brackets along a chain. */
function keysOf(expression: Expression): readonly Expression[] {
  return expression.kind === 'member' ? [...keysOf(expression.of), expression.key] : [];
}
