import { booleanSchema, objectSchema, textSchema } from '../../../plan/config.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: ProbeDescriptor = {
  kind: 'git',
  summary: 'The repository that the policy lies in: its state, branch, commit and tags.',
  touches: 'process',
  config: objectSchema('Which repository, and what to compare with.', {
    path: textSchema('A directory inside the repository, from the directory of the policy.', 'path', {
      default: '.',
    }),
    remote: booleanSchema('Ask the remote for tags where the clone has none or only a part.', {
      default: true,
    }),
    base: textSchema(
      'The commit, branch or tag that `changed` starts from; by default the last release tag before this one.',
      'argv',
    ),
  }),
  fields: {
    inside: { type: 'boolean', summary: 'inside the work tree of a repository' },
    clean: { type: 'boolean', summary: 'nothing changed, added or left untracked' },
    branch: { type: 'string', summary: 'the branch; from the CI system where HEAD is detached' },
    detached: { type: 'boolean', summary: 'HEAD is on no branch' },
    commit: { type: 'string', summary: 'the full id of the commit at HEAD' },
    tags: { type: { list: 'string' }, summary: 'all tags; unknown in a clone without tags' },
    'release_tag.exists': { type: 'boolean', summary: 'the tag of the release is there' },
    'release_tag.commit': { type: 'string', summary: 'the commit that the tag of the release points at' },
    'release_tag.annotated': { type: 'boolean', summary: 'the tag of the release is an annotated one' },
    changed: { type: { list: 'string' }, summary: 'files changed between `base` and HEAD' },
    ahead: { type: 'number', summary: 'commits that the upstream branch does not have' },
    behind: { type: 'number', summary: 'commits of the upstream branch that are not here' },
    shallow: { type: 'boolean', summary: 'the clone holds a part of the history' },
  },
  examples: [{}, { path: '.', remote: false, base: 'origin/main' }],
};
