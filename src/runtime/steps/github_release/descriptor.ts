import { booleanSchema, objectSchema, secretSchema, textSchema } from '../../../plan/config.ts';
import { attemptSchemas, tlsSchemas } from '../../../plan/connection.ts';
import type { StepDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: StepDescriptor = {
  kind: 'github_release',
  summary: 'The GitHub release of a tag.',
  touches: 'network',
  config: objectSchema(
    'A release. One that exists for the tag is left as it is.',
    {
      repository: textSchema('Repository as `owner/name`.', 'text'),
      token: secretSchema('Token that may write the contents of the repository.', 'header'),
      url: textSchema('Address of the REST API.', 'url', { default: 'https://api.github.com' }),
      tag: textSchema('Tag; default the tag of the release.', 'text'),
      name: textSchema('Title; default the tag.', 'text'),
      body: textSchema('Description in Markdown.', 'text'),
      generate_notes: booleanSchema('Let GitHub write the description.', { default: false }),
      prerelease: booleanSchema('Mark it as a pre-release.', { default: false }),
      ...attemptSchemas,
      ...tlsSchemas,
    },
    { required: ['repository', 'token'] },
  ),
  examples: [
    { repository: 'example/shop', token: '${secrets.github_token}', body: '${notes.body}' },
    { repository: 'example/shop', token: '${secrets.github_token}', generate_notes: true },
  ],
};
