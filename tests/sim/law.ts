/**
 * The reference: what may follow from what, said a second time and differently. It keeps an account of its own from the
 * events that became durable and from what each look was told, and judges every commit by it. It shares no code with the
 * state machine.
 */
import type { AuditDraft } from '../../src/plan/audit.ts';
import { FALSE, TRUE } from '../../src/plan/kleene.ts';
import type { Rollout, Stage } from '../../src/plan/rollout.ts';
import type { Moment } from '../../src/runtime/core/rollout/credit.ts';
import type { RolloutRecord } from '../../src/runtime/core/rollout/record.ts';
import type { StoredRollout } from '../../src/runtime/engine/rollout/stored.ts';
import type { Freezes } from '../../src/runtime/engine/rollout/world.ts';
import type { Commit } from '../../src/runtime/ports/stores.ts';
import type { Roles } from '../../src/runtime/ports/traffic.ts';
import type { Account, Mark } from './account.ts';
import type { FreezePlan } from './freeze-plan.ts';
import { isOver } from './over.ts';
import { judgeRecord } from './record-law.ts';
import type { Invariant } from './planted-bugs.ts';
import type { LookInputs, Process } from './process.ts';
import { freshStage, note, type StageAccount } from './stage-account.ts';

export type Violate = (invariant: Invariant, text: string) => void;

export interface DurableIntent {
  readonly to: number;
  readonly verb: string;
  readonly roles: Roles;
}

/** One commit of a look. */
export interface Judged {
  readonly before: RolloutRecord;
  readonly after: RolloutRecord;
  readonly look: LookInputs;
  readonly moment: Moment;
  /** Milliseconds between the store's clock and the machine's when they were read. */
  readonly ahead: number;
  /** The store's clock at the commit. */
  readonly at: number;
  readonly commit: Commit;
  readonly roles: Roles;
}

export interface LawParts {
  readonly rollout: Rollout;
  readonly account: Account;
  readonly freezes: FreezePlan;
  readonly violate: Violate;
}

/** What is known of the present release. */
export interface Standing {
  stage: number;
  here: StageAccount;
  weight: number;
  /** The change that has not been read back. */
  open?: string | undefined;
  latch?: { readonly to: number; readonly reason: string } | undefined;
  pause?: string | undefined;
  /** Where the users are to be once the last stage was passed, and what they had come from. */
  handover?: { readonly to: 'stable' | 'canary'; readonly from: number } | undefined;
  /** A person asked it to go back. */
  isAskedBack: boolean;
  retries: number;
  /** How often drift was put back since people looked at it. */
  repairs: number;
  readonly approved: Set<number>;
  raisedAt?: Mark;
  readonly startedAt: Mark;
  lookedAt: Mark;
  /** The last look could not read the traffic. */
  wasBlind: boolean;
}

/** Milliseconds between two clocks, beyond which nothing rises. */
const MOST_APART = 60_000;

/** Whoever asks for these does not wait for what is measured. */
const leaves: ReadonlySet<string> = new Set(['pause', 'abort', 'replace', 'rollback']);

const intends: ReadonlySet<string> = new Set(['rollout.shift.intended', 'rollout.drift.repaired']);

export class Law {
  readonly parts: LawParts;
  /** Every change that ever became durable, by its id. */
  readonly intents = new Map<string, DurableIntent>();
  readonly edges = new Map<string, number>();
  #now: Standing | undefined;
  #wentBackAt: Mark | undefined;

  constructor(parts: LawParts) {
    this.parts = parts;
  }

  /** A new release begins. When the last one went back is not forgotten. */
  start(stored: StoredRollout, before: StoredRollout | undefined): void {
    if (before) this.#edge(before.record.phase, stored.record.phase);
    const mark = this.parts.account.mark(stored.moment);
    this.#now = {
      stage: -1,
      here: freshStage(),
      weight: 0,
      isAskedBack: false,
      retries: 0,
      repairs: 0,
      approved: new Set(),
      startedAt: mark,
      lookedAt: mark,
      wasBlind: false,
    };
  }

  judge(process: Process, commit: Commit, before: StoredRollout, after: StoredRollout, at: number): void {
    const { account, violate } = this.parts;
    const standing = this.#standing;
    this.#edge(before.record.phase, after.record.phase);
    if (commit.fence === undefined || commit.fence.epoch !== process.doing.epoch)
      violate('one actor', 'a commit without the epoch of the lease');
    if (after.moment === before.moment) return;
    const { moment, roles } = after;
    const { look } = process;
    const { ahead } = process.clockRead;
    const judged: Judged = {
      before: before.record,
      after: after.record,
      look,
      moment,
      ahead,
      at,
      commit,
      roles,
    };
    account.pass(before.moment, moment);
    this.#judgeTime(judged);
    standing.wasBlind = look.traffic === 'unknown';
    const isLatched = standing.latch !== undefined;
    const asked = look.requests?.some(({ kind }) => kind === 'abort' || kind === 'rollback');
    if (asked && !isOver(before.record)) standing.isAskedBack = true;
    const drafts = commit.audit ?? [];
    const last = drafts.findLast(({ type }) => intends.has(type));
    for (const draft of drafts) this.#follow(draft, judged, draft === last);
    this.#judgeWatch(judged, drafts);
    judgeRecord(this.parts, standing, judged, isLatched);
    standing.lookedAt = account.mark(moment);
  }

  /** Everybody is on the way back to the canary. */
  get isReturning(): boolean {
    const { handover, here } = this.#standing;
    return handover?.to === 'canary' && here.entered === undefined;
  }

  get #standing(): Standing {
    if (!this.#now) throw new Error('nothing has been started');
    return this.#now;
  }

  #edge(before: string, after: string): void {
    const edge = `${before} → ${after}`;
    this.edges.set(edge, (this.edges.get(edge) ?? 0) + 1);
  }

  #judgeTime({ before, after, moment, look }: Judged): void {
    const { account, violate } = this.parts;
    const { lookedAt, startedAt, here } = this.#standing;
    const passed = after.clock - before.clock;
    const most = account.since(lookedAt, moment);
    if (passed < 0) violate('time never shortened', 'the clock of the rollout went backwards');
    if (passed > most) violate('time never shortened', `${passed} ms were credited, of ${most}`);
    const age = after.clock - after.startedAt;
    const real = account.since(startedAt, moment);
    if (age > real) violate('time never shortened', `${age} ms were credited in all, of ${real}`);
    const isCounted = this.#isCounted(before);
    if (isCounted) here.held += most;
    const isLonger = after.stage === before.stage && after.observed.held > before.observed.held;
    const isPromoted = look.requests?.some(({ kind }) => kind === 'promote') === true;
    if (isLonger && !isCounted && !isPromoted)
      violate('confirmed, then counted', 'a hold went on while it should not');
    const { checks } = this.#stage ?? {};
    const speaks = checks === undefined || here.last === 'pass';
    if (isPromoted && speaks) here.isWaived = true;
  }

  /** Whether time goes by for the hold. */
  #isCounted({ phase, intent }: RolloutRecord): boolean {
    const { here, wasBlind } = this.#standing;
    const checked = this.#stage?.checks === undefined || here.last === 'pass';
    if (here.isSkipped) return true; // Nothing asks how long.
    return (
      phase === 'observing' && intent === undefined && here.entered !== undefined && !wasBlind && checked
    );
  }

  get #stage(): Stage | undefined {
    return this.parts.rollout.stages[this.#standing.stage];
  }

  #follow({ type, to, reasonCode }: AuditDraft, judged: Judged, isLast: boolean): void {
    const { violate, account, rollout } = this.parts;
    const now = this.#standing;
    const { look, moment, after } = judged;
    const mark = account.mark(moment);
    const asks = (...kinds: readonly string[]) => look.requests?.some(({ kind }) => kinds.includes(kind));
    const isPromotedBlindly = () => asks('promote') === true && this.#stage?.checks === undefined;
    switch (type) {
      case 'rollout.shift.intended':
        if (after.latch) this.#retreats(Number(to));
        else if (now.handover?.to === 'stable' || this.isReturning) this.#handsOver(Number(to));
        else this.#rises(Number(to), judged);
        return this.#intends(judged, isLast);
      case 'rollout.drift.repaired':
        if (typeof look.traffic !== 'number' || look.traffic <= Number(to) || to !== now.weight)
          violate('ceiling', `drift was put back to ${Number(to)} %`);
        if (++now.repairs > 3) violate('policy', `drift was put back ${now.repairs} times`);
        return this.#intends(judged, isLast);
      case 'rollout.shift.superseded':
        now.open = undefined;
        return;
      case 'rollout.shift.confirmed':
        return this.#confirmed(Number(to), judged);
      case 'rollout.stage.entered':
      case 'rollout.handover.arrived':
        now.here = { ...freshStage(), entered: mark, isWaived: isPromotedBlindly() };
        return;
      case 'rollout.stage.skipped':
        now.stage++;
        now.here = { ...freshStage(), isSkipped: true };
        if (look.observed?.next !== FALSE || !this.#stage?.when)
          violate('no data, no go', 'a stage was left out though its condition is not false');
        return;
      case 'rollout.stage.passed':
        return this.#leaves(judged);
      case 'rollout.checks.observed':
        return this.#observes(judged);
      case 'rollout.operator.stopped':
        if (typeof look.traffic !== 'number' || look.traffic >= now.weight)
          violate('confirmed, then counted', 'nobody lowered the weight');
        now.weight = Number(to);
        return;
      case 'rollout.paused':
        now.pause = JSON.stringify(to);
        return;
      case 'rollout.resumed':
        if (!asks('resume') && (now.pause !== '"freeze"' || look.freezes?.promotions))
          violate('policy', 'it went on by itself');
        now.pause = undefined;
        now.repairs = 0;
        now.here = {
          ...freshStage(),
          ...begunAsBefore(now.here),
          isSkipped: now.here.isSkipped,
          isWaived: isPromotedBlindly(),
        };
        return;
      case 'rollout.approved':
        if (!asks('approve', 'promote')) violate('ceiling', 'nobody agreed');
        now.approved.add(Number(to));
        return;
      case 'rollout.handover.begun':
        this.#leaves(judged);
        if (rollout.finish.promote !== 'copy' || now.stage !== rollout.stages.length - 1)
          violate('ceiling', `the stable side takes over at stage ${now.stage + 1}`);
        if (look.observed?.identity !== TRUE)
          violate('no data, no go', 'it is not known that the stable side runs the release');
        if (now.pause || now.latch) violate('policy', 'the stable side takes over though it was stopped');
        now.handover = { to: 'stable', from: now.weight };
        now.here = { ...freshStage(), aimed: mark, aimedAt: after.clock };
        return;
      case 'rollout.handover.stopped':
        if (now.handover?.to !== 'stable') violate('policy', 'what was stopped had not begun');
        now.handover = { to: 'canary', from: now.handover?.from ?? 0 };
        now.here = { ...freshStage(), aimed: mark, aimedAt: after.clock };
        return;
      case 'rollout.latched':
        if (now.handover?.to === 'stable' && reasonCode !== 'aborted' && reasonCode !== 'rollback_requested')
          violate('policy', `it goes back to a stable side that fails: ${reasonCode}`);
        now.handover = undefined;
        now.latch = { to: Number(to), reason: reasonCode ?? '' };
        now.pause = undefined;
        now.repairs = 0;
        return;
      case 'rollout.retrying':
        now.retries++;
        now.approved.clear();
        if (now.isAskedBack)
          violate('roll-back unblockable', 'a person asked to go back, and it goes up again');
        if (now.retries > rollout.rollback.retry) violate('policy', 'it went up again too often');
        now.stage = now.latch?.to === 0 || now.stage < 1 ? -1 : now.stage - 1;
        now.here = { ...freshStage(), ...(now.stage >= 0 && { entered: mark }) };
        now.latch = undefined;
        this.#wentBackAt = mark;
        return;
      case 'rollout.completed':
        if (!this.#stage || now.stage !== rollout.stages.length - 1)
          violate('no data, no go', `it completed at stage ${now.stage + 1}`);
        if (rollout.finish.promote !== 'copy') return;
        if (now.handover?.to !== 'stable' || now.weight !== 0)
          violate('no data, no go', 'it completed before the stable side took over');
        if (look.evicted !== true)
          violate('policy', 'it completed, and a cookie may hold somebody on the canary');
        return;
      case 'rollout.rolled_back':
        now.here = freshStage();
        this.#wentBackAt = mark;
        return;
    }
  }

  #intends({ after, roles }: Judged, isLast: boolean): void {
    const { violate } = this.parts;
    const now = this.#standing;
    const { intent } = after;
    if (now.open !== undefined) violate('idempotent recovery', `${now.open} was forgotten`);
    // Superseded in the same look.
    if (!isLast) return void (now.open = 'one that nobody saw');
    if (!intent) return violate('intent first', 'an event tells of a change that the record does not hold');
    if (this.intents.has(intent.id)) violate('intent first', `the id ${intent.id} is used twice`);
    this.intents.set(intent.id, { to: intent.to, verb: intent.verb, roles });
    now.open = intent.id;
  }

  #confirmed(to: number, { look }: Judged): void {
    const { violate, account } = this.parts;
    const now = this.#standing;
    if (now.open === undefined) violate('idempotent recovery', 'a change was confirmed that is not open');
    if (look.traffic !== to) violate('confirmed, then counted', `${to} % was not read back`);
    if (this.intents.get(now.open ?? '')?.verb === 'evict' && look.evicted !== true)
      violate('roll-back wins', 'an eviction counts, and a cookie may hold somebody on the canary');
    if (to > now.weight) now.raisedAt = account.mark(look.moment as Moment);
    now.weight = to;
    now.open = undefined;
  }

  #retreats(to: number): void {
    const { violate } = this.parts;
    const { weight, latch } = this.#standing;
    if (to > weight || to > (latch?.to ?? 0)) violate('roll-back wins', `on its way back it aims at ${to} %`);
  }

  #handsOver(to: number): void {
    const { handover } = this.#standing;
    if (to !== (handover?.to === 'stable' ? 0 : handover?.from))
      this.parts.violate('ceiling', `${to} % is not where the users are to be`);
  }

  #rises(to: number, { look, moment, at, after, ahead }: Judged): void {
    const { violate, rollout, freezes, account } = this.parts;
    const now = this.#standing;
    const isStart = now.stage < 0;
    now.stage++;
    now.here = { ...freshStage(), aimed: account.mark(moment), aimedAt: after.clock };
    const apart = Math.abs(ahead) - moment.took;
    if (apart > MOST_APART) violate('time never shortened', `it rises while clocks are ${apart} ms apart`);
    const stage = this.#stage;
    if (stage?.weight !== to) violate('ceiling', `${to} % is not what the next stage says`);
    if (now.latch) violate('roll-back wins', 'it rises while it goes back');
    if (now.pause) violate('policy', `it rises while it is paused by ${now.pause}`);
    const frozen = to > now.weight && freezes.closed(isStart ? 'start' : 'promote', at);
    if (frozen && wasForeseen(look.freezes, isStart, at))
      violate('freeze at each action', `a rise to ${to} % was committed in a freeze`);
    const sinceRise = now.raisedAt ? account.since(now.raisedAt, moment) : Infinity;
    if (!isStart && sinceRise < rollout.dwell)
      violate('time never shortened', `dwell: ${sinceRise} ms of ${rollout.dwell}`);
    const sinceBack = this.#wentBackAt ? account.since(this.#wentBackAt, moment) : Infinity;
    if (sinceBack < rollout.cooldown)
      violate('time never shortened', `cooldown: ${sinceBack} ms of ${rollout.cooldown}`);
    if (stage?.approve && !now.approved.has(now.stage)) violate('ceiling', `nobody agreed to ${to} %`);
    if (stage?.when && look.observed?.next !== TRUE)
      violate('no data, no go', 'a stage was entered though its condition is not known to hold');
    if (isStart && rollout.identity && look.observed?.identity !== TRUE)
      violate('no data, no go', 'the identity is not known');
  }

  #leaves({ look }: Judged): void {
    const { violate } = this.parts;
    const { here } = this.#standing;
    const stage = this.#stage;
    if (!stage || here.isSkipped) return;
    if (!here.entered || look.traffic === 'unknown')
      violate('confirmed, then counted', 'a stage was passed that was not entered');
    if (!here.isWaived && here.held < stage.hold)
      violate('time never shortened', `hold: ${here.held} ms of ${stage.hold}`);
    if (stage.checks && here.last !== 'pass')
      violate('no data, no go', `a stage was passed, and the last observation in it is: ${here.last}`);
    if (stage.exit.length > 0 && look.observed?.exit?.passed !== TRUE)
      violate('no data, no go', 'a stage was passed without its exit gates');
  }

  #observes({ look, moment, after }: Judged): void {
    const { violate, account } = this.parts;
    const { here } = this.#standing;
    const checks = this.#stage?.checks;
    const seen = look.observed?.checks;
    const begun = here.entered ?? here.aimed;
    if (!checks || !seen || !begun) return violate('no data, no go', 'nothing was observed');
    if (!here.entered && look.traffic === this.#nobody)
      violate('no data, no go', 'observed, and nobody is there');
    if (account.since(begun, moment) < checks.warmup)
      violate('no data, no go', 'observed while the canary warms up');
    here.checkedAt = after.clock;
    note(here, seen);
  }

  /** The weight at which nobody is where the release is to be judged. */
  get #nobody(): number {
    const { handover } = this.#standing;
    return handover?.to === 'stable' ? handover.from : 0;
  }

  /** A canary that may take traffic is judged, whether or not its weight can be read back. */
  #judgeWatch({ after, look }: Judged, drafts: readonly AuditDraft[]): void {
    const { here } = this.#standing;
    const checks = this.#stage?.checks;
    const { aimedAt, checkedAt = -Infinity } = here;
    if (!checks || here.entered || aimedAt === undefined || after.latch || isOver(after)) return;
    if (look.traffic === this.#nobody || look.requests?.some(({ kind }) => leaves.has(kind))) return;
    // Whatever was observed before does not count any more.
    if (drafts.some(({ type }) => type === 'rollout.resumed')) return;
    const isDue =
      after.clock - aimedAt >= checks.every + checks.warmup && after.clock - checkedAt >= checks.every;
    if (isDue && !drafts.some(({ type }) => type === 'rollout.checks.observed'))
      this.parts.violate('policy', 'a canary that may take traffic is not judged');
  }
}

function begunAsBefore({ entered, aimed, aimedAt }: StageAccount): Partial<StageAccount> {
  return { ...(entered && { entered }), ...(aimed && { aimed }), ...(aimedAt !== undefined && { aimedAt }) };
}

/** Whether the look knew of it, or did not ask: what is announced after it asked is for the next look. */
function wasForeseen(seen: Freezes | undefined, isStart: boolean, at: number): boolean {
  if (!seen) return true;
  const { starts, promotions, nextStart = Infinity, next = Infinity } = seen;
  return isStart ? starts !== undefined || nextStart <= at : promotions !== undefined || next <= at;
}
