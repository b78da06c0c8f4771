/** The functions: how many values of which types they take, and the term that they make. */
import { didYouMean } from '../../plan/did-you-mean.ts';
import type { StrictTerm } from '../../plan/operations/apply.ts';
import type { Span } from '../../plan/span.ts';
import type { FunctionName, Term } from '../../plan/term.ts';
import { isList, isNumeric, isRecord, type Type } from '../../plan/type.ts';
import type { Expression, ExpressionOf } from '../../parser/expression/ast.ts';
import { unify } from './compatibility.ts';
import { type Checking, termSpan } from './context.ts';
import { refuseMissingUnit } from './units.ts';
import { aType, enumerate } from './words.ts';

interface Signature {
  /** As it is written, for messages. */
  readonly usage: string;
  readonly fewest: number;
  readonly most: number;
  /** The type of the result, or undefined when the types of the arguments do not fit. */
  result(types: readonly Type[]): Type | undefined;
}

function oneOf(usage: string, takes: (type: Type) => boolean, gives: (type: Type) => Type): Signature {
  return {
    usage,
    fewest: 1,
    most: 1,
    result: ([type = 'any']) => (type === 'any' || takes(type) ? gives(type) : undefined),
  };
}

function likeUnits(usage: string): Signature {
  return { usage, fewest: 2, most: 100, result: (types) => types.map(asNumber).reduce(unifyNumeric) };
}

/** Untyped data is taken for a number. */
function asNumber(type: Type): Type | undefined {
  return type === 'any' ? 'number' : isNumeric(type) ? type : undefined;
}

const signatures: Readonly<Record<FunctionName, Signature>> = {
  version: oneOf(
    'version("1.4.0")',
    (type) => type === 'string' || type === 'version',
    () => 'version',
  ),
  len: oneOf(
    'len(list)',
    (type) => type === 'string' || isList(type) || isRecord(type),
    () => 'number',
  ),
  lower: oneOf(
    'lower("text")',
    (type) => type === 'string',
    () => 'string',
  ),
  upper: oneOf(
    'upper("text")',
    (type) => type === 'string',
    () => 'string',
  ),
  abs: oneOf(
    'abs(number)',
    (type) => isNumeric(type) && type !== 'instant',
    (type) => asNumber(type) ?? 'number',
  ),
  min: likeUnits('min(a, b)'),
  max: likeUnits('max(a, b)'),
  within: {
    usage: 'within(instant, 2h)',
    fewest: 2,
    most: 2,
    // The third is `now`, which nobody writes.
    result: ([instant, duration]) =>
      instant === 'instant' && duration === 'duration' ? 'boolean' : undefined,
  },
};

function unifyNumeric(a: Type | undefined, b: Type | undefined): Type | undefined {
  return a !== undefined && b !== undefined ? unify(a, b) : undefined;
}

const quantifiers: readonly string[] = ['all', 'any'];

export function isQuantifier(name: string): name is 'all' | 'any' {
  return quantifiers.includes(name);
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(signatures, name);
}

/** The signature of a function, once its name and the number of its arguments are right. */
export function checkUsage(checking: Checking, expression: ExpressionOf<'call'>): FunctionName | undefined {
  const { value: name, span } = expression.function;
  if (!isFunction(name)) {
    const names = [...Object.keys(signatures), ...quantifiers];
    const meant = didYouMean(name, names);
    checking.report('SEN1407', `there is no function \`${name}\``, span, {
      help: meant === undefined ? `the functions are ${enumerate(names)}` : `did you mean \`${meant}\`?`,
    });
    return undefined;
  }
  const { fewest, most, usage } = signatures[name];
  const count = expression.args.length;
  if (count < fewest || count > most) {
    const wanted =
      fewest === most ? String(fewest) : count < fewest ? `at least ${fewest}` : `at most ${most}`;
    return refuseCall(
      checking,
      `\`${name}\` takes ${wanted} value${wanted === '1' ? '' : 's'}, not ${count}`,
      span,
      usage,
    );
  }
  const lambda = expression.args.find(({ kind }) => kind === 'lambda');
  if (lambda) return refuseCall(checking, `\`${name}\` takes values, not conditions`, lambda.span, usage);
  return name;
}

export function callTerm(
  checking: Checking,
  expression: ExpressionOf<'call'>,
  name: FunctionName,
  written: readonly Expression[],
  args: readonly Term[],
): StrictTerm | undefined {
  const sides = written.map((argument, i) => ({ expression: argument, type: args[i]?.type ?? 'any' }));
  if (refuseMissingUnit(checking, sides, 'compared with')) return undefined;
  const types = args.map((argument) => argument.type);
  const signature = signatures[name];
  const type = signature.result(types);
  if (type === undefined) {
    const kinds = types.slice(0, expression.args.length).map(aType).join(' and ');
    return refuseCall(checking, `\`${name}\` cannot take ${kinds}`, expression.span, signature.usage);
  }
  return { op: 'call', function: name, args, type, span: termSpan(expression.span) };
}

function refuseCall(checking: Checking, message: string, span: Span, usage: string): undefined {
  checking.report('SEN1407', message, span, { help: `it is written \`${usage}\`` });
}
