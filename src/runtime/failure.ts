/** Nothing could be measured, for a reason that a person can act on: `connection refused (3 attempts)`. */
export class ProbeFailure extends Error {
  override readonly name = 'ProbeFailure';
}

/** A step could not be done. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure';
}

/** A store cannot be reached, or is not what it should be. What it holds is lost to this run, not empty. */
export class StoreFailure extends Error {
  override readonly name: string = 'StoreFailure';
}

/** There is no store at the place that was named: it was not created yet, or it is gone. */
export class StoreMissing extends StoreFailure {
  override readonly name = 'StoreMissing';
}

/** The traffic could not be read or shifted. Whether a change took effect is not known. */
export class DriverFailure extends Error {
  override readonly name = 'DriverFailure';
}

/** A message did not arrive, as far as can be told. `refused`: the receiver does not take this one, however often it is sent. */
export class NotifyFailure extends Error {
  override readonly name = 'NotifyFailure';
  readonly refused: boolean;

  constructor(message: string, { refused = false, ...options }: ErrorOptions & { refused?: boolean } = {}) {
    super(message, options);
    this.refused = refused;
  }
}
