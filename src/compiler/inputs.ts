/** Inputs: values that are given on the command line. */
import { suggestName } from '../plan/did-you-mean.ts';
import type { Input } from '../plan/plan.ts';
import type { Spanned } from '../plan/span.ts';
import type { InputBlock } from '../parser/tree.ts';
import { type CompileContext, locate } from './context.ts';
import { checkConstant } from './expression/index.ts';

type InputType = Input['type'];

const scalarTypes = ['string', 'boolean', 'number', 'ratio', 'duration', 'bytes', 'version'] as const;

export function compileInputs(context: CompileContext): readonly Input[] {
  return context.policy.inputs.flatMap((block) => compileInput(context, block) ?? []);
}

/** Undefined, and reported, when the type is not one. */
function compileInput(context: CompileContext, block: InputBlock): Input | undefined {
  const { name, required, span } = block;
  const type = block.type ? readType(context, block.type) : 'string';
  if (!type) return undefined;
  const preset = block.default && checkConstant(block.default, type, context.sink);
  if (block.default && required?.value)
    context.sink.report(
      'SEN1515',
      `the input \`${name.value}\` is required and has a default`,
      required.span,
      {
        help: 'keep one of them',
      },
    );
  return {
    name: name.value,
    type,
    ...(preset !== undefined && { default: preset }),
    required: required?.value ?? !block.default,
    location: locate(context, span),
  };
}

/** `string`, or `[string]` for a list. */
function readType({ sink }: CompileContext, { value, span }: Spanned<string>): InputType | undefined {
  const [, listed, single] = /^\[\s*(\w+)\s*\]$|^(\w+)$/u.exec(value) ?? [];
  const scalar = scalarTypes.find((name) => name === (listed ?? single));
  if (scalar) return listed === undefined ? scalar : { list: scalar };
  sink.report('SEN1514', `\`${value}\` is not a type of input`, span, {
    help:
      suggestName(value, scalarTypes) ??
      `write ${scalarTypes.map((name) => `\`${name}\``).join(', ')}, or a list: \`[string]\``,
  });
  return undefined;
}
