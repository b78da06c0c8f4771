/** A traffic driver that does what the test says; it keeps what it was told. */
import { DriverFailure } from '../../src/runtime/failure.ts';
import type { Roles, Shift, TrafficDriver, TrafficReading } from '../../src/runtime/ports/traffic.ts';

export class FakeDriver implements TrafficDriver {
  readonly target: string = 'fake';
  readonly granularity = 0.5;
  /** Percent by slot; what is not there takes the rest. */
  weights: Record<string, number> = { blue: 100, green: 0 };
  /** Every change, in order: `green 10`, `green 0 evict`. */
  readonly told: string[] = [];
  /** Whether nobody is held on the canary; undefined where it holds nobody at all. */
  evicted: boolean | undefined;
  /** Why it cannot be read, or told. */
  unreadable: string | undefined;
  deaf: string | undefined;
  /** Called before a change is made. */
  beforeShift: (shift: Shift) => void = () => undefined;

  read({ canary }: Roles): Promise<TrafficReading> {
    if (this.unreadable !== undefined) return Promise.reject(new DriverFailure(this.unreadable));
    return Promise.resolve({
      canary: this.weights[canary] ?? 0,
      ...(this.evicted !== undefined && { evicted: this.evicted }),
    });
  }

  shift(shift: Shift, _signal: AbortSignal): Promise<void> {
    const { roles, weight, verb } = shift;
    this.beforeShift(shift);
    if (this.deaf !== undefined) return Promise.reject(new DriverFailure(this.deaf));
    this.told.push(`${roles.canary} ${weight}${verb === 'evict' ? ' evict' : ''}`);
    this.weights[roles.canary] = weight;
    this.weights[roles.stable] = 100 - weight;
    if (this.evicted !== undefined) this.evicted = verb === 'evict';
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
