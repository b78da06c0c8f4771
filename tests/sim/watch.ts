/** What the driver is asked, and what the traffic really is, against what is durable. */
import type { StoredRollout } from '../../src/runtime/engine/rollout/stored.ts';
import type { Shift } from '../../src/runtime/ports/traffic.ts';
import type { Backend } from './backend.ts';
import type { WallClock } from './clocks.ts';
import type { Law, Violate } from './law.ts';
import { isOver } from './over.ts';
import type { Process } from './process.ts';

export interface WatchParts {
  readonly backend: Backend;
  readonly law: Law;
  readonly clock: WallClock;
  readonly violate: Violate;
}

const goesBack: ReadonlySet<string> = new Set(['abort', 'rollback']);

/** Before the driver does anything. */
export function judgeCall(parts: WatchParts, process: Process, change: Shift): void {
  const { law, violate } = parts;
  const { weight, verb, roles, fence } = change;
  const { doing, look } = process;
  const intent = law.intents.get(fence.intent);
  if (!intent) return violate('intent first', `the driver is asked for ${weight} %, which is not durable`);
  if (intent.to !== weight || intent.verb !== verb)
    violate('intent first', `the driver is asked to ${verb} to ${weight} %, not as intended`);
  if (intent.roles.canary !== roles.canary || intent.roles.stable !== roles.stable)
    violate('intent first', 'the driver is asked for other slots than intended');
  if (fence.epoch !== doing.epoch) violate('one actor', `the epoch ${fence.epoch} is not that of the lease`);
  if (doing.hasLost || process.machine.monotonic() >= doing.heldUntil)
    violate('one actor', 'the driver is asked under a lease that is known to be lost');
  if (!doing.hasRead) violate('fail static', 'the driver is asked for a change before it was read');
  if (!doing.committed)
    return violate('intent first', 'the driver is asked though the commit did not succeed');
  const { record } = doing.committed;
  if (!isRise(process, weight) || law.isReturning) return;
  if (record.latch) violate('roll-back wins', `the driver is asked to rise to ${weight} %, on the way back`);
  if (record.pause) violate('policy', `the driver is asked to rise to ${weight} % while it is paused`);
  const closed = record.stage === 0 ? look.freezes?.starts : look.freezes?.promotions;
  if (closed || isLate(parts, process))
    violate('freeze at each action', `the driver is asked to rise to ${weight} % in a freeze`);
}

/** When it does what it was asked for, or half of it. Whoever stands still cannot call it off. */
export function judgeLanding(parts: WatchParts, process: Process, { fence }: Shift): void {
  const { law, violate } = parts;
  const asked = law.intents.get(fence.intent)?.to ?? 0;
  if (isRise(process, asked) && !law.isReturning && isLate(parts, process) && !process.isStill)
    violate('freeze at each action', `a rise to ${asked} % was not called off for a freeze`);
}

function isRise({ doing, look }: Process, weight: number): boolean {
  const { record } = doing.committed ?? {};
  return (
    record !== undefined &&
    weight > record.weight &&
    !(typeof look.traffic === 'number' && weight <= look.traffic)
  );
}

/** A freeze has closed that was foreseen, as far as an honest clock can tell. */
function isLate({ clock }: WatchParts, { doing, look, machine, clockRead }: Process): boolean {
  const { next, nextStart } = look.freezes ?? {};
  const closes = doing.committed?.record.stage === 0 ? nextStart : next;
  const isJump = clock.forward.some(({ at }) => at >= clockRead.at);
  return closes !== undefined && machine.rate >= 1 && !isJump && clock.now() >= closes;
}

/** After a reconcile in which nothing went wrong and nobody else changed anything. */
export function judgeRest(
  { backend, law, violate }: WatchParts,
  { record, roles }: StoredRollout,
  before: { readonly stored: StoredRollout; readonly asked: readonly string[] },
): void {
  const actual = backend.canary(roles);
  const { weight, intent, latch, phase, intents, repairs } = record;
  if (phase === 'completed' || phase === 'failed') return;
  const most = Math.max(weight, intent?.to ?? 0);
  const isEvicted = backend.isEvicted(roles);
  if (before.stored.record.phase !== 'rolled_back' && phase === 'rolled_back' && latch?.to === 0)
    if (intents > 0 && !isEvicted)
      violate('roll-back wins', 'it went back, and a cookie holds somebody on the canary');
  if (law.isReturning) violate('roll-back unblockable', 'what was stopped is not back on the canary');
  // Put back often enough, it is left to people.
  if (repairs > 3) return;
  if (actual > most) violate('one actor', `the canary takes ${actual} %, and ${most} % is known of`);
  if (latch && intents > 0 && actual > latch.to)
    violate('roll-back wins', `the canary takes ${actual} % after it went back to ${latch.to} %`);
  const wasOver = isOver(before.stored.record);
  if (!wasOver && before.asked.some((kind) => goesBack.has(kind)) && (actual > 0 || phase !== 'rolled_back'))
    violate('roll-back unblockable', `a person asked to go back, and the canary takes ${actual} %, ${phase}`);
}
