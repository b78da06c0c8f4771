/** What a run tells of its rollouts: lines, and on a terminal the live view. */
import { ask, Refusal, type RolloutStatus, type RunEvent } from '../../app/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { given, policyRequest, storeFlags } from '../commands/request.ts';
import { type ProgressDisplay, progressDisplay } from '../render/progress.ts';
import type { Session } from '../session.ts';
import type { KeyRequest } from './keys.ts';
import type { LiveView } from './live.ts';

export interface FollowOptions {
  /** This run looks after the rollout: what is asked with a key is only kept for it. */
  readonly drives: boolean;
}

/** Like the progress of every run, until there is a rollout to draw. */
export function followDisplay(args: Arguments, session: Session, { drives }: FollowOptions): ProgressDisplay {
  const { stderr, verbose, host } = session;
  const progress = progressDisplay(stderr, verbose);
  if (!stderr.isTerminal || host.env['TERM'] === 'dumb') return progress;
  const askFor = async (
    request: KeyRequest,
    reason: string,
    { identity, group }: RolloutStatus,
  ): Promise<string> => {
    const { policy, rollout, mode, ...place } = identity;
    try {
      const { asked } = await ask(
        {
          ...policyRequest(args),
          ...storeFlags(args),
          ...given(args, ['actor']),
          request,
          choice: { name: `${policy}/${group ?? rollout}`, ...place, shadow: mode === 'shadow' },
          reason,
          look: !drives,
          signal: session.signal,
        },
        host,
      );
      return asked.map(({ result, why }) => [request, result, why].filter(Boolean).join(': ')).join('; ');
    } catch (error) {
      if (error instanceof Refusal) return error.diagnostics.map(({ message }) => message).join('; ');
      return `${request} failed: ${String(error)}`;
    }
  };
  return new LiveDisplay(
    () => openView(session, askFor),
    progress,
    (text) => {
      stderr.lines([[text]]);
    },
  );
}

type Ask = (request: KeyRequest, reason: string, status: RolloutStatus) => Promise<string>;

async function openView({ stderr, canAsk, host }: Session, askFor: Ask): Promise<LiveView> {
  const { openLiveView } = await import('./live.ts');
  return openLiveView({
    stdin: process.stdin,
    stdout: process.stderr,
    colour: stderr.colour,
    redact(text) {
      const filter = host.redactor.filter();
      return filter.push(text) + filter.end();
    },
    hasKeys: canAsk,
    ask: askFor,
    leave: () => process.kill(process.pid, 'SIGINT'),
  });
}

/** Opens the view with the first event of a rollout, and tells it all that came while it loaded. */
export class LiveDisplay implements ProgressDisplay {
  readonly #open: () => Promise<LiveView>;
  readonly #progress: ProgressDisplay;
  readonly #failed: (text: string) => void;
  #view: LiveView | undefined;
  /** Events that no view has been told; undefined before the first. */
  #untold: RunEvent[] | undefined;
  #closed = false;

  /** `failed` tells why there are lines where a view was expected. */
  constructor(open: () => Promise<LiveView>, progress: ProgressDisplay, failed: (text: string) => void) {
    this.#failed = failed;
    this.#open = open;
    this.#progress = progress;
  }

  readonly listener = (event: RunEvent): void => {
    if (event.type === 'rollout.left') this.#closeView();
    if (this.#closed || !event.type.startsWith('rollout.')) {
      // Nothing is written where the view is drawn.
      if (!this.#view) this.#progress.listener(event);
      return;
    }
    if (this.#view) return this.#view.tell(event);
    if (this.#untold) this.#untold.push(event);
    else {
      this.#untold = [event];
      void this.#load();
    }
  };

  close(): void {
    this.#closeView();
    this.#progress.close();
  }

  async #load(): Promise<void> {
    const view = await this.#open().catch((error: unknown) => {
      // The rollout goes on, in lines.
      this.#closeView();
      this.#failed(`the live view cannot be drawn: ${String(error)}`);
      return undefined;
    });
    if (!view) return;
    if (this.#closed) {
      view.close();
      return;
    }
    this.#progress.close();
    this.#view = view;
    for (const event of this.#untold?.splice(0) ?? []) view.tell(event);
  }

  #closeView(): void {
    this.#closed = true;
    this.#view?.close();
    this.#view = undefined;
    // A view that did not come in time leaves lines.
    for (const event of this.#untold?.splice(0) ?? []) this.#progress.listener(event);
  }
}
