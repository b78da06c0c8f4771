/** Seeds that failed once, kept with what they needed; each is simulated in every run of the tests. */
import type { Fault } from './faults.ts';

export interface Regression {
  readonly seed: number;
  readonly events: number;
  readonly without?: readonly Fault[];
  /** What was wrong. */
  readonly about: string;
}

export const regressions: readonly Regression[] = [
  { seed: 12, events: 200, about: 'drift and a roll-back in the same look' },
  { seed: 23, events: 200, about: 'a hold went on while drift was put back' },
  { seed: 50, events: 200, about: 'a stage that was left out came back after a pause' },
  { seed: 59, events: 200, about: 'one unreadable look kept a stage without checks for ever' },
  { seed: 78, events: 200, about: 'a retry before the first stage completed the rollout' },
  { seed: 90, events: 200, about: 'a rise was asked for again in a freeze' },
  { seed: 122, events: 200, about: 'drift that was put back revived what had failed' },
  { seed: 252, events: 200, about: 'a stage that was extended too long could not be resumed' },
  { seed: 322, events: 200, about: 'an exit gate that failed acted one look late' },
  { seed: 969, events: 200, about: 'going on made it forget that the traffic cannot be read' },
  { seed: 1219, events: 200, about: 'who asked to go back during a roll-back was tried again' },
  { seed: 1502, events: 200, about: 'a rise that was held back kept drift from being put back' },
  { seed: 1755, events: 200, about: 'a stage that was left out was waited for, and went back' },
  { seed: 2162, events: 200, about: 'drift after a release was handed back was left as it is' },
  { seed: 6208, events: 200, about: 'an exit gate that failed as stable took over acted one look late' },
  { seed: 16552, events: 200, about: 'what someone raised was not lowered in a freeze' },
  { seed: 32365, events: 200, about: 'a retry made it forget that the traffic cannot be read' },
  {
    seed: 108096,
    events: 200,
    about: 'an abort while the last look is under way is refused, and was waited for',
  },
  { seed: 295032, events: 200, about: 'half of a way down was taken for a rise' },
  { seed: 523776, events: 200, about: 'who stood still since before was blamed for its lease' },
  { seed: 756440, events: 200, about: 'a freeze that was announced after the look had asked' },
];
