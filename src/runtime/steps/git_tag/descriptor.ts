import { objectSchema, textSchema } from '../../../plan/config.ts';
import type { StepDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: StepDescriptor = {
  kind: 'git_tag',
  summary: 'Creates an annotated tag at the commit of the release, and pushes it.',
  touches: 'process',
  config: objectSchema('Which tag.', {
    tag: textSchema('The name of the tag; by default the tag of the release.', 'argv'),
    commit: textSchema('What it points at; by default the commit of the release.', 'argv'),
    message: textSchema('The text of the tag; by default `Release ` and the tag.', 'text'),
    push: textSchema('The remote that it is pushed to; by default none.', 'argv', { minLength: 1 }),
  }),
  examples: [{}, { tag: '${release.version}', message: 'Release ${release.version}', push: 'origin' }],
};
