/** Conditions whose truth is settled before anything is measured. */
import { and, FALSE, not, or, TRUE, type Truth, truth, UNKNOWN } from '../../../plan/kleene.ts';
import type { Expression } from '../../../parser/expression/ast.ts';
import { type Claim, claimOf } from './claims.ts';
import { isWithin, only } from './values.ts';

/** With an environment, what is said of `release.env` is settled too. */
export function settledTruth(condition: Expression, environment?: string): Truth {
  switch (condition.kind) {
    case 'boolean':
      return truth(condition.value);
    case 'not':
      return not(settledTruth(condition.of, environment));
    case 'and':
      return condition.items.map((item) => settledTruth(item, environment)).reduce(and, TRUE);
    case 'or':
      return condition.items.map((item) => settledTruth(item, environment)).reduce(or, FALSE);
    default:
      return environment === undefined ? UNKNOWN : inEnvironment(claimOf(condition), environment);
  }
}

function inEnvironment({ subject, values }: Claim, environment: string): Truth {
  return subject === 'release.env' ? truth(isWithin(only(environment), values)) : UNKNOWN;
}
