/** Policies to start from, with facts that show a decision. */
import freezes from '../../examples/freezes/sentinel.yaml';
import library from '../../examples/library/sentinel.yaml';
import minimal from '../../examples/minimal/sentinel.yaml';
import monorepo from '../../examples/monorepo/sentinel.yaml';
import releaseGate from '../../examples/release-gate/sentinel.yaml';
import releaseVerification from '../../examples/release-verification/sentinel.yaml';
import type { State } from './state.ts';

export const examples: ReadonlyMap<string, State> = new Map([
  [
    'The smallest policy',
    example(minimal, '', { 'git.clean': 'true', 'release.version': 'v1.0.0', 'disk.used': '40%' }),
  ],
  [
    'A release gate',
    example(releaseGate, 'prod', {
      'git.inside': 'true',
      'git.clean': 'true',
      'release.event': 'push',
      'git.branch': 'main',
      'release.version': 'v1.2.3',
      'git.release_tag.exists': 'false',
      'disk.used': '78%',
      'memory.used': '91%',
      'api.ok': 'true',
    }),
  ],
  [
    'Freezes and limits',
    example(freezes, 'prod', {
      'release.version': 'v1.2.3',
      'release.source': 'ci',
      now: '2026-11-27T12:00-05:00',
    }),
  ],
  [
    'A library',
    example(library, '', {
      'git.clean': 'true',
      'release.version': 'v2.1.0',
      'versions.agree': 'true',
      'versions.value': '2.0.0',
      'notes.has_entry': 'true',
    }),
  ],
  ['A repository of two components', example(monorepo, '', { 'release.component': 'cart' })],
  [
    'Verifying a release',
    example(releaseVerification, 'staging', { 'api.ok': 'true', 'orders.ok': 'false' }),
  ],
]);

function example(policy: string, environment: string, facts: Readonly<Record<string, string>>): State {
  return { syntax: 'yaml', policy, environment, facts: new Map(Object.entries(facts)) };
}
