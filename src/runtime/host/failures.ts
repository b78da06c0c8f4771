/** What becomes of failures on the way out of an adapter. */
import { unknown, type Known } from '../../plan/value.ts';
import { ProbeFailure, StoreFailure } from '../failure.ts';
import { NetworkFailure } from './network/failure.ts';

type FailureClass = new (message: string, options: ErrorOptions) => Error;

/** The failures of what adapters share: the network, files and programs, a store. */
const shared: readonly FailureClass[] = [NetworkFailure, ProbeFailure, StoreFailure];

/** An adapter throws the failure of its port, whatever it is built upon. */
export async function failingAs<T>(Failure: FailureClass, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure || !shared.some((kind) => error instanceof kind)) throw error;
    throw new Failure((error as Error).message, { cause: error });
  }
}

/** For one field of a probe: what fails for it leaves the others known. */
export async function orUnknown<T>(work: () => T | Promise<T>): Promise<Known<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProbeFailure) return unknown(error.message);
    throw error;
  }
}
