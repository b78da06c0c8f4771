/** What the application may know of the machine it runs on. The command line builds one; tests build another. */
import type { Clock } from '../runtime/ports/index.ts';
import type { Redactor } from './redact.ts';

export interface Host {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Learns every secret that is read; the command line filters its output through it. */
  readonly redactor: Redactor;
}
