/** What a policy gives names to, and every place where such a name stands. */
import type { Catalog } from '../../plan/descriptor.ts';
import type { Span } from '../../plan/span.ts';
import type { DocumentNode, EntryNode, ScalarNode } from '../../parser/document.ts';
import { type Argument, type Expression, isLiteralPart, partsOf } from '../../parser/expression/ast.ts';
import { innerSpan, expressionsIn } from './embedded.ts';
import { ITEM, type Path } from './schema.ts';
import { walkDocument } from './walk.ts';

export type SymbolKind =
  'probe' | 'setting' | 'secret' | 'input' | 'score' | 'environment' | 'gate' | 'rollout' | 'variable';

export interface Occurrence {
  readonly kind: SymbolKind;
  readonly name: string;
  /** The name alone, without quotes. */
  readonly span: Span;
  readonly role: 'definition' | 'reference';
  /** Of a variable: where it is known. Variables of two such places are different. */
  readonly within?: Span;
}

const sections: ReadonlyMap<string, SymbolKind> = new Map([
  ['probes', 'probe'],
  ['settings', 'setting'],
  ['secrets', 'secret'],
  ['inputs', 'input'],
  ['scores', 'score'],
  ['gates', 'gate'],
  ['rollouts', 'rollout'],
]);

/** All occurrences, in the order of the document. */
export function occurrencesIn(document: DocumentNode, catalog: Catalog): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const bare = bareNames(document);
  /** The variable of `each`, in the body of whose probe we are. */
  let variable: Occurrence | undefined;
  walkDocument(document, catalog, {
    entry(entry, path) {
      if (path.length === 2 && path[0] === 'probes') variable = variableOf(entry);
      const defined = definitionAt(entry, path);
      if (defined) found.push(defined);
      if (variable && path.length === 4 && path[2] === 'each') found.push(variable);
    },
    scalar(node, path, schema) {
      const named = nameAt(node, path);
      if (named) found.push(named);
      const own = path[0] === 'probes' && variable ? new Map([[variable.name, variable]]) : noVariables;
      for (const expression of expressionsIn(node, schema)) collect(expression, bare, own, found);
    },
  });
  return found;
}

/** Whether two occurrences are of one thing. */
export function sameSymbol(a: Occurrence, b: Occurrence): boolean {
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    a.within?.start === b.within?.start &&
    a.within?.end === b.within?.end
  );
}

type Variables = ReadonlyMap<string, Occurrence>;
const noVariables: Variables = new Map();

/** What is called without a prefix. */
function bareNames(document: DocumentNode): ReadonlyMap<string, SymbolKind> {
  const names = new Map<string, SymbolKind>();
  for (const section of ['inputs', 'scores', 'probes'] as const)
    for (const { key } of entriesOf(document, section))
      names.set(key.text, sections.get(section) as SymbolKind);
  return names;
}

function entriesOf(node: DocumentNode, key: string): readonly EntryNode[] {
  const value = node.kind === 'map' ? node.entries.find((entry) => entry.key.text === key)?.value : undefined;
  return value?.kind === 'map' ? value.entries : [];
}

function variableOf({ value }: EntryNode): Occurrence | undefined {
  const [first] = entriesOf(value, 'each');
  return (
    first && {
      kind: 'variable',
      name: first.key.text,
      span: innerSpan(first.key),
      role: 'definition',
      within: value.span,
    }
  );
}

/** A key that gives a name to its block, or that is the name of an environment. */
function definitionAt({ key }: EntryNode, path: Path): Occurrence | undefined {
  const [section = ''] = path;
  const kind = path.length === 2 ? sections.get(section) : undefined;
  if (kind) return { kind, name: key.text, span: innerSpan(key), role: 'definition' };
  if (section === 'settings' && path.length === 4 && path[2] === 'per_env')
    return { kind: 'environment', name: key.text, span: innerSpan(key), role: 'reference' };
  return undefined;
}

/** A value that is a name. */
function nameAt(node: ScalarNode, path: Path): Occurrence | undefined {
  const named = (kind: SymbolKind, role: Occurrence['role']): Occurrence => ({
    kind,
    name: node.text,
    span: innerSpan(node),
    role,
  });
  if (path.at(-1) !== ITEM) return undefined;
  const list = path.at(-2);
  if (list === 'environments') return named('environment', path.length === 2 ? 'definition' : 'reference');
  if (list === 'exit') return named('gate', 'reference');
  return path[0] === 'groups' && list === 'rollouts' ? named('rollout', 'reference') : undefined;
}

const sides = new Set(['canary', 'stable']);

function collect(
  expression: Expression,
  bare: ReadonlyMap<string, SymbolKind>,
  variables: Variables,
  found: Occurrence[],
): void {
  switch (expression.kind) {
    case 'name': {
      const { name, span } = expression;
      const variable = variables.get(name);
      const kind = bare.get(name);
      if (variable) found.push({ ...variable, span, role: 'reference' });
      else if (kind) found.push({ kind, name, span, role: 'reference' });
      return;
    }
    case 'member': {
      const member = prefixed(expression, variables, bare);
      if (member) found.push(member);
      break;
    }
    case 'call':
      for (const argument of expression.args) collectArgument(argument, bare, variables, found);
      return;
    case 'compare':
      if (isReleaseEnv(expression.left)) found.push(...environmentsIn(expression.right));
      if (isReleaseEnv(expression.right)) found.push(...environmentsIn(expression.left));
      break;
    case 'in':
      if (isReleaseEnv(expression.item)) found.push(...environmentsIn(expression.list));
      break;
    default:
  }
  for (const part of partsOf(expression)) collect(part, bare, variables, found);
}

function collectArgument(
  argument: Argument,
  bare: ReadonlyMap<string, SymbolKind>,
  variables: Variables,
  found: Occurrence[],
): void {
  if (argument.kind !== 'lambda') {
    collect(argument, bare, variables, found);
    return;
  }
  const { parameter, body, span } = argument;
  const own: Occurrence = {
    kind: 'variable',
    name: parameter.value,
    span: parameter.span,
    role: 'definition',
    within: span,
  };
  found.push(own);
  collect(body, bare, new Map(variables).set(own.name, own), found);
}

/** `settings.x`, `secrets.x`, `canary.probe`. */
function prefixed(
  { of, key }: Extract<Expression, { kind: 'member' }>,
  variables: Variables,
  bare: ReadonlyMap<string, SymbolKind>,
): Occurrence | undefined {
  const part = key.kind === 'text' && key.parts.length === 1 ? key.parts[0] : undefined;
  if (of.kind !== 'name' || variables.has(of.name) || !part || !isLiteralPart(part)) return undefined;
  const { value: name, span } = part;
  const member = (kind: SymbolKind): Occurrence => ({ kind, name, span, role: 'reference' });
  if (of.name === 'settings') return member('setting');
  if (of.name === 'secrets') return member('secret');
  if (of.name === 'deployed') return member('environment');
  return sides.has(of.name) && bare.get(name) === 'probe' ? member('probe') : undefined;
}

function isReleaseEnv(expression: Expression): boolean {
  if (expression.kind !== 'member' || expression.of.kind !== 'name') return false;
  const [part] = expression.key.kind === 'text' ? expression.key.parts : [];
  return (
    expression.of.name === 'release' && part !== undefined && isLiteralPart(part) && part.value === 'env'
  );
}

/** A text, or a list of texts, that `release.env` is compared with. */
function environmentsIn(expression: Expression): readonly Occurrence[] {
  if (expression.kind === 'list') return expression.items.flatMap(environmentsIn);
  if (expression.kind !== 'text' || expression.parts.length !== 1) return [];
  const [part] = expression.parts;
  return part && isLiteralPart(part)
    ? [{ kind: 'environment', name: part.value, span: part.span, role: 'reference' }]
    : [];
}
