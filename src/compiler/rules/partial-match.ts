import { conditionsOf, everyPart } from './support/conditions.ts';
import type { Suggestion } from '../../plan/diagnostic.ts';
import { type Span, spanOf } from '../../plan/span.ts';
import type { Rule } from './context.ts';

/** A pattern without `^` and `$` is found anywhere in what a person gave: `not-OPS-1-really` fits `/OPS-[0-9]+/`. */
export const partialMatch: Rule = {
  code: 'SEN1222',
  speed: 'fast',
  check({ policy, source, report }) {
    const inputs = new Set(policy.inputs.map(({ name }) => name.value));
    for (const part of conditionsOf(policy).flatMap(everyPart)) {
      if (part.kind !== 'matches' || part.of.kind !== 'name' || !inputs.has(part.of.name)) continue;
      const { source: pattern, span } = part.pattern;
      if (/^(?:\^|\\A|\.\*)|(?:\$|\\z|\.\*)$/u.test(pattern)) continue;
      report(`\`${source.slice(span)}\` is looked for anywhere in \`${part.of.name}\``, span, {
        help: `write \`/^${pattern}$/\` for the whole of it`,
        suggestion: pattern.includes('|') ? undefined : anchored(span, source.slice(span)),
      });
    }
  },
};

function anchored({ start }: Span, written: string): Suggestion {
  const close = start + written.lastIndexOf('/');
  return {
    title: 'match the whole text',
    edits: [
      { span: spanOf(start + 1, start + 1), text: '^' },
      { span: spanOf(close, close), text: '$' },
    ],
    safe: false,
  };
}
