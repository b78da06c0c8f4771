/** The rollout of one run of `apply`: from its start, or from where another run left it, to its end. */
import { randomUUID } from 'node:crypto';
import { positionText } from '../../plan/assignment.ts';
import { diagnostic, type Diagnostic } from '../../plan/diagnostic.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { formatDuration } from '../../plan/units.ts';
import { isUnknown, type Known } from '../../plan/value.ts';
import { isFor } from '../../runtime/core/applies.ts';
import { isOver } from '../../runtime/core/rollout/turn.ts';
import type { EventBody } from '../../runtime/engine/events.ts';
import { nameOf, statusOf } from '../../runtime/engine/rollout/status.ts';
import { rolloutKey, storedOf, type StoredRollout } from '../../runtime/engine/rollout/stored.ts';
import type { Membership } from '../../runtime/engine/rollout/group.ts';
import type { Stores, World } from '../../runtime/engine/world.ts';
import { type Context, fieldOf } from '../context/context.ts';
import type { Host } from '../host.ts';
import { Changes } from '../by-hand/changes.ts';
import { operandsOf } from '../by-hand/choose.ts';
import { isDriven } from './drivers.ts';
import { follow, type FollowOptions, isDone, lookOnce } from './follow.ts';
import { followGroup } from './follow-group.ts';
import { crowd, tooMany } from './concurrent.ts';
import { identityOf, isSameRelease, knownRelease } from './identity.ts';
import { openRollout, type OpenRollout, openStored } from './open.ts';
import { worldOfMember } from './member.ts';
import { keepRequest } from './requests.ts';
import type { Site } from './site.ts';
import { onItsWay, prepareStart, type PreparedStart } from './start.ts';
import { startedWith, type Together } from './together.ts';
import { unknownChecks } from './unknown-checks.ts';

export interface LaunchOptions {
  readonly host: Host;
  readonly stores: Stores;
  readonly signal: AbortSignal;
  readonly emit: (event: EventBody) => void;
  /** The run changes nothing. */
  readonly shadow: boolean;
  /** Inputs as they were given. */
  readonly set: readonly string[];
  readonly detach: boolean;
  /** Milliseconds. */
  readonly timeout?: number;
}

/** How one ended, or was left. */
export interface Followed {
  readonly last: StoredRollout;
  readonly rollout: Rollout;
  /** Why it is not completed. */
  readonly open?: Diagnostic;
}

export class Launcher {
  readonly #context: Context;
  readonly #options: LaunchOptions;
  readonly #site: Site;
  readonly #end: number;
  readonly #opened: OpenRollout[] = [];
  /** The last entry of the audit before the start: another process may look at it before this one does. */
  #prepared: number | undefined;

  constructor(context: Context, options: LaunchOptions) {
    const { host, stores, signal, emit, timeout = Infinity } = options;
    this.#context = context;
    this.#options = options;
    this.#end = host.clock.monotonic() + timeout;
    this.#site = {
      host,
      root: context.world.root,
      plan: context.plan,
      environment: context.environment,
      ...(context.world.exemptSources && { exemptSources: context.world.exemptSources }),
      people: context.people,
      stores,
      actor: context.actor,
      signal,
      emit,
    };
  }

  /** What this very release has on its way already: it is followed again, and not started anew. */
  async running(): Promise<StoredRollout | undefined> {
    const { plan, release } = this.#context;
    const env = fieldOf(release, 'env');
    const environment = isUnknown(env) ? undefined : env;
    for (const rollout of plan.rollouts.filter((one) => isFor(one, environment))) {
      const stored = await this.#inStore(rollout);
      if (
        stored &&
        !isDone(stored) &&
        isSameRelease(stored.release, knownRelease(this.#worldOf(rollout).release))
      )
        return stored;
    }
    return undefined;
  }

  /** Why nobody would go on with what is left behind. */
  async undriven(): Promise<Diagnostic | undefined> {
    const { detach, stores } = this.#options;
    if (!detach || (await isDriven(stores, this.#context.plan.policy))) return undefined;
    return diagnostic(
      'SEN2609',
      'nobody would go on with the rollout: no tick and no controller has looked for an hour',
      undefined,
      {
        help: 'leave `--detach` out; or run `sentinel tick` on a schedule, or `sentinel controller`',
      },
    );
  }

  /** Waits for another release that is on its way, or sends it back, as the policy says. Undefined: the way is free. */
  async makeWay(rollout: Rollout): Promise<Diagnostic | undefined> {
    const other = await this.#inStore(rollout);
    if (!other || isOver(other.record)) return this.#awaitTurn(rollout);
    if (rollout.newer === 'reject') return onItsWay(other);
    if (rollout.newer === 'replace')
      await keepRequest(this.#site, other, { kind: 'replace', why: `replaced by ${this.#version()}` });
    const left = (await this.#toTheEnd(other)).find((one) => !isDone(one));
    return left ? onItsWay(left) : this.#awaitTurn(rollout);
  }

  /** What is on its way elsewhere is not sent back for this one. */
  async #awaitTurn(rollout: Rollout): Promise<Diagnostic | undefined> {
    const { plan, world } = this.#context;
    const identity = identityOf(plan, rollout, world.release, this.#modeOf(rollout));
    for (;;) {
      const others = await crowd(this.#options.stores.state, rollout, identity);
      const [first] = others;
      if (!first) return undefined;
      if (rollout.newer === 'reject') return tooMany(others);
      if (!(await this.#toTheEnd(first)).every(isDone)) return tooMany(others);
    }
  }

  /** What is on its way, with all that it was started with. */
  async #toTheEnd(other: StoredRollout): Promise<readonly StoredRollout[]> {
    const all = await startedWith(this.#options.stores.state, other);
    const opens = await this.#openAll(all);
    const [open] = opens;
    const following = await this.#following(all);
    if (opens.length > 1 || !open) return followGroup(opens, all, following);
    return [(await follow(open, { ...following, until: isDone })) ?? other];
  }

  /** All or none begin. */
  async prepare({ rollouts, group }: Together): Promise<readonly PreparedStart[] | Diagnostic> {
    const start = randomUUID();
    this.#prepared = (await this.#options.stores.state.head()).seq;
    const prepared: PreparedStart[] = [];
    for (const rollout of rollouts) {
      const one = await this.#prepareOne(
        rollout,
        group && { name: group.name, start, rollouts: group.rollouts },
      );
      if ('code' in one) return one;
      prepared.push(one);
    }
    return prepared;
  }

  async #prepareOne(
    rollout: Rollout,
    membership: Membership | undefined,
  ): Promise<PreparedStart | Diagnostic> {
    const { plan } = this.#context;
    const world = this.#worldOf(rollout);
    const mode = this.#modeOf(rollout);
    const open = await this.#open(
      openRollout(this.#site, {
        identity: identityOf(plan, rollout, world.release, mode),
        plan,
        rollout,
        world,
      }),
    );
    const { set, signal } = this.#options;
    return prepareStart({
      plan,
      rollout,
      world,
      mode,
      set,
      rolloutWorld: open.world,
      signal,
      ...(membership && { membership }),
    });
  }

  isShadow(rollout: Rollout): boolean {
    return this.#modeOf(rollout) === 'shadow';
  }

  /** To its end, with all that it was started with; with `detach` one look. */
  async follow(stored: StoredRollout): Promise<readonly Followed[]> {
    const { detach, signal, emit, timeout } = this.#options;
    const all = await startedWith(this.#options.stores.state, stored);
    const opens = await this.#openAll(all);
    const leave = () => {
      for (const { identity } of opens)
        emit({ type: 'rollout.left', name: nameOf(identity), operands: operandsOf(identity) });
    };
    try {
      const last = await (detach ? this.#lookAtAll(opens, all) : this.#followAll(opens, all));
      if (detach) leave();
      return opens.flatMap(({ rollout }, index) => {
        const one = last[index];
        const why = one && !detach ? notCompleted(one, rollout, timeout) : undefined;
        return one ? { last: one, rollout, ...(why && { open: why }) } : [];
      });
    } catch (error) {
      if (signal.aborted) leave();
      throw error;
    }
  }

  async #followAll(
    opens: readonly OpenRollout[],
    all: readonly StoredRollout[],
  ): Promise<readonly StoredRollout[]> {
    const [open] = opens;
    const following = await this.#following(all);
    if (!open || opens.length > 1) return followGroup(opens, all, following);
    const last = await follow(open, following);
    return last ? [last] : all;
  }

  async #lookAtAll(
    opens: readonly OpenRollout[],
    all: readonly StoredRollout[],
  ): Promise<readonly StoredRollout[]> {
    const last = [...all];
    const following = await this.#following(all);
    for (const [index, open] of opens.entries()) {
      const result = await lookOnce(open, following);
      if (result.kind === 'looked') last[index] = result.stored;
    }
    return last;
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map((one) => one.close()));
  }

  async #openAll(all: readonly StoredRollout[]): Promise<readonly OpenRollout[]> {
    const opens: OpenRollout[] = [];
    for (const one of all) opens.push(await this.#open(openStored(this.#site, one)));
    return opens;
  }

  #worldOf(rollout: Rollout): World {
    return worldOfMember(this.#context, rollout);
  }

  async #open(opening: Promise<OpenRollout>): Promise<OpenRollout> {
    const open = await opening;
    this.#opened.push(open);
    return open;
  }

  async #inStore(rollout: Rollout): Promise<StoredRollout | undefined> {
    const { plan, world } = this.#context;
    const identity = identityOf(plan, rollout, world.release, this.#modeOf(rollout));
    const record = await this.#options.stores.state.read(rolloutKey(identity));
    return record && storedOf(record.value);
  }

  #modeOf(rollout: Rollout): Rollout['mode'] {
    return this.#options.shadow ? 'shadow' : rollout.mode;
  }

  async #following(all: readonly StoredRollout[]): Promise<Omit<FollowOptions, 'until'>> {
    const { signal, emit, host, stores } = this.#options;
    const changes = new Changes(stores, this.#prepared ?? (await stores.state.head()).seq);
    const attempts = new Set(all.map(({ attempt }) => attempt));
    return { clock: host.clock, signal, emit, end: this.#end, changes: () => changes.of(attempts) };
  }

  #version(): string {
    const version: Known<string> = fieldOf(this.#context.release, 'version');
    return isUnknown(version) ? 'a newer release' : version;
  }
}

/** What the run says that ends with a rollout short of its end. */
function notCompleted(
  stored: StoredRollout,
  rollout: Rollout,
  timeout: number | undefined,
): Diagnostic | undefined {
  const { record } = stored;
  const { name, weight, audiences, latch, pause } = statusOf(stored, rollout);
  const operands = operandsOf(stored.identity);
  const help = `\`sentinel history ${operands}\` lists what happened`;
  const at = `at ${positionText(weight.intended, audiences)}`;
  const open = (what: string, then = help) =>
    diagnostic('SEN2606', `${name} ${what}`, undefined, { help: then });
  if (record.phase === 'completed')
    return stored.steps.after === 'failed' ? open('completed, and a step after it failed') : undefined;
  const because = (why: string, isUnknown: boolean) =>
    [why, ...(isUnknown ? unknownChecks(stored) : [])].join('; ');
  if (record.phase === 'rolled_back')
    return open(`was rolled back: ${because(latch?.why ?? '', latch?.reason === 'unknown')}`);
  if (record.phase === 'failed') return open('did not begin: a step before it failed');
  if (pause && pause.by !== 'freeze')
    return open(
      `is paused ${at}: ${because(pause.why, pause.by === 'unknown')}`,
      `\`sentinel resume ${operands}\`, or \`sentinel abort ${operands}\``,
    );
  return open(
    because(
      `is ${at} after ${formatDuration(timeout ?? 0)}, and goes on without this run`,
      record.observed.unknownSince !== undefined,
    ),
    '`sentinel status --watch` shows it; `sentinel tick` or `sentinel controller` looks after it',
  );
}
