/**
 * A provider for OpenFeature, which answers from `openFlags`:
 *
 *     await OpenFeature.setProviderAndWait(new SentinelProvider({ store: 'redis://localhost:6379', flags: ['new-checkout'] }));
 *
 * The targeting key is the actor. A flag is true for whoever is in; asked for a text it is the variant, and the default for
 * whoever is out.
 */
import {
  ErrorCode,
  type EvaluationContext,
  type JsonValue,
  OpenFeatureEventEmitter,
  type Provider,
  ProviderEvents,
  type ResolutionDetails,
} from '@openfeature/server-sdk';
import { type Decision, type Flags, type FlagsOptions, openFlags } from './index.ts';

export interface ProviderOptions extends FlagsOptions {
  /** Flags that must be there before the provider is ready. */
  readonly flags?: readonly string[];
}

/** A provider for the server SDK of OpenFeature. `initialize` rejects where one of `flags` cannot be read; answers never throw. */
export class SentinelProvider implements Provider {
  readonly metadata = { name: 'release-sentinel' };
  readonly runsOn = 'server';
  readonly events = new OpenFeatureEventEmitter();
  readonly #flags: Flags;
  readonly #needed: readonly string[];
  #isStale = false;

  constructor({ flags = [], ...options }: ProviderOptions) {
    this.#flags = openFlags(options);
    this.#needed = flags;
  }

  /** Rejects where the store cannot be reached: the provider is then in error. */
  async initialize(): Promise<void> {
    await Promise.all(this.#needed.map((name) => this.#flags.load(name)));
  }

  async onClose(): Promise<void> {
    await this.#flags.close();
  }

  resolveBooleanEvaluation(
    name: string,
    byDefault: boolean,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<boolean>> {
    return this.#resolve(name, byDefault, context, (decision) => decision.in);
  }

  resolveStringEvaluation(
    name: string,
    byDefault: string,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<string>> {
    return this.#resolve(name, byDefault, context, (decision) =>
      decision.in ? decision.variant : byDefault,
    );
  }

  resolveNumberEvaluation(name: string, byDefault: number): Promise<ResolutionDetails<number>> {
    return Promise.resolve(mismatch(name, byDefault));
  }

  resolveObjectEvaluation<T extends JsonValue>(name: string, byDefault: T): Promise<ResolutionDetails<T>> {
    return Promise.resolve(mismatch(name, byDefault));
  }

  async #resolve<T>(
    name: string,
    byDefault: T,
    { targetingKey, ...attributes }: EvaluationContext,
    valueOf: (decision: Decision) => T,
  ): Promise<ResolutionDetails<T>> {
    const decision = await this.#flags.decide(name, { actor: targetingKey, ...attributes });
    const { reason, variant, bucket, error } = decision;
    this.#tellOf(reason === 'STALE');
    if (error)
      return { value: byDefault, reason, errorCode: ErrorCode[error.code], errorMessage: error.message };
    return {
      value: valueOf(decision),
      variant,
      reason,
      ...(bucket !== null && { flagMetadata: { bucket } }),
    };
  }

  #tellOf(isStale: boolean): void {
    if (isStale !== this.#isStale) this.events.emit(isStale ? ProviderEvents.Stale : ProviderEvents.Ready);
    this.#isStale = isStale;
  }
}

function mismatch<T>(name: string, byDefault: T): ResolutionDetails<T> {
  return {
    value: byDefault,
    reason: 'ERROR',
    errorCode: ErrorCode.TYPE_MISMATCH,
    errorMessage: `the flag \`${name}\` is true or false, or a text`,
  };
}
