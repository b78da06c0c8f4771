/** The rollout of one run of `apply`: from its start, or from where another run left it, to its end. */
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
import type { Stores } from '../../runtime/engine/world.ts';
import { actorOf } from '../actor.ts';
import { type Context, fieldOf } from '../context.ts';
import type { Host } from '../host.ts';
import { isDriven } from './drivers.ts';
import { follow, type FollowOptions, isDone, lookOnce } from './follow.ts';
import { crowd, tooMany } from './concurrent.ts';
import { identityOf, isSameRelease, knownRelease } from './identity.ts';
import { openRollout, type OpenRollout, openStored } from './open.ts';
import { keepRequest } from './requests.ts';
import type { Site } from './site.ts';
import { onItsWay, prepareStart, type PreparedStart } from './start.ts';

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

export class Launcher {
  readonly #context: Context;
  readonly #options: LaunchOptions;
  readonly #site: Site;
  readonly #end: number;
  readonly #opened: OpenRollout[] = [];

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
      actor: actorOf(fieldOf(context.release, 'actor')),
      signal,
      emit,
    };
  }

  /** What this very release has on its way already: it is followed again, and not started anew. */
  async running(): Promise<StoredRollout | undefined> {
    const { plan, release, world } = this.#context;
    const env = fieldOf(release, 'env');
    const environment = isUnknown(env) ? undefined : env;
    for (const rollout of plan.rollouts.filter((one) => isFor(one, environment))) {
      const stored = await this.#inStore(rollout);
      if (stored && !isDone(stored) && isSameRelease(stored.release, knownRelease(world.release)))
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
    const open = await this.#open(openStored(this.#site, other));
    if (rollout.newer === 'replace')
      await keepRequest(this.#site, other, { kind: 'replace', why: `replaced by ${this.#version()}` });
    const last = await follow(open, { ...this.#following(), until: isDone });
    return last && isDone(last) ? this.#awaitTurn(rollout) : onItsWay(last ?? other);
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
      const open = await this.#open(openStored(this.#site, first));
      const last = await follow(open, { ...this.#following(), until: isDone });
      if (!last || !isDone(last)) return tooMany(others);
    }
  }

  async prepare(rollout: Rollout): Promise<PreparedStart | Diagnostic> {
    const { plan, world } = this.#context;
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
    return prepareStart({ plan, rollout, world, mode, set, rolloutWorld: open.world, signal });
  }

  isShadow(rollout: Rollout): boolean {
    return this.#modeOf(rollout) === 'shadow';
  }

  /** To its end; with `detach` one look. Gives why it is not completed. */
  async follow(
    stored: StoredRollout,
  ): Promise<{ readonly last: StoredRollout; readonly rollout: Rollout; readonly open?: Diagnostic }> {
    const { detach, signal, emit } = this.#options;
    const name = nameOf(stored.identity);
    const open = await this.#open(openStored(this.#site, stored));
    try {
      const result = detach ? await lookOnce(open, this.#following()) : undefined;
      const last = detach
        ? result?.kind === 'looked'
          ? result.stored
          : stored
        : ((await follow(open, this.#following())) ?? stored);
      if (detach) emit({ type: 'rollout.left', name });
      const why = detach ? undefined : notCompleted(last, open.rollout, this.#options.timeout);
      return { last, rollout: open.rollout, ...(why && { open: why }) };
    } catch (error) {
      if (signal.aborted) emit({ type: 'rollout.left', name });
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map((one) => one.close()));
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

  #following(): Omit<FollowOptions, 'until'> & { readonly end: number } {
    const { signal, emit, host } = this.#options;
    return { clock: host.clock, signal, emit, end: this.#end };
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
  const help = `\`sentinel history ${name}\` lists what happened`;
  const at = `at ${positionText(weight.intended, audiences)}`;
  const open = (what: string, then = help) =>
    diagnostic('SEN2606', `${name} ${what}`, undefined, { help: then });
  if (record.phase === 'completed')
    return stored.steps.after === 'failed' ? open('completed, and a step after it failed') : undefined;
  if (record.phase === 'rolled_back') return open(`was rolled back: ${latch?.why ?? ''}`);
  if (record.phase === 'failed') return open('did not begin: a step before it failed');
  if (pause && pause.by !== 'freeze')
    return open(
      `is paused ${at}: ${pause.why}`,
      `\`sentinel resume ${name}\`, or \`sentinel abort ${name}\``,
    );
  return open(
    `is ${at} after ${formatDuration(timeout ?? 0)}, and goes on without this run`,
    '`sentinel status --watch` shows it; `sentinel tick` or `sentinel controller` looks after it',
  );
}
