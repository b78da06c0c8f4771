/** What becomes of failures on the way out of an adapter. */
import { unknown, type Known } from '../../plan/value.ts';
import { ProbeFailure, StepFailure } from '../failure.ts';

/** For one field of a probe: what fails for it leaves the others known. */
export async function orUnknown<T>(work: () => T | Promise<T>): Promise<Known<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProbeFailure) return unknown(error.message);
    throw error;
  }
}

/** For a step that uses what probes use. */
export async function orStepFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProbeFailure) throw new StepFailure(error.message, { cause: error });
    throw error;
  }
}
