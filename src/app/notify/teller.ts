/** Tells beside the work, which never waits for it but at its very end. */
import { hostname } from 'node:os';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import { Outbox, type Undelivered } from '../../runtime/engine/notify/outbox.ts';
import { StoreFailure } from '../../runtime/failure.ts';
import type { Site } from '../rollout/site.ts';
import { type NotifySite, receiversOf } from './receivers.ts';

/** How long a program that is done waits for receivers, milliseconds. */
const PATIENCE = 5_000;

type TellerSite = NotifySite & Pick<Site, 'stores'>;

export class Teller {
  readonly #site: TellerSite;
  readonly #end = new AbortController();
  readonly #signal: AbortSignal;
  /** What was said of receivers that could not be told. */
  readonly #troubles = new Set<string>();
  readonly #diagnostics: Diagnostic[] = [];
  #outbox: Outbox | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #fault: Error | undefined;

  private constructor(site: TellerSite) {
    this.#site = site;
    this.#signal = AbortSignal.any([site.signal, this.#end.signal]);
  }

  /** Undefined where nobody is to be told of anything. */
  static at(site: TellerSite): Teller | undefined {
    return site.plan.notifications.length === 0 ? undefined : new Teller(site);
  }

  /** What happens from here on is told. It rejects with `StoreFailure`. */
  async begin(): Promise<void> {
    const { plan, stores } = this.#site;
    this.#outbox ??= await Outbox.open({
      state: stores.state,
      policy: plan.policy,
      receivers: receiversOf(this.#site),
      holder: `${hostname()}, process ${process.pid}`,
    });
  }

  /** Something may have happened; it returns at once. */
  nudge(): void {
    this.#again = true;
    this.#running ??= this.#run();
  }

  /** Waits for what is on its way, for a few seconds; what does not arrive is sent by whoever comes next. */
  async settle(patience = PATIENCE): Promise<readonly Diagnostic[]> {
    this.nudge();
    const timer = setTimeout(() => this.#end.abort(), patience);
    await this.#running;
    clearTimeout(timer);
    return this.take();
  }

  /** What could not be told since it was last asked for, each trouble once. */
  take(): readonly Diagnostic[] {
    if (this.#fault) throw this.#fault;
    return this.#diagnostics.splice(0);
  }

  /** Before the store is closed. */
  async close(): Promise<void> {
    this.#end.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#again && !this.#signal.aborted) {
        this.#again = false;
        this.#note((await this.#outbox?.flush(this.#signal)) ?? []);
      }
    } catch (error) {
      if (error instanceof StoreFailure) this.#note([{ receiver: '', why: error.message, then: 'later' }]);
      else this.#fault = error instanceof Error ? error : new Error(String(error));
    } finally {
      this.#running = undefined;
    }
  }

  #note(undelivered: readonly Undelivered[]): void {
    for (const one of undelivered) {
      const says = [one.receiver, one.then, one.why].join(' ');
      if (!this.#troubles.has(says)) this.#diagnostics.push(notDelivered(one));
      this.#troubles.add(says);
    }
  }
}

function notDelivered({ receiver, why, then }: Undelivered): Diagnostic {
  const what =
    receiver === '' ? 'nobody could be told' : `the notification \`${receiver}\` was not delivered`;
  return diagnostic('SEN2801', `${what}: ${why}`, undefined, {
    help:
      then === 'lost'
        ? 'the receiver does not take this message, which is not sent again'
        : 'it is sent again by the next `apply`, `tick` or `controller`; `sentinel notify --test` tries it now',
  });
}
