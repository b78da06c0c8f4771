import type { LimitBlock, Policy } from '../../parser/tree.ts';
import type { Suggestion } from '../../plan/diagnostic.ts';
import type { LintContext, Rule } from './context.ts';
import { isEnforced, reachesAll } from './support/reach.ts';
import { removal } from './support/removal.ts';

interface Rate {
  readonly limit: LimitBlock;
  readonly written: LimitBlock['atMost'][number];
}

/** A rate that is never reached, because another one admits no more than that. */
export const limitNeverBinds: Rule = {
  code: 'SEN1234',
  speed: 'fast',
  need: 'whole',
  check(context) {
    const { policy, source, report } = context;
    const rates = policy.limits
      .filter((limit) => isEnforced(policy, limit))
      .flatMap((limit) => limit.atMost.map((written): Rate => ({ limit, written })));
    for (const [index, rate] of rates.entries()) {
      const stricter = rates.find(
        (other, place) =>
          place !== index && binds(policy, other, rate) && (place < index || !binds(policy, rate, other)),
      );
      if (!stricter) continue;
      const owner = stricter.limit === rate.limit ? '' : ` of the limit \`${stricter.limit.name.value}\``;
      report(
        `\`${source.slice(rate.written.span)}\` never binds beside \`${source.slice(stricter.written.span)}\`${owner}`,
        rate.written.span,
        {
          help: 'remove it, or admit less',
          related: [{ file: policy.file, span: stricter.written.span, message: 'this is reached first' }],
          suggestion: withoutIt(context, rate, stricter),
        },
      );
    }
  },
};

/** Whether `outer` keeps what `inner` counts within `inner`: its own time, laid end to end, covers the other's. */
function binds(policy: Policy, outer: Rate, inner: Rate): boolean {
  const [a, b] = [outer.written.value, inner.written.value];
  return Math.ceil(b.per / a.per) * a.count <= b.count && countsAll(policy, outer.limit, inner.limit);
}

/** Whether everything that `inner` counts together is counted together by `outer` too. */
function countsAll(policy: Policy, outer: LimitBlock, inner: LimitBlock): boolean {
  if (outer === inner) return true;
  const scope = new Set(inner.by.map(({ value }) => value));
  return !outer.except && reachesAll(policy, outer, inner) && outer.by.every(({ value }) => scope.has(value));
}

function withoutIt({ source }: LintContext, rate: Rate, stricter: Rate): Suggestion | undefined {
  const edit = stricter.limit === rate.limit ? removal(source, rate.written.span) : undefined;
  return edit && { title: 'remove it', edits: [edit], safe: true };
}
