/** The file system that a path lies on. */
import { statfs } from 'node:fs/promises';
import { hostname } from 'node:os';

import { ProbeFailure } from '../../failure.ts';
import { requiredTextOf } from '../../host/config.ts';
import type { Probe } from '../../ports/index.ts';

export const probe: Probe = {
  async observe(config) {
    const path = requiredTextOf(config, 'path');
    const { bsize, blocks, bfree, bavail } = await statfs(path).catch((error: NodeJS.ErrnoException) => {
      throw new ProbeFailure(`the file system of \`${path}\` cannot be measured (${error.code})`);
    });
    // Like `df`: blocks kept for the administrator are neither used nor free.
    const inUse = blocks - bfree;
    const usable = inUse + bavail;
    if (usable === 0) throw new ProbeFailure(`the file system of \`${path}\` has no size`);
    return {
      fields: new Map([
        ['used', inUse / usable],
        ['free', bavail * bsize],
        ['total', blocks * bsize],
      ]),
      subject: hostname(),
      detail: path,
    };
  },
};
