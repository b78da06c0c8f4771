import { cover, type Spanned, spanOf } from '../../plan/span.ts';
import type { DocumentNode, ScalarNode } from '../document.ts';
import type { Expression } from '../expression/ast.ts';
import type { InputBlock } from '../tree.ts';
import type { BlockReader } from './block-reader.ts';
import { defined } from './defined.ts';

export function readInputs(policy: BlockReader): readonly InputBlock[] {
  return policy.identified('inputs', 'an input').map(([name, input]) => {
    const type = readType(input.value('type'));
    return defined({
      kind: 'input' as const,
      name,
      span: input.span,
      type,
      default: readDefault(input, type?.value),
      required: input.boolean('required'),
    });
  });
}

/** `string`, or `[string]` for a list. */
function readType(node: DocumentNode | undefined): Spanned<string> | undefined {
  const [first] = node?.kind === 'list' ? node.items : [];
  const scalar = node?.kind === 'scalar' ? node : first?.value;
  if (node === undefined || scalar?.kind !== 'scalar') return undefined;
  return { value: node.kind === 'list' ? `[${scalar.text}]` : scalar.text, span: node.span };
}

/** Types whose literals YAML has no form for: their text is a literal of the language. */
const literalTypes = new Set(['duration', 'bytes', 'ratio', 'number', 'boolean']);

function readDefault(input: BlockReader, type = 'string'): Expression | undefined {
  const node = input.value('default');
  const itemType = type.replaceAll(/[[\]]/gu, '');
  if (node?.kind === 'scalar') return literal(input, node, itemType);
  if (node?.kind !== 'list') return undefined;
  const items = node.items.flatMap(({ value }) =>
    value.kind === 'scalar' ? (literal(input, value, itemType) ?? []) : [],
  );
  return { kind: 'list', items, span: node.span };
}

function literal(input: BlockReader, node: ScalarNode, type: string): Expression | undefined {
  if (typeof node.value !== 'string' || literalTypes.has(type)) return input.parse(node);
  const inside = cover(spanOf(node.offsets.at(0), node.offsets.at(node.text.length)), node.span);
  return {
    kind: 'text',
    parts: node.text === '' ? [] : [{ value: node.text, span: inside }],
    span: node.span,
  };
}
