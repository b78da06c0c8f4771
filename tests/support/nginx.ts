/** A real nginx before two small services, `blue` and `green`, whose shares an include file tells. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { systemClock } from '../../src/app/clock.ts';
import type { ResolvedRecord } from '../../src/runtime/ports/index.ts';
import type { TrafficDriver } from '../../src/runtime/ports/traffic.ts';
import { descriptor } from '../../src/runtime/traffic/nginx/descriptor.ts';
import { openDriver } from '../../src/runtime/traffic/nginx/driver.ts';
import { includeText } from '../../src/runtime/traffic/nginx/include.ts';
import { type NginxDaemon, startNginx } from './daemons.ts';
import { withDefaults } from './defaults.ts';
import { temporaryFolder } from './folder.ts';
import { answerWith } from './router.ts';
import { httpServer } from './server.ts';

export interface NginxStand {
  readonly nginx: NginxDaemon;
  /** The include file. */
  readonly file: string;
  /** What a policy would say. */
  readonly config: ResolvedRecord;
  /** Writes the file as a person would, and has it taken up. */
  readonly write: (green: number) => Promise<void>;
  readonly open: (parts?: ResolvedRecord) => Promise<TrafficDriver>;
}

/** Ends with the test. */
export async function nginxStand(): Promise<NginxStand> {
  const folder = await temporaryFolder({ 'slot.conf': includeOf(0) });
  const file = join(folder, 'slot.conf');
  const upstreams = await Promise.all(
    ['blue', 'green'].map(async (slot) => {
      const { host } = new URL(await httpServer(answerWith(slot)));
      return `upstream ${slot} { server ${host}; keepalive 64; }`;
    }),
  );
  const nginx = await startNginx(
    folder,
    [
      ...upstreams,
      `include ${file};`,
      'server {',
      '  listen ${WEB};',
      '  location = /standing { return 200 $slot_standing; }',
      '  location / { proxy_pass http://$slot; proxy_http_version 1.1; proxy_set_header Connection ""; }',
      '}',
    ].join('\n'),
  );
  onTestFinished(nginx.stop);
  const config = withDefaults(descriptor, {
    file,
    status: `${nginx.url}/standing`,
    slots: ['blue', 'green'],
    test: [...nginx.command, '-t'],
    pid: nginx.pid,
  });
  const open = (parts: ResolvedRecord = {}): Promise<TrafficDriver> =>
    openDriver({ ...config, ...parts }, { root: folder, clock: systemClock() });
  return {
    nginx,
    file,
    config,
    open,
    async write(green) {
      await writeFile(file, includeOf(green));
      process.kill(Number(await readFile(nginx.pid, 'utf8')), 'SIGHUP');
    },
  };
}

export function includeOf(green: number): string {
  const roles = { stable: 'blue', canary: 'green' };
  return includeText(roles, green, { variable: '$slot', hash: '$request_id' });
}
