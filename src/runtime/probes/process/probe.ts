/** Whether a process runs on this host. */
import { hostname } from 'node:os';
import { resolve } from 'node:path';

import { unknown, type Known, type Value } from '../../../plan/value.ts';
import { ProbeFailure } from '../../failure.ts';
import { textOf } from '../../host/config.ts';
import { openRegular, readOpen } from '../../host/files.ts';
import type { Probe, ProbeContext, ResolvedRecord } from '../../ports/index.ts';
import { listProcesses, type ProcessInfo } from './processes.ts';

export const probe: Probe = {
  async observe(config, context) {
    const isMeant = await selector(config, context);
    const { processes, partial } = await listProcesses(context.signal);
    const count = processes.filter(isMeant).length;
    const hidden = unknown('processes of other users are hidden here (`hidepid`)');
    return {
      fields: new Map<string, Known<Value>>([
        ['running', count === 0 && partial ? hidden : count > 0],
        ['count', partial ? hidden : count],
      ]),
      subject: hostname(),
    };
  },
};

type Selector = (process: ProcessInfo) => boolean;

async function selector(config: ResolvedRecord, context: ProbeContext): Promise<Selector> {
  const name = textOf(config, 'name');
  if (name !== undefined) return ({ names }) => names.includes(name);
  const match = textOf(config, 'match');
  if (match !== undefined) return await commandLineSelector(match);
  const pid = await pidIn(textOf(config, 'pidfile') ?? '', context.root);
  return (process) => process.pid === pid;
}

async function commandLineSelector(match: string): Promise<Selector> {
  const { RE2JS } = await import('re2js');
  try {
    const expression = RE2JS.compile(match);
    return ({ commandLine }) => expression.matcher(commandLine).find();
  } catch (error) {
    throw new ProbeFailure(`\`${match}\` is not a regular expression: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** `undefined` without the file: then nothing runs. */
async function pidIn(pidfile: string, root: string): Promise<number | undefined> {
  const file = await openRegular(resolve(root, pidfile), pidfile);
  if (!file) return undefined;
  try {
    const text = (await readOpen(file.handle, pidfile, 64)).toString('utf8').trim();
    if (!/^[0-9]+$/u.test(text)) throw new ProbeFailure(`\`${pidfile}\` holds no process id`);
    return Number(text);
  } finally {
    await file.handle.close();
  }
}
