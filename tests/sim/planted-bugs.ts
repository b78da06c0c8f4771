/**
 * Mistakes that the simulator must be able to find, each with what it breaks. They are put into a copy of one source file
 * while it is loaded (`plant.ts`), or around what the engine is given (`world.ts`); the program itself knows nothing of them.
 */

/** What must hold: the invariants by their short names. */
export type Invariant =
  | 'ceiling'
  | 'intent first'
  | 'one actor'
  | 'roll-back wins'
  | 'roll-back unblockable'
  | 'no data, no go'
  | 'confirmed, then counted'
  | 'time never shortened'
  | 'freeze at each action'
  | 'idempotent recovery'
  | 'fail static'
  | 'liveness'
  | 'policy';

export interface PlantedBug {
  readonly name: string;
  readonly breaks: Invariant;
  /** Replacements in one file below `src/`; each text must be there exactly once. */
  readonly file?: string;
  readonly patches?: readonly (readonly [from: string, to: string])[];
  /** Or a mistake of whoever puts the engine's world together. */
  readonly composition?: Composition;
}

export type Composition = 'freezes kept' | 'acknowledged before the commit' | 'the living are taken for dead';

const core = 'runtime/core/rollout';
const engine = 'runtime/engine/rollout';

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: 'hold a minute short',
    breaks: 'time never shortened',
    file: `${core}/progress.ts`,
    patches: [['if (held < hold)', 'if (held + 60_000 < hold)']],
  },
  {
    name: 'dwell forgotten',
    breaks: 'time never shortened',
    file: `${core}/progress.ts`,
    patches: [['if (sinceRise < rollout.dwell)', 'if (sinceRise < 0)']],
  },
  {
    name: 'cooldown forgotten',
    breaks: 'time never shortened',
    file: `${core}/progress.ts`,
    patches: [['return since < rollout.cooldown', 'return since < 0']],
  },
  {
    name: 'cooldown lost with a new start',
    breaks: 'time never shortened',
    file: `${core}/advance.ts`,
    patches: [['before?.wentBackAt !== undefined', 'false']],
  },
  {
    name: 'roll-back without its time',
    breaks: 'time never shortened',
    file: `${core}/retreat.ts`,
    patches: [['{ wentBackAt: clock, observed: freshStage }', '{ observed: freshStage }']],
  },
  {
    name: 'time of the wall clock',
    breaks: 'time never shortened',
    file: `${core}/credit.ts`,
    patches: [['before.boot === now.boot', 'false']],
  },
  {
    name: 'time runs backwards',
    breaks: 'time never shortened',
    file: `${core}/credit.ts`,
    patches: [['Math.max(0, passed)', 'passed']],
  },
  {
    name: 'hold counted while failing',
    breaks: 'time never shortened',
    file: `${core}/time.ts`,
    patches: [['passing === true', 'passing !== undefined']],
  },
  {
    name: 'a slow answer of the store credited twice',
    breaks: 'time never shortened',
    file: `${core}/credit.ts`,
    patches: [['now.wall - now.took - before.wall', 'now.wall - before.wall']],
  },
  {
    name: 'unknown passes',
    breaks: 'no data, no go',
    file: `${core}/checks.ts`,
    patches: [
      ['passing: passed === TRUE', 'passing: passed !== FALSE'],
      ['const open = passed === UNKNOWN || trigger === UNKNOWN', 'const open = false'],
    ],
  },
  {
    name: 'no observation needed',
    breaks: 'no data, no go',
    file: `${core}/progress.ts`,
    patches: [['else if (checks && passing === undefined)', 'else if (false)']],
  },
  {
    name: 'a failing observation does not keep',
    breaks: 'no data, no go',
    file: `${core}/progress.ts`,
    patches: [['else if (checks && passing === false)', 'else if (false)']],
  },
  {
    name: 'observations carried through the confirmation',
    breaks: 'no data, no go',
    file: `${core}/traffic.ts`,
    patches: [
      [
        'observed: { ...freshStage, since: clock }',
        'observed: { ...record.observed, since: clock, passing: true }',
      ],
    ],
  },
  {
    name: 'promoted without knowing',
    breaks: 'no data, no go',
    file: `${core}/requests.ts`,
    patches: [['record.observed.passing !== true', 'false']],
  },
  {
    name: 'warm-up skipped',
    breaks: 'no data, no go',
    file: `${core}/needs.ts`,
    patches: [['watched.since + warmup', 'watched.since']],
  },
  {
    name: 'moved to a stable side that is not known to run the release',
    breaks: 'no data, no go',
    file: `${core}/handover.ts`,
    patches: [['return seen.identity === TRUE', 'return true']],
  },
  {
    name: 'completed while cookies hold users on the canary',
    breaks: 'policy',
    file: `${core}/handover.ts`,
    patches: [['seen.evicted === false', 'seen.evicted === undefined']],
  },
  {
    name: 'back to a stable side that fails',
    breaks: 'policy',
    file: `${core}/turn.ts`,
    patches: [["handover?.to === 'stable' && stops(reason)", 'false']],
  },
  {
    name: 'a pause keeps users on a stable side that fails',
    breaks: 'roll-back unblockable',
    file: `${core}/traffic.ts`,
    patches: [[' || isReturning(record)) return undefined', ') return undefined']],
  },
  {
    name: 'exit gates that are unknown let through',
    breaks: 'no data, no go',
    file: `${core}/progress.ts`,
    patches: [['seen.exit.passed === UNKNOWN', 'false']],
  },
  {
    name: 'a condition that is unknown holds',
    breaks: 'no data, no go',
    file: `${core}/progress.ts`,
    patches: [['stage.when && seen.next !== TRUE', 'false']],
  },
  {
    name: 'identity not asked',
    breaks: 'no data, no go',
    file: `${core}/progress.ts`,
    patches: [['rollout.identity && seen.identity !== TRUE', 'false']],
  },
  {
    name: 'goes up again from before the first stage',
    breaks: 'no data, no go',
    file: `${core}/retreat.ts`,
    patches: [['Math.max(record.stage - 1, -1)', 'record.stage - 1']],
  },
  {
    name: 'one failure fewer is borne',
    breaks: 'policy',
    file: `${core}/tolerance.ts`,
    patches: [['.length > borne', '.length >= borne']],
  },
  {
    name: 'one failure more is borne',
    breaks: 'policy',
    file: `${core}/tolerance.ts`,
    patches: [['.length > borne', '.length > borne + 1']],
  },
  {
    name: 'unknown breaks a streak',
    breaks: 'policy',
    file: `${core}/tolerance.ts`,
    patches: [['return count;', 'return [];']],
  },
  {
    name: 'quarantine forgotten',
    breaks: 'policy',
    file: `${core}/turn.ts`,
    patches: [['(failed && rollout', '(false && rollout']],
  },
  {
    name: 'retries without end',
    breaks: 'policy',
    file: `${core}/retreat.ts`,
    patches: [['retries: retries + 1', 'retries']],
  },
  {
    name: 'paused and rising',
    breaks: 'policy',
    file: `${core}/progress.ts`,
    patches: [['if (record.pause)', 'if (false)']],
  },
  {
    name: 'approval not needed',
    breaks: 'ceiling',
    file: `${core}/progress.ts`,
    patches: [['!isAgreed(rollout, record, index)', 'false']],
  },
  {
    name: 'one approval for all stages',
    breaks: 'ceiling',
    file: `${core}/progress.ts`,
    patches: [['!isAgreed(rollout, record, index)', 'record.approved.length === 0']],
  },
  {
    name: 'approvals outlive the way back',
    breaks: 'ceiling',
    file: `${core}/retreat.ts`,
    patches: [['approved: [],', '']],
  },
  {
    name: 'drift accepted upwards',
    breaks: 'ceiling',
    file: `${core}/traffic.ts`,
    patches: [['? turn : raised(turn, read)', '? turn : changed(turn, { weight: read })']],
  },
  {
    name: 'roles not exchanged',
    breaks: 'ceiling',
    file: `${engine}/stored.ts`,
    patches: [['roles: exchanged(roles)', 'roles']],
  },
  {
    name: 'roll-back raises what was lowered',
    breaks: 'roll-back wins',
    file: `${core}/retreat.ts`,
    patches: [['Math.min(latch.to, record.weight)', 'latch.to']],
  },
  {
    name: 'the first latch holds, not the lower',
    breaks: 'roll-back wins',
    file: `${core}/turn.ts`,
    patches: [['before && !givesWay', 'before']],
  },
  {
    name: 'who asks to go back is tried again',
    breaks: 'roll-back unblockable',
    file: `${core}/turn.ts`,
    patches: [['isAsked(reason) && !isAsked(before.reason)', 'false']],
  },
  {
    name: 'a promotion under way is waited for',
    breaks: 'roll-back wins',
    file: `${core}/retreat.ts`,
    patches: [['intent?.to === to && intent.verb === verb', 'intent']],
  },
  {
    name: 'shift instead of evict',
    breaks: 'roll-back wins',
    file: `${core}/retreat.ts`,
    patches: [['intent.verb === verb', 'true']],
  },
  {
    name: 'roll-back waits for the freeze',
    breaks: 'roll-back unblockable',
    file: `${core}/retreat.ts`,
    patches: [['if (!latch ||', 'if (!latch || turn.seen.promotions ||']],
  },
  {
    name: 'roll-back waits for the dwell',
    breaks: 'roll-back unblockable',
    file: `${core}/retreat.ts`,
    patches: [
      [
        'if (!latch ||',
        'if (!latch || record.clock - (record.raisedAt ?? -Infinity) < turn.rollout.dwell ||',
      ],
    ],
  },
  {
    name: 'roll-back not urgent',
    breaks: 'roll-back unblockable',
    file: `${engine}/reconcile.ts`,
    patches: [['turn.record.latch || isReturning(turn.record)', 'false']],
  },
  {
    name: 'read-back skipped',
    breaks: 'confirmed, then counted',
    file: `${core}/traffic.ts`,
    patches: [['if (intent && isDone(turn, read, intent))', 'if (intent)']],
  },
  {
    name: 'unreadable is as intended',
    breaks: 'confirmed, then counted',
    file: `${engine}/reconcile.ts`,
    patches: [['return unknown(error.message)', 'return record.intent?.to ?? record.weight']],
  },
  {
    name: 'hold counted while the traffic is put back',
    breaks: 'confirmed, then counted',
    file: `${core}/time.ts`,
    patches: [['intent === undefined && ', '']],
  },
  {
    name: 'freeze forgotten at a rise',
    breaks: 'freeze at each action',
    file: `${core}/progress.ts`,
    patches: [['if (seen.promotions) waits.push', 'if (false) waits.push']],
  },
  {
    name: 'freeze forgotten at the start',
    breaks: 'freeze at each action',
    file: `${core}/progress.ts`,
    patches: [['if (seen.starts) waits.push', 'if (false) waits.push']],
  },
  {
    name: 'freeze asked too early',
    breaks: 'freeze at each action',
    file: `${engine}/reconcile.ts`,
    patches: [['!isRise ? undefined :', 'true ? undefined :']],
  },
  { name: 'freezes read once', breaks: 'freeze at each action', composition: 'freezes kept' },
  {
    name: 'shifted before it is intended',
    breaks: 'intent first',
    file: `${engine}/reconcile.ts`,
    patches: [
      [
        'const refusal = await write(',
        'if (look.turn.action) await driveBack(world, look.after, look.turn.action.intent, { ...look, lease, signal });\n    const refusal = await write(',
      ],
    ],
  },
  {
    name: 'a refused commit counts',
    breaks: 'intent first',
    file: `${engine}/reconcile.ts`,
    patches: [['if (refusal) return', 'if (false) return']],
  },
  {
    name: 'acknowledged before the commit',
    breaks: 'intent first',
    composition: 'acknowledged before the commit',
  },
  {
    name: 'generation kept',
    breaks: 'intent first',
    file: `${core}/advance.ts`,
    patches: [['(before?.generation ?? 0) + 1', '1']],
  },
  {
    name: 'the driver is asked under a lost lease',
    breaks: 'one actor',
    file: `${engine}/drive.ts`,
    patches: [['    lease.assertHeld();', '']],
  },
  {
    name: 'a lease that was refused counts as renewed',
    breaks: 'one actor',
    file: `${engine}/lease.ts`,
    patches: [['else this.#lose();\n      } catch', 'else this.#until = asked + TTL;\n      } catch']],
  },
  {
    name: 'a lease that nobody renews is trusted',
    breaks: 'one actor',
    file: `${engine}/lease.ts`,
    patches: [
      [
        'monotonic() >= this.#until) this.#lose();\n    this.lost',
        'monotonic() < 0) this.#lose();\n    this.lost',
      ],
    ],
  },
  {
    name: 'leases are not renewed',
    breaks: 'liveness',
    file: `${engine}/lease.ts`,
    patches: [['while (!this.lost.aborted &&', 'while (!this.lost.aborted && over.aborted &&']],
  },
  {
    name: 'the living are taken for dead',
    breaks: 'one actor',
    composition: 'the living are taken for dead',
  },
  {
    name: 'a late call of the driver',
    breaks: 'freeze at each action',
    file: `${engine}/drive.ts`,
    patches: [['if (left <= 0) throw', 'if (false) throw']],
  },
  {
    name: 'a call of the driver goes on in a freeze',
    breaks: 'freeze at each action',
    file: `${engine}/drive.ts`,
    patches: [['lease.lost, closed.signal]', 'lease.lost]']],
  },
  {
    name: 'no traffic is taken for an eviction',
    breaks: 'roll-back wins',
    file: `${core}/traffic.ts`,
    patches: [["(verb === 'shift' || turn.seen.evicted !== false)", 'true']],
  },
  {
    name: 'not judged before it is read back',
    breaks: 'policy',
    file: `${core}/needs.ts`,
    patches: [['aimedAt === undefined ? undefined', 'true ? undefined']],
  },
  {
    name: 'observed while it is read back',
    breaks: 'no data, no go',
    file: `${core}/checks.ts`,
    patches: [['events.some(({ type }) => turning.has(type))', 'false']],
  },
  {
    name: 'drift put back for ever',
    breaks: 'policy',
    file: `${core}/traffic.ts`,
    patches: [['repairs <= MOST_REPAIRS', 'true']],
  },
  {
    name: 'clocks that disagree are believed',
    breaks: 'time never shortened',
    file: `${core}/waits.ts`,
    patches: [['apart <= MOST_SKEW', 'true']],
  },
  {
    name: 'a jump of the clock of the store is credited',
    breaks: 'time never shortened',
    file: `${core}/credit.ts`,
    patches: [[' - uncertainty(before) - uncertainty(now)', '']],
  },
  {
    name: 'commits without a fence',
    breaks: 'one actor',
    file: `${engine}/reconcile.ts`,
    patches: [['    fence,\n    ...((turn.record.latch', '    ...((turn.record.latch']],
  },
  {
    name: 'shifts under a constant epoch',
    breaks: 'one actor',
    file: `${engine}/drive.ts`,
    patches: [['epoch: lease.fence.epoch,', 'epoch: 1,']],
  },
  {
    name: 'requests obeyed for ever',
    breaks: 'idempotent recovery',
    file: `${engine}/reconcile.ts`,
    patches: [['...requests.map((request) => ({', '...[].map((request) => ({']],
  },
  {
    name: 'intents without numbers',
    breaks: 'idempotent recovery',
    file: `${core}/traffic.ts`,
    patches: [['{ intent, intents: intents + 1 }', '{ intent, intents: Math.max(intents, 1) }']],
  },
  {
    name: 'a shift that failed ends the look for good',
    breaks: 'liveness',
    file: `${core}/advance.ts`,
    patches: [['...(intent && {', '...(intent && turn.record.intents !== record.intents && {']],
  },
];
