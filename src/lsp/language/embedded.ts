/** The expressions of a policy: those that are values, and those inside `${…}`, each with the names it may use. */
import type { PolicyScope } from '../../compiler/policy-scope.ts';
import type { Names } from '../../compiler/scope.ts';
import { DiagnosticSink } from '../../plan/diagnostic.ts';
import type { Span } from '../../plan/span.ts';
import type { ScalarNode } from '../../parser/document.ts';
import { type Expression, isExpressionPart } from '../../parser/expression/ast.ts';
import { parseExpression, parseTemplate } from '../../parser/expression/index.ts';
import { holdsExpressions, type Path } from './schema.ts';
import type { ConfigSchema } from '../../plan/descriptor.ts';

/** The expressions of one value; none where it cannot be read, which its diagnostic tells. */
export function expressionsIn(node: ScalarNode, schema: ConfigSchema): readonly Expression[] {
  const held = holdsExpressions(schema);
  const sink = new DiagnosticSink('');
  if (held === 'expression') {
    const expression = node.expression ?? parseExpression(node.text, node.offsets, sink);
    return expression ? [expression] : [];
  }
  if (held === undefined || !node.text.includes('${')) return [];
  const template = node.template ?? parseTemplate(node.text, node.offsets, sink);
  return template?.parts.filter(isExpressionPart) ?? [];
}

/** The names that may be used at a path. */
export function namesAt(path: Path, scope: PolicyScope): Names {
  const [section, name = ''] = path;
  if (section === 'probes') return scope.probe(name);
  if (section === 'rollouts' && path.at(-1) === 'who') return scope.users(name);
  return section === 'rollouts' ? scope.rollout : scope.rule;
}

/** Where the text of a value stands, without its quotes. */
export function innerSpan({ offsets, text }: ScalarNode): Span {
  return { start: offsets.at(0), end: offsets.at(text.length) };
}
