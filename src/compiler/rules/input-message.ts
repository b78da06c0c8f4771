import type { Rule } from './context.ts';
import type { InputBlock } from '../../parser/tree.ts';
import { everyPart } from './support/conditions.ts';

/** A gate on something that a person gives says best itself what to give. */
export const inputMessage: Rule = {
  code: 'SEN1219',
  speed: 'fast',
  need: 'whole',
  check({ policy, report }) {
    const inputs = new Set(policy.inputs.filter(hasToBeGiven).map(({ name }) => name.value));
    for (const { name, require, message } of policy.gates) {
      if (message) continue;
      const input = require.flatMap(everyPart).find((part) => part.kind === 'name' && inputs.has(part.name));
      if (input?.kind === 'name')
        report(`the gate \`${name.value}\` does not say what to give for \`${input.name}\``, name.span, {
          help: `add \`message: "…: --set ${input.name}=…"\``,
        });
    }
  },
};

/** An empty default stands for nothing given. */
function hasToBeGiven({ default: preset }: InputBlock): boolean {
  return !preset || (preset.kind === 'text' && preset.parts.length === 0);
}
