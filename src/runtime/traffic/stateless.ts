/** Drivers that hold nothing open between two questions. */
import { DriverFailure } from '../failure.ts';
import { failingAs } from '../host/failures.ts';
import type { TrafficDriver } from '../ports/traffic.ts';

/** What fails in `open` and in what it opens, in the network or in a program, is a `DriverFailure`. */
export function statelessDriver(open: () => Omit<TrafficDriver, 'close'>): Promise<TrafficDriver> {
  return failingAs(DriverFailure, () => {
    const driver = open();
    const { published } = driver;
    return {
      ...driver,
      read: (roles, signal) => failingAs(DriverFailure, () => driver.read(roles, signal)),
      shift: (change, signal) => failingAs(DriverFailure, () => driver.shift(change, signal)),
      ...(published && { published: (signal) => failingAs(DriverFailure, () => published(signal)) }),
      close: () => Promise.resolve(),
    };
  });
}
