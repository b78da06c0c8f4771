/** What names and members stand for. */
import { didYouMean } from '../../plan/did-you-mean.ts';
import type { Span } from '../../plan/span.ts';
import type { Term } from '../../plan/term.ts';
import { isList, isRecord, type Type } from '../../plan/type.ts';
import { type Expression, type ExpressionOf, isLiteralPart } from '../../parser/expression/ast.ts';
import { printExpression } from '../../parser/expression/print.ts';
import { type Checking, termSpan } from './context.ts';
import type { Binding } from './scope.ts';
import { refuseTypes } from './refusals.ts';
import { aType, whatThereIs } from './words.ts';

type NameOrMember = ExpressionOf<'name' | 'member'>;

/** A path of names leads to a binding; from a value on, members are read from the value. */
type Resolution = { readonly binding: Binding } | { readonly term: Term };

export function checkName(checking: Checking, expression: NameOrMember): Term | undefined {
  const resolution = resolve(checking, expression);
  if (!resolution) return undefined;
  return 'term' in resolution ? resolution.term : termOf(checking, resolution.binding, expression);
}

/** The secret that an expression is, alone. */
export function secretOf(
  checking: Checking,
  expression: Expression,
): Extract<Binding, { kind: 'secret' }> | undefined {
  if (expression.kind !== 'member' || expression.of.kind !== 'name') return undefined;
  const owner = checking.bindings.get(expression.of.name);
  const key = plainText(expression.key);
  const binding = owner?.kind === 'namespace' && key !== undefined ? owner.members.get(key) : undefined;
  return binding?.kind === 'secret' ? binding : undefined;
}

function resolve(checking: Checking, expression: NameOrMember): Resolution | undefined {
  if (expression.kind === 'name') {
    const binding = checking.bindings.get(expression.name);
    if (binding) return { binding };
    reportUnknownName(checking, expression);
    return undefined;
  }
  const { of } = expression;
  const owner =
    of.kind === 'name' || of.kind === 'member' ? resolve(checking, of) : asResolution(checking.check(of));
  if (!owner) return undefined;
  if ('binding' in owner && owner.binding.kind === 'namespace')
    return memberOfNamespace(checking, owner.binding, expression);
  const term = 'term' in owner ? owner.term : termOf(checking, owner.binding, of);
  return asResolution(term && memberOfValue(checking, term, expression));
}

function asResolution(term: Term | undefined): Resolution | undefined {
  return term && { term };
}

function termOf(checking: Checking, binding: Binding, expression: Expression): Term | undefined {
  const { span } = expression;
  switch (binding.kind) {
    case 'fact':
      return checking.read(binding.fact, span);
    case 'constant':
      return { op: 'const', type: binding.type, value: binding.value, span: termSpan(span) };
    case 'local':
      return { op: 'local', name: printExpression(expression), type: binding.type, span: termSpan(span) };
    case 'refused':
      checking.report(binding.code, binding.message, span, { help: binding.help });
      return undefined;
    case 'secret':
      checking.report('SEN1405', `the secret \`${printExpression(expression)}\` cannot be read here`, span, {
        help: 'a secret stands alone in `${…}`, at a place that takes secrets, such as a header',
      });
      return undefined;
    case 'namespace':
      if (binding.self) return checking.read(binding.self, span);
      checking.report('SEN1402', `\`${printExpression(expression)}\` has no value of its own`, span, {
        help: `write a member behind it; ${whatThereIs(binding.members.keys())}`,
      });
      return undefined;
  }
}

type Namespace = Extract<Binding, { readonly kind: 'namespace' }>;

function memberOfNamespace(
  checking: Checking,
  namespace: Namespace,
  { of, key, dotted }: ExpressionOf<'member'>,
): Resolution | undefined {
  const name = plainText(key);
  if (name === undefined) {
    checking.report(
      'SEN1402',
      `a member of \`${printExpression(of)}\` is chosen when the policy is written`,
      key.span,
      {
        help: `write its name; ${whatThereIs(namespace.members.keys())}`,
      },
    );
    return undefined;
  }
  const binding = namespace.members.get(name);
  if (binding) return { binding };
  reportUnknownMember(checking, described(namespace, of), { name, span: key.span, dotted }, [
    ...namespace.members.keys(),
  ]);
  return undefined;
}

/** `the probe `disk``, or only the name where it says as much: ``git``, ``git.release_tag``. */
function described({ label }: Namespace, owner: Expression): string {
  const name = printExpression(owner);
  return name.split('.').includes(label) ? `\`${name}\`` : `the ${label} \`${name}\``;
}

/** A field of a record by a name, an item of a list by a number, either of untyped data. */
function memberOfValue(checking: Checking, of: Term, expression: ExpressionOf<'member'>): Term | undefined {
  const key = checking.check(expression.key);
  if (!key) return undefined;
  const type = memberType(checking, of, key, expression);
  return type && { op: 'member', of, key, type, span: termSpan(expression.span) };
}

function memberType(
  checking: Checking,
  of: Term,
  key: Term,
  expression: ExpressionOf<'member'>,
): Type | undefined {
  const { type } = of;
  const owner = printExpression(expression.of);
  const { span } = expression.key;
  if (isList(type)) {
    if (key.type === 'number' || key.type === 'any') return type.list;
    return refuseTypes(checking, `\`${owner}\` is a list, whose items are chosen by number`, span, {
      help: `write \`${owner}[0]\`, or ask all of them: \`all(${owner}, x => …)\``,
    });
  }
  if (type === 'any') {
    if (key.type === 'string' || key.type === 'number' || key.type === 'any') return 'any';
    return refuseTypes(
      checking,
      `a member is chosen by a string or a number, not by ${aType(key.type)}`,
      span,
    );
  }
  if (!isRecord(type))
    return refuseTypes(checking, `\`${owner}\` is ${aType(type)} and has no members`, expression.span);
  if (key.op !== 'const' || typeof key.value !== 'string')
    return refuseTypes(checking, `a field of \`${owner}\` is chosen when the policy is written`, span, {
      help: `write its name; ${whatThereIs(Object.keys(type.record))}`,
    });
  if (Object.hasOwn(type.record, key.value)) return type.record[key.value];
  reportUnknownMember(
    checking,
    `\`${owner}\``,
    { name: key.value, span, dotted: expression.dotted },
    Object.keys(type.record),
  );
  return undefined;
}

/** The text of an expression that is one without interpolation. */
export function plainText(key: Expression): string | undefined {
  if (key.kind !== 'text') return undefined;
  const [part, more] = key.parts;
  if (!part) return '';
  return !more && isLiteralPart(part) ? part.value : undefined;
}

function reportUnknownMember(
  checking: Checking,
  owner: string,
  { name, span, dotted }: { readonly name: string; readonly span: Span; readonly dotted: boolean },
  members: readonly string[],
): void {
  const meant = didYouMean(name, members);
  const there = whatThereIs(members);
  checking.report('SEN1402', `${owner} has no \`${name}\``, span, {
    help: meant === undefined ? there : `did you mean \`${meant}\`? ${there}`,
    suggestion: meant === undefined ? undefined : replacement(span, dotted ? meant : `"${meant}"`),
  });
}

const absent = new Set(['null', 'nil', 'none', 'None', 'undefined', 'NULL']);

function reportUnknownName(checking: Checking, { name, span }: ExpressionOf<'name'>): void {
  if (absent.has(name)) {
    checking.report('SEN1401', `there is no \`${name}\``, span, {
      help: 'what is not there is unknown: ask `is known` or `is not known`',
    });
    return;
  }
  const owned = [...checking.bindings].flatMap(([owner, binding]) =>
    binding.kind === 'namespace' && binding.members.has(name) ? [`${owner}.${name}`] : [],
  );
  const meant =
    owned.length === 1 ? owned[0] : didYouMean(name, ['true', 'false', ...checking.bindings.keys()]);
  const known = [...checking.bindings].flatMap(([key, { kind }]) => (kind === 'refused' ? [] : [key]));
  checking.report('SEN1401', `nothing is called \`${name}\``, span, {
    help:
      meant !== undefined
        ? `did you mean \`${meant}\`?`
        : known.length === 0
          ? 'a value is wanted here, not a name'
          : whatThereIs(known),
    suggestion: meant === undefined ? undefined : replacement(span, meant),
  });
}

function replacement(span: Span, text: string) {
  return { title: `write \`${text}\``, edits: [{ span, text }], safe: false };
}
