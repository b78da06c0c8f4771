import { block, componentBody, words } from '../values.ts';

export const notification = block(
  'a notification',
  'Whom to tell of what.',
  {
    on: words('What is told.', [
      'blocked',
      'critical',
      'warning',
      'started',
      'promoted',
      'paused',
      'waiting_approval',
      'rolled_back',
      'completed',
      'failed',
      'drift',
      'version_mismatch',
      'override',
    ]),
  },
  { required: ['on'], additionalProperties: componentBody },
);
