/** The verdict of a freeze about a start or a promotion. */
import type { Reason } from '../../plan/decision.ts';
import { isUnknown, type Known } from '../../plan/value.ts';
import type { Freeze, FrozenAction } from '../../plan/window.ts';
import { whySkipped } from './applies.ts';
import type { Evidence } from './evidence.ts';
import type { RuleFinding } from './finding.ts';
import { comingText } from './local-text.ts';
import type { Standing } from './time/index.ts';

/** Why a freeze is not asked about an action. */
export function whyFreezeSkipped(
  freeze: Freeze,
  environment: string | undefined,
  evidence: Evidence,
  action: FrozenAction = 'start',
): Reason | undefined {
  if (!freeze.blocks.includes(action)) return { text: otherAction[action], span: freeze.location.span };
  return whySkipped(freeze, environment, evidence);
}

const otherAction: Readonly<Record<FrozenAction, string>> = {
  start: 'it stops promotions only, and this is a start',
  promote: 'it stops starts only, and this is a promotion',
};

/** A freeze that is asked. What is not known stops, as what is known to be frozen does. */
export function judgeFreeze(freeze: Freeze, standing: Known<Standing>, at: number): RuleFinding {
  const { span } = freeze.location;
  const failing = (text: string): RuleFinding => ({
    verdict: 'fail',
    reasons: [{ text, span }],
    warnings: [],
  });
  if (isUnknown(standing)) return failing(`whether it is frozen is unknown: ${standing.reason}`);
  if (!standing.frozen) return { verdict: 'pass', reasons: [], warnings: [] };
  const { until } = standing;
  return { ...failing(frozenText(freeze, until, at)), ...(until !== undefined && { until }) };
}

/** `frozen until Tue 1 Dec 00:00 New York (in 3 d 4 h): peak trading` */
function frozenText({ timezone, reason }: Freeze, until: number | undefined, at: number): string {
  const end =
    until === undefined ? 'with no end that is foreseen' : `until ${comingText(until, timezone, at)}`;
  return `frozen ${end}${reason === undefined ? '' : `: ${reason}`}`;
}
