/** Environments: the policy's own list, and the blocks that name some of them. */
import type { Spanned } from '../plan/span.ts';
import { suggestEnvironment } from '../plan/suggest-environment.ts';
import type { CompileContext } from './context.ts';
import { reportRepeated } from './names.ts';

export function compileEnvironments(context: CompileContext): readonly string[] {
  const written = context.policy.environments ?? [];
  reportRepeated(context, 'environment', written);
  return written.map(({ value }) => value);
}

/** The environments of one block; those that the policy does not declare are reported. */
export function checkEnvironments(
  context: CompileContext,
  written: readonly Spanned<string>[] | undefined,
): readonly string[] | undefined {
  if (written === undefined) return undefined;
  reportRepeated(context, 'environment', written);
  for (const name of written) checkEnvironment(context, name);
  return written.map(({ value }) => value);
}

export function checkEnvironment({ policy, sink }: CompileContext, { value, span }: Spanned<string>): void {
  const declared = (policy.environments ?? []).map((environment) => environment.value);
  if (declared.includes(value)) return;
  const meant = suggestEnvironment(value, declared);
  const listed = declared.map((name) => `\`${name}\``).join(', ');
  sink.report('SEN1504', `\`${value}\` is not an environment of this policy`, span, {
    help:
      meant !== undefined
        ? `did you mean \`${meant}\`?`
        : declared.length > 0
          ? `it declares ${listed}`
          : `declare it: \`environments: [${value}]\``,
  });
}
