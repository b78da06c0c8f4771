/** What a play came to, and where that is not what a case expects of its rollout. */
import { audienceNames, positionText, weightIn } from '../../plan/assignment.ts';
import { TRUE } from '../../plan/kleene.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { formatDuration } from '../../plan/units.ts';
import type { Look } from '../play/play.ts';
import type { TestCase } from './case.ts';
import { type Difference, type ExplainedCondition, explained, holds } from './difference.ts';

export class Trail {
  readonly #from: number;
  readonly #reached = new Map<string, number>();
  readonly #events: string[] = [];
  #phase = 'pending';
  #waits: readonly string[] = [];
  readonly #weights: { readonly after: number; readonly weight: number }[] = [];
  /** What the checks said when they last did not pass. */
  #explained: readonly ExplainedCondition[] = [];

  constructor(from: number) {
    this.#from = from;
  }

  follow(look: Look): void {
    const { at, record, events, refused, checks } = look;
    const after = at - this.#from;
    this.#phase = record.phase;
    this.#waits = record.waits.map(({ why }) => why);
    if (!this.#reached.has(record.phase)) this.#reached.set(record.phase, after);
    this.#weights.push({ after, weight: Math.max(record.weight, record.intent?.to ?? 0) });
    for (const event of events)
      if (event.type !== 'shift.intended' && (event.type !== 'checks.observed' || event.to !== 'pass'))
        this.#tell(`${formatDuration(after)}: ${event.type.replace(/[._]/gu, ' ')}: ${event.why}`);
    for (const { request, why } of refused)
      this.#tell(`${formatDuration(after)}: ${request.kind} is refused: ${why}`);
    if (checks && (checks.passed !== TRUE || checks.trigger === TRUE))
      this.#explained = explainedChecks(look);
  }

  /** The last of a kind that repeats stands for all. */
  #tell(text: string): void {
    const said = text.slice(text.indexOf(': '));
    const before = this.#events.at(-1);
    if (before !== undefined && before.endsWith(said)) this.#events.pop();
    this.#events.push(text);
  }

  differences({ expect }: TestCase, rollout: Rollout): readonly Difference[] {
    const { phase, within, maxWeights } = expect;
    const { file } = rollout.location;
    const names = audienceNames(rollout.assignment);
    const shared = {
      reasons: [...this.#events.slice(-12), ...this.#waits.map((why) => `it waits: ${why}`)],
      explained: this.#explained.map((one) => ({ ...one, file })),
    };
    const differences: Difference[] = [];
    const reached = phase === undefined ? undefined : this.#reached.get(phase);
    const isMet = within === undefined ? this.#phase === phase : reached !== undefined && reached <= within;
    if (phase !== undefined && !isMet)
      differences.push({
        ...shared,
        about: 'phase',
        expected: within === undefined ? phase : `${phase} within ${formatDuration(within)}`,
        actual:
          reached === undefined || within === undefined
            ? this.#phase
            : `${phase} after ${formatDuration(reached)}`,
      });
    for (const { most, audience } of maxWeights) {
      const shares = this.#weights.map(({ weight, after }) => ({
        share: shareOf(rollout, weight, audience),
        after,
      }));
      const highest = Math.max(0, ...shares.map(({ share }) => share));
      if (highest <= most) continue;
      const text = (share: number): string => positionText((audience ?? 0) * 100 + share, names);
      const first = shares.find(({ share }) => share === highest)?.after ?? 0;
      differences.push({
        // The trail is told once.
        ...(differences.length === 0 ? shared : { reasons: [], explained: [] }),
        about: 'max_weight',
        expected: `${text(most)} at most`,
        actual: `${text(highest)} after ${formatDuration(first)}`,
      });
    }
    return differences;
  }
}

/** Percent, of everybody or of one audience, by index. */
function shareOf({ assignment }: Rollout, weight: number, audience: number | undefined): number {
  const one = audience === undefined ? undefined : assignment?.audiences[audience];
  return one && audience !== undefined ? weightIn(one, audience, weight) : weight;
}

function explainedChecks({ sight, record, checks }: Look): readonly ExplainedCondition[] {
  const { rollout } = sight;
  const { file } = rollout.location;
  const own = rollout.stages[record.stage]?.checks?.require ?? [];
  const open = own.filter((condition) => !holds(condition, sight.evidence));
  const { when } = rollout.rollback;
  return explained([...open, ...(when && checks?.trigger === TRUE ? [when] : [])], file, sight.evidence);
}
