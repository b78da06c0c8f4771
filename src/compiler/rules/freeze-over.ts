import { entryOf } from '../../parser/document.ts';
import type { FreezeBlock } from '../../parser/tree.ts';
import type { Suggestion } from '../../plan/diagnostic.ts';
import { spanOf } from '../../plan/span.ts';
import type { LintContext, Rule } from './context.ts';
import { LATEST_ZONE_MS, localMs } from './support/local-time.ts';
import { removal } from './support/removal.ts';

/** A freeze whose end has passed everywhere on Earth: it never holds anything back again. */
export const freezeOver: Rule = {
  code: 'SEN1210',
  speed: 'fast',
  check(context) {
    for (const freeze of context.policy.freezes) {
      const { name, window } = freeze;
      if (window.until && localMs(window.until.value) + LATEST_ZONE_MS <= context.now)
        context.report(
          `the freeze \`${name.value}\` ended on ${window.until.value.slice(0, 10)}`,
          name.span,
          {
            help: 'remove it, or set the dates of the next time',
            suggestion: withoutIt(context, freeze),
          },
        );
    }
  },
};

/** Taking the last freeze out would leave an empty block. */
function withoutIt({ policy, source }: LintContext, { name, span }: FreezeBlock): Suggestion | undefined {
  const block = entryOf(policy.document, 'freezes')?.value;
  if (block?.kind !== 'map' || policy.freezes.length === 1) return undefined;
  const comment = entryOf(block, name.value)?.comments.leading[0];
  const edit = removal(source, spanOf(comment?.span.start ?? span.start, span.end));
  return edit && { title: `remove \`${name.value}\``, edits: [edit], safe: false };
}
