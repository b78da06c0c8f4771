/** The stores of a run: opened when they are first asked for, created when something is first recorded. */
import type { Diagnostic } from '../../plan/diagnostic.ts';
import { diagnostic } from '../../plan/diagnostic.ts';
import { formatDuration } from '../../plan/units.ts';
import { isUnknown, type Known, unknown } from '../../plan/value.ts';
import { MOST_SKEW, NOTABLE_SKEW } from '../../runtime/core/rollout/credit.ts';
import type { Stores } from '../../runtime/engine/world.ts';
import { StoreFailure, StoreMissing } from '../../runtime/failure.ts';
import type { LimitStore, StateStore } from '../../runtime/ports/stores.ts';
import type { Host } from '../host.ts';
import { createState, keepSecret, openState } from './open-state.ts';
import type { OperatorConfig } from '../config/operator.ts';
import { refuse, Refusal } from '../refusal.ts';
import type { StoreReport } from '../report.ts';
import type { StoreFlags } from '../requests.ts';
import { chooseStore, type StoreChoice } from './address.ts';
import { mayBeThere } from './state-directory.ts';

export const SKEW_HELP = 'let both follow a time server';

export interface StoreNeeds {
  readonly flags: StoreFlags;
  readonly operator: OperatorConfig;
  /** The directory of the policy. */
  readonly root: string;
  /** Something will be recorded; else a file that is not there reads as an empty store, and stays away. */
  readonly records: boolean;
  /** What a store that begins anew would not know: `the limits of shop`. */
  readonly forgetful?: string;
  /** Among that is what rollouts and releases leave, which a store of limits does not keep. */
  readonly rollouts?: boolean;
}

/** Refuses an address that cannot be read, and a file that would begin anew where it must not. */
export async function storesFor(needs: StoreNeeds, host: Host): Promise<StoreAccess> {
  const { flags, operator, root, forgetful, rollouts = false } = needs;
  const choice = chooseStore(flags, operator, root, host);
  const isNew = choice.state.kind === 'sqlite' && !mayBeThere(choice.state.path);
  const isForgotten = forgetful !== undefined && (rollouts || !choice.limits);
  if (isNew && isForgotten && isCi(host) && !flags.ephemeralStore)
    refuse(
      'SEN2403',
      `the store \`${choice.state.shown}\` would begin anew in this build, and forget ${forgetful}`,
      {
        help: 'set `SENTINEL_STORE` to one that outlasts the build, such as `postgres://USER@HOST/DATABASE`; `--ephemeral-store` begins it anyway',
      },
    );
  return new StoreAccess(choice, needs, isNew, host);
}

function isCi({ env }: Host): boolean {
  return !['', '0', 'false', undefined].includes(env['CI']);
}

export class StoreAccess {
  readonly choice: StoreChoice;
  readonly #needs: StoreNeeds;
  readonly #isNew: boolean;
  readonly #host: Host;
  readonly #diagnostics: Diagnostic[] = [];
  #opening: Promise<Known<Stores>> | undefined;
  #report: StoreReport | undefined;

  constructor(choice: StoreChoice, needs: StoreNeeds, isNew: boolean, host: Host) {
    this.choice = choice;
    this.#needs = needs;
    this.#isNew = isNew;
    this.#host = host;
  }

  /** The store that somebody named, without a password. */
  get named(): string | undefined {
    const { state, from } = this.choice;
    if (from === undefined) return undefined;
    return state.kind === 'sqlite' ? state.path : state.shown;
  }

  /** Unknown when they are lost. */
  readonly open = (): Promise<Known<Stores>> => (this.#opening ??= this.#open());

  tell(diagnostics: readonly Diagnostic[]): void {
    this.#diagnostics.push(...diagnostics);
  }

  /** What opening them had to tell, and what was told beside it, each once. */
  takeDiagnostics(): readonly Diagnostic[] {
    return this.#diagnostics.splice(0);
  }

  /** Absent before they are open. */
  get report(): StoreReport | undefined {
    return this.#report;
  }

  async close(): Promise<void> {
    const stores = await this.#opening;
    if (!stores || !('state' in stores)) return;
    await stores.state.close();
    if (stores.limits !== stores.state) await stores.limits.close();
  }

  async #open(): Promise<Known<Stores>> {
    let state: StateStore | undefined;
    try {
      state = await this.#openState();
      const limits = await this.#openLimits(state);
      await this.#compareClocks(state);
      this.#report = await this.#reportOf(state, limits);
      return { state, limits };
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      await state?.close();
      this.#diagnostics.push(storeLost(error));
      return unknown(`the store is lost: ${error.message}`);
    }
  }

  async #reportOf(state: StateStore, counting: LimitStore): Promise<StoreReport> {
    const { kind, place, createdAt, caveats } = await state.info();
    const { from = 'beside the policy', limits } = this.choice;
    const apart = counting === state ? undefined : await counting.info();
    const isThere = !this.#isNew || this.#needs.records;
    return {
      kind,
      place,
      from,
      ...(isThere && { createdAt }),
      caveats: [
        ...(isThere ? caveats : []),
        ...(apart?.caveats ?? []).map((caveat) => `limits on ${apart?.place}: ${caveat}`),
      ],
      ...(limits && { limits: limits.shown }),
    };
  }

  async #openState(): Promise<StateStore> {
    const { state } = this.choice;
    // Only a file can be new: a server without tables is a store that is missing.
    if (state.kind === 'postgresql' || !this.#isNew) return openState(state, this.#host);
    if (!this.#needs.records) return openState({ ...state, path: ':memory:' }, this.#host);
    const store = await createState(this.choice, this.#needs.root, this.#host);
    this.#diagnostics.push(
      diagnostic(
        'SEN2404',
        `created the store \`${state.shown}\`, which remembers releases, limits and the audit`,
        undefined,
        isCi(this.#host)
          ? {
              help: 'where this machine is thrown away after the build, so is it; `SENTINEL_STORE` names one that stays',
            }
          : {},
      ),
    );
    return store;
  }

  async #openLimits(state: StateStore): Promise<LimitStore> {
    const { limits } = this.choice;
    if (!limits) return state;
    keepSecret(limits.url, this.#host);
    const { openRedis } = await import('../../runtime/stores/redis/store.ts');
    return openRedis(limits.url);
  }

  async #compareClocks(store: LimitStore): Promise<void> {
    const { clock } = this.#host;
    const before = clock.now();
    const theirs = await store.now();
    // The answer was given somewhere in between.
    const skew = theirs > clock.now() ? theirs - clock.now() : Math.min(theirs - before, 0);
    const size = Math.abs(skew);
    if (size <= NOTABLE_SKEW) return;
    this.#diagnostics.push(
      diagnostic(
        size > MOST_SKEW ? 'SEN2406' : 'SEN2405',
        `the clock of this machine is ${formatDuration(Math.round(size / 1000) * 1000)} ${skew > 0 ? 'behind' : 'ahead of'} that of the store`,
        undefined,
        { help: SKEW_HELP },
      ),
    );
  }
}

/** Work in the stores of a command, which are closed after it. Stores that are lost are a refusal, whenever that happens. */
export async function withStores<T>(access: StoreAccess, work: (stores: Stores) => Promise<T>): Promise<T> {
  try {
    return await lossTold(async () => {
      const stores = await access.open();
      if (isUnknown(stores)) throw new Refusal(access.takeDiagnostics());
      return work(stores);
    });
  } finally {
    await access.close();
  }
}

export async function lossTold<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof StoreFailure ? new Refusal([storeLost(error)]) : error;
  }
}

export function storeLost(error: StoreFailure): Diagnostic {
  return diagnostic('SEN2402', `the store is lost: ${error.message}`, undefined, {
    help:
      error instanceof StoreMissing
        ? '`sentinel store init` makes it'
        : 'nothing is done without a record of it',
  });
}
