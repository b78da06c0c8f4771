/** `status`: where rollouts stand, once or again and again until it is what was asked for. */
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import { eventStream } from '../../runtime/engine/events.ts';
import { isNotable, skewText } from '../../runtime/core/rollout/skew.ts';
import { isOver } from '../../runtime/core/rollout/turn.ts';
import { nameOf, type RolloutStatus, statusOf } from '../../runtime/engine/rollout/status.ts';
import type { StoredRollout } from '../../runtime/engine/rollout/stored.ts';
import { verdictOf } from '../../runtime/engine/verdicts.ts';
import type { Stores } from '../../runtime/engine/world.ts';
import type { Host } from '../host.ts';
import { refuse } from '../refusal.ts';
import type { StatusReport } from '../report.ts';
import type { StatusRequest } from '../requests.ts';
import { planOf } from '../rollout/open.ts';
import { Changes } from './changes.ts';
import { chosenBy, storedRollouts, theOne, theOnes } from './choose.ts';
import { SKEW_HELP } from '../store/stores.ts';
import { inStore } from './open-store.ts';

/** Between two looks at the store. */
const LOOK_EVERY = 1_000;

export async function status(request: StatusRequest, host: Host): Promise<StatusReport> {
  return inStore(request, host, async ({ stores, access }) => {
    const reached = request.watch && (await watch(request, stores, host));
    const all = await storedRollouts(stores);
    const isChosen = chosenBy(request.choice);
    const chosen = all.filter(({ identity, membership }) => isChosen(identity, membership?.name));
    // A name that fits nothing is told with those that there are.
    if (chosen.length === 0 && request.choice.name !== undefined) theOnes(all, request.choice, () => true);
    return {
      rollouts: await Promise.all(chosen.map((stored) => statusIn(stores, stored))),
      store: access.choice.state.shown,
      diagnostics: [...access.takeDiagnostics(), ...chosen.flatMap(clocksApart)],
      ...(reached !== false && { reached: reached === 'reached' }),
    };
  });
}

/** Where it is looked after may be another machine than this one. */
function clocksApart({ identity, moment, record }: StoredRollout): readonly Diagnostic[] {
  if (isOver(record) || !isNotable(moment)) return [];
  const machine = `the machine that looked after ${nameOf(identity)} last`;
  return [diagnostic('SEN2405', skewText(moment.skew ?? 0, machine), undefined, { help: SKEW_HELP })];
}

export async function statusIn(stores: Stores, stored: StoredRollout): Promise<RolloutStatus> {
  const [{ rollout }, verdict] = await Promise.all([
    planOf({ stores }, stored),
    verdictOf(stores.state, stored),
  ]);
  const { revoked = false, safe, failure } = verdict ?? {};
  const isRevoked = revoked && failure && safe?.attempts.includes(stored.attempt) === true;
  return { ...statusOf(stored, rollout), ...(isRevoked && { revoked: failure }) };
}

/** Tells of one rollout until it is where it was asked to be, cannot come there any more, or the time is over. */
async function watch(
  { choice, until, timeout = Infinity, signal, listener }: StatusRequest,
  stores: Stores,
  { clock }: Host,
): Promise<'reached' | 'missed'> {
  const emit = eventStream(clock, listener);
  const end = clock.monotonic() + timeout;
  const first = theOne(await storedRollouts(stores), choice, ({ record }) => !isOver(record));
  const isThis = (stored: StoredRollout) =>
    JSON.stringify(stored.identity) === JSON.stringify(first.identity);
  const changes = new Changes(stores, (await stores.state.head()).seq);
  let last = '';
  for (;;) {
    signal.throwIfAborted();
    const stored = (await storedRollouts(stores)).find(isThis);
    if (!stored) refuse('SEN2607', 'the rollout is gone from the store');
    const events = await changes.of(new Set([stored.attempt]));
    const now = await statusIn(stores, stored);
    for (const body of events) emit(body);
    if (JSON.stringify(now) !== last) emit({ type: 'rollout.status', status: now });
    last = JSON.stringify(now);
    const over = isOver(stored.record);
    if (until === undefined ? over : now.phase === until) return 'reached';
    if (over || clock.monotonic() >= end) return 'missed';
    await clock.sleep(Math.min(LOOK_EVERY, end - clock.monotonic()), signal);
  }
}
