/** The name of this process as a holder of leases, by which others on the same machine can tell that it has died. */
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

const form = /^(?<place>.*), process (?<pid>\d+) \((?<mark>[0-9a-f]{8})\)$/u;

/** Of the boot and of the space in which process numbers are given; undefined where the system does not say. */
const mark = markOf('/proc/sys/kernel/random/boot_id', '/proc/self/ns/pid');

export const holder = `${hostname()}, process ${process.pid}${mark === undefined ? '' : ` (${mark})`}`;

/** False where it lives, and where nobody here can know: another boot, another machine, another container. */
export function isGone(other: string): boolean {
  const { place, pid, mark: theirs } = form.exec(other)?.groups ?? {};
  return mark !== undefined && theirs === mark && place === hostname() && !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there and belongs to somebody else, or the number was given to another: then its lease runs out by itself.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function markOf(boot: string, space: string): string | undefined {
  try {
    const text = `${readFileSync(boot, 'utf8').trim()} ${readlinkSync(space)}`;
    return createHash('sha256').update(text).digest('hex').slice(0, 8);
  } catch {
    return undefined; // another system than Linux
  }
}
