/** What a person typed, and its form in the address of the page, behind `#`: it is never sent to a server. */
import type { Syntax } from '../parser/syntax.ts';

export interface State {
  readonly syntax: Syntax;
  readonly policy: string;
  /** Empty where the policy declares no environments. */
  readonly environment: string;
  /** Texts of facts by id. An empty one is not given. */
  readonly facts: ReadonlyMap<string, string>;
}

const FACT = 'fact.';

export function hashOf({ syntax, policy, environment, facts }: State): string {
  const given = [...facts].filter(([, text]) => text !== '');
  const parameters = new URLSearchParams({ syntax });
  if (environment !== '') parameters.set('env', environment);
  for (const [id, text] of given) parameters.set(`${FACT}${id}`, text);
  parameters.set('policy', policy);
  return parameters.toString();
}

/** Undefined when the hash holds no policy. */
export function stateOfHash(hash: string): State | undefined {
  const parameters = new URLSearchParams(hash.replace(/^#/u, ''));
  const policy = parameters.get('policy');
  if (policy === null) return undefined;
  const facts = Array.from(parameters)
    .filter(([key]) => key.startsWith(FACT))
    .map(([key, text]) => [key.slice(FACT.length), text] as const);
  return {
    syntax: parameters.get('syntax') === 'dsl' ? 'dsl' : 'yaml',
    policy,
    environment: parameters.get('env') ?? '',
    facts: new Map(facts),
  };
}
