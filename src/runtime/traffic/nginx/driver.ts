/**
 * nginx by an include file that belongs to this driver: written whole, checked, taken up by a reload, and read back from
 * the running nginx.
 */
import { resolve } from 'node:path';

import { DriverFailure } from '../../failure.ts';
import { requiredNumberOf, requiredTextOf, textOf, textsOf } from '../../host/config.ts';
import { parseUrl } from '../../host/network/url.ts';
import { complaintOf, runToSuccess } from '../../host/run-configured.ts';
import type { CommandResult, ResolvedRecord } from '../../ports/index.ts';
import type { DriverUse, Roles, Shift, TrafficDriver, TrafficReading } from '../../ports/traffic.ts';
import { answerTo } from '../asking.ts';
import { systemFailure, textIn, writeText } from '../files.ts';
import { partsOf } from '../parts.ts';
import { statelessDriver } from '../stateless.ts';
import { canaryIn, includeText, standingIn, standingText, type Written, writtenOf } from './include.ts';

/** Between two looks whether a reload has happened. */
const PAUSE = 20;

/** Old workers answer beside the new ones for a tenth of a second; after so many answers in turn no more of them does. */
const ENOUGH = 10;

type Use = Pick<DriverUse, 'root' | 'clock'>;

/** Rejects with `DriverFailure`. */
export function openDriver(config: ResolvedRecord, use: Use): Promise<TrafficDriver> {
  return statelessDriver(() => new Nginx(config, use));
}

class Nginx {
  readonly target: string;
  readonly granularity = 0.01;
  readonly #file: string;
  readonly #config: ResolvedRecord;
  readonly #use: Use;
  readonly #status: URL;
  readonly #written: Written;
  readonly #timeout: number;

  constructor(config: ResolvedRecord, use: Use) {
    this.#file = resolve(use.root, requiredTextOf(config, 'file'));
    this.target = `nginx ${this.#file}`;
    this.#config = config;
    this.#use = use;
    this.#status = parseUrl(requiredTextOf(config, 'status'));
    this.#written = writtenOf(requiredTextOf(config, 'variable'), requiredTextOf(config, 'hash'));
    this.#timeout = requiredNumberOf(config, 'timeout');
  }

  /** What runs counts; a file that says something else is told. */
  async read(roles: Roles, signal: AbortSignal): Promise<TrafficReading> {
    const running = await this.#running(signal);
    const written = standingIn(this.#file, await textIn(this.#file));
    return {
      canary: canaryIn(running, roles),
      detail:
        running === written ? running : `${running}; its file says ${written}, which it has not taken up`,
    };
  }

  async shift({ roles, weight }: Shift, signal: AbortSignal): Promise<void> {
    const running = await this.#running(signal);
    canaryIn(running, roles);
    const share = partsOf(weight, 10_000) / 100;
    const before = await textIn(this.#file);
    const wanted = standingText(roles, share);
    const written = standingIn(this.#file, before);
    if (running === wanted && written === wanted) return;
    await writeText(this.#file, includeText(roles, share, this.#written));
    try {
      await this.#run(textsOf(this.#config, 'test'), signal);
    } catch (error) {
      // nginx would not take it up now, nor start with it later.
      await writeText(this.#file, before);
      throw error;
    }
    await this.#reload(signal);
    await this.#taken(wanted, signal);
  }

  async #running(signal: AbortSignal): Promise<string> {
    const request = { url: this.#status, method: 'GET', headers: new Map<string, string>() };
    const once = { timeout: this.#timeout, attempts: 1, backoff: 0 };
    return (await answerTo(request, once, { ...this.#use, signal })).trim();
  }

  async #reload(signal: AbortSignal): Promise<void> {
    const program = textsOf(this.#config, 'reload');
    if (program.length > 0) return this.#run(program, signal);
    const path = resolve(this.#use.root, textOf(this.#config, 'pid') ?? '');
    const text = await textIn(path);
    const pid = /^\s*(\d+)\s*$/u.exec(text)?.[1];
    if (pid === undefined || Number(pid) < 2) throw new DriverFailure(`${path} holds no process id`);
    try {
      process.kill(Number(pid), 'SIGHUP');
    } catch (error) {
      throw systemFailure(error, `nginx, process ${pid}, cannot be told to reload`);
    }
  }

  async #taken(wanted: string, signal: AbortSignal): Promise<void> {
    const { clock } = this.#use;
    const end = clock.monotonic() + this.#timeout;
    let answers = 0;
    while (clock.monotonic() < end) {
      answers = (await this.#running(signal)) === wanted ? answers + 1 : 0;
      if (answers === ENOUGH) return;
      await clock.sleep(PAUSE, signal);
    }
    throw new DriverFailure(`nginx has not taken ${this.#file} up in time`);
  }

  async #run(run: readonly string[], signal: AbortSignal): Promise<void> {
    const { root } = this.#use;
    await runToSuccess({ run, cwd: '.', timeout: this.#timeout }, { root, signal }, { complaint });
  }
}

/** nginx says why before it says that. */
function complaint(result: CommandResult): string {
  return /\[emerg\] (?:\d+#\d+: )?([^\n]{0,300})/u.exec(result.stderr)?.[1] ?? complaintOf(result);
}
