/** A scope with a name of every kind, as a policy would give it to a gate. */
import type { Binding, Scope } from '../../src/compiler/expression/scope.ts';
import type { PlanFact } from '../../src/plan/plan.ts';
import type { Type } from '../../src/plan/type.ts';

function fact(id: string, type: Type): PlanFact {
  return { id, type, source: { kind: 'input', name: id } };
}

function reading(id: string, type: Type): Binding {
  return { kind: 'fact', fact: fact(id, type) };
}

/** The members of a namespace by their types; `self` is the one that the bare name reads. */
function namespace(
  owner: string,
  label: string,
  members: Readonly<Record<string, Type | Binding>>,
  self?: string,
): Binding {
  const bindings = new Map(
    Object.entries(members).map(([name, member]): [string, Binding] => [
      name,
      typeof member === 'object' && 'kind' in member ? member : reading(`${owner}.${name}`, member),
    ]),
  );
  const own = self === undefined ? undefined : bindings.get(self);
  return { kind: 'namespace', label, members: bindings, ...(own?.kind === 'fact' && { self: own.fact }) };
}

export const gateScope: Scope = {
  takesSecrets: false,
  bindings: new Map<string, Binding>([
    ['now', reading('now', 'instant')],
    ['ticket', reading('ticket', 'string')],
    ['count', reading('count', 'number')],
    ['tags', reading('tags', { list: 'string' })],
    ['up', reading('up', { list: { record: { ok: 'boolean', latency: 'duration' } } })],
    ['p95', reading('p95', 'duration')],
    [
      'error_rate',
      namespace('error_rate', 'probe', { value: 'ratio', age: 'duration', samples: 'number' }, 'value'),
    ],
    ['disk', namespace('disk', 'probe', { used: 'ratio', free: 'bytes' })],
    [
      'api',
      namespace(
        'api',
        'probe',
        { ok: 'boolean', json: 'any', headers: { record: { etag: 'string' } } },
        'ok',
      ),
    ],
    [
      'git',
      namespace('git', 'git', {
        branch: 'string',
        clean: 'boolean',
        release_tag: namespace('git.release_tag', 'release_tag', { exists: 'boolean', commit: 'string' }),
      }),
    ],
    ['release', namespace('release', 'release', { version: 'version', commit: 'string', at: 'instant' })],
    ['settings', namespace('settings', 'settings', { api_url: 'string' })],
    [
      'secrets',
      namespace('secrets', 'secrets', { token: { kind: 'secret', fact: fact('secrets.token', 'string') } }),
    ],
    ['track', { kind: 'constant', type: 'string', value: 'stable' }],
    [
      'canary',
      { kind: 'refused', code: 'SEN1501', message: '`canary` is not yet in this version', help: 'remove it' },
    ],
  ]),
};
