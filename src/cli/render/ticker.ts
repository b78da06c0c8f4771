/** How far a long work has come, in place on a terminal. Nothing is shown of what is over in a moment. */
import type { Session } from '../session.ts';
import { CLEAR_LINE } from './progress.ts';

const MOMENT = 500;

export interface Ticker {
  readonly progress: (done: number) => void;
  /** Takes away what was shown. */
  readonly close: () => void;
}

export function ticker({ host, stderr }: Pick<Session, 'host' | 'stderr'>, noun: string): Ticker {
  let shown = host.clock.now();
  let isDrawn = false;
  return {
    progress(done) {
      const now = host.clock.now();
      if (!stderr.isTerminal || now - shown < MOMENT) return;
      shown = now;
      isDrawn = true;
      stderr.text(`${CLEAR_LINE}${done.toLocaleString('en-US')} ${noun}`);
      stderr.flush();
    },
    close() {
      if (isDrawn) stderr.text(CLEAR_LINE);
    },
  };
}
