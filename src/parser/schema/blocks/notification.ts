import { notificationEvents } from '../../../plan/notification.ts';
import { block, componentBody, words } from '../values.ts';

export const notification = block(
  'a notification',
  'Whom to tell of what.',
  {
    on: words('What is told.', notificationEvents),
  },
  { required: ['on'], additionalProperties: componentBody },
);
