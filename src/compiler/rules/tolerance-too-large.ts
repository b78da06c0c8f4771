import type { ChecksBlock, GateBlock, RolloutBlock, Tolerance } from '../../parser/tree.ts';
import type { Spanned } from '../../plan/span.ts';
import { formatDurationLiteral } from '../../plan/units.ts';
import type { LintContext, Rule } from './context.ts';
import { stagesOf } from './support/stages.ts';

/** A tolerance that bears most of what a gate observes, or more than a stage can check. */
export const toleranceTooLarge: Rule = {
  code: 'SEN1227',
  speed: 'fast',
  check(context) {
    for (const gate of context.policy.gates) checkGate(context, gate);
    for (const rollout of context.policy.rollouts) checkRollout(context, rollout);
  },
};

const usualEvery = 15_000;

function checkGate({ report }: LintContext, { for: live, over, every, tolerate }: GateBlock): void {
  const whole = (live ?? over)?.value;
  if (whole === undefined || !tolerate) return;
  const step = every?.value ?? Math.min(usualEvery, whole);
  const observations = Math.floor(whole / step) + 1;
  if (tolerate.value * 2 > observations && tolerate.value < observations)
    report(`${tolerate.value} of ${observations} observations may fail`, tolerate.span, {
      help: `the gate passes while most of them fail; write at most \`${Math.floor(observations / 2)}\``,
    });
}

function checkRollout(context: LintContext, rollout: RolloutBlock): void {
  const told = new Set<Spanned<Tolerance>>();
  for (const { hold, checks = rollout.checks } of stagesOf(rollout)) {
    const fit = hold && checks && checksWithin(hold.value, checks);
    if (!fit) continue;
    for (const tolerate of [checks.tolerate, rollout.rollback?.tolerate]) {
      if (!tolerate || told.has(tolerate) || tolerate.value.count < fit) continue;
      told.add(tolerate);
      context.report(
        `only ${fit} checks fit into the hold of ${formatDurationLiteral(hold.value)}, and ${tolerate.value.count} of them may fail`,
        tolerate.span,
        {
          help: 'tolerate fewer, hold longer, or check more often',
          related: [{ file: context.policy.file, span: hold.span, message: 'the hold' }],
        },
      );
    }
  }
}

/** How many checks are made in a hold; undefined where none is, or their time is not said. */
function checksWithin(hold: number, { every, warmup }: ChecksBlock): number | undefined {
  const fit = every ? Math.floor((hold - (warmup?.value ?? 0)) / every.value) : 0;
  return fit > 0 ? fit : undefined;
}
