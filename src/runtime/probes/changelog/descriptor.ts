import { objectSchema, textSchema } from '../../../plan/config.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: ProbeDescriptor = {
  kind: 'changelog',
  summary: 'The entry of the release in a changelog.',
  touches: 'files',
  config: objectSchema('Which changelog, and how its titles look.', {
    path: textSchema('The file, from the directory of the policy.', 'path', { default: 'CHANGELOG.md' }),
    title: textSchema(
      'A title line with `{version}` and perhaps `{date}`; by default a Markdown heading such as `## [1.2.3] - 2026-01-31`.',
      'text',
    ),
    version: textSchema('The version to look for; by default the one of the release.', 'text'),
  }),
  fields: {
    has_entry: { type: 'boolean', summary: 'there is an entry for the version' },
    dated: { type: 'boolean', summary: 'its title has a real date, not `XX`, `TBD` or `Unreleased`' },
    date: { type: 'instant', summary: 'the date, at midnight UTC' },
    body: { type: 'string', summary: 'the text of the entry' },
  },
  defaultField: 'has_entry',
  examples: [{}, { path: 'docs/CHANGES.md', title: 'Release {version} ({date})' }],
};
