/** The memory of this host or container. */
import { hostname } from 'node:os';

import type { Probe } from '../../ports/index.ts';
import { measureMemory } from './measure.ts';

export const probe: Probe = {
  async observe() {
    const { total, free, limited } = await measureMemory();
    return {
      fields: new Map([
        ['used', 1 - free / total],
        ['free', free],
        ['total', total],
      ]),
      subject: hostname(),
      ...(limited && { detail: 'limit of the container' }),
    };
  },
};
