/** A file beneath the directory of the policy. */
import { createHash } from 'node:crypto';

import { unknown, type Known, type Value } from '../../../plan/value.ts';
import { ProbeFailure } from '../../failure.ts';
import { requiredTextOf, textOf } from '../../host/config.ts';
import { orUnknown } from '../../host/failures.ts';
import { formatOfName, parseData, valueAt, type DataFormat } from '../../host/data.ts';
import { decodeText, MAX_FILE_BYTES, openConfined, readOpen, type OpenFile } from '../../host/files.ts';
import type { Probe, Reading, ResolvedRecord } from '../../ports/index.ts';

export const probe: Probe = {
  async observe(config, context) {
    const path = requiredTextOf(config, 'path');
    const file = await openConfined(context.root, path);
    if (!file) return missing(path);
    try {
      return await observeFile(file, path, config, context.signal);
    } finally {
      await file.handle.close();
    }
  },
};

function missing(path: string): Reading {
  const reason = unknown(`there is no file \`${path}\``);
  const rest = ['size', 'sha256', 'text', 'value'].map((name) => [name, reason] as const);
  return { fields: new Map<string, Known<Value>>([['exists', false], ...rest]), subject: path };
}

async function observeFile(
  file: OpenFile,
  path: string,
  config: ResolvedRecord,
  signal: AbortSignal,
): Promise<Reading> {
  const text = await orUnknown(async () =>
    decodeText(await readOpen(file.handle, path, MAX_FILE_BYTES), path),
  );
  const value = typeof text === 'string' ? await orUnknown(() => valueOf(text, path, config)) : text;
  return {
    fields: new Map([
      ['exists', true],
      ['size', file.stats.size],
      ['sha256', await digestOf(file, signal)],
      ['text', text],
      ['value', value],
    ]),
    subject: path,
  };
}

/** A release artifact may be large: it is read in pieces, from the start. */
async function digestOf(file: OpenFile, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  // A stream that begins with a signal that is over fails before anybody can hear of it.
  signal.throwIfAborted();
  const stream = file.handle.createReadStream({ start: 0, autoClose: false, signal });
  for await (const chunk of stream) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function valueOf(text: string, path: string, config: ResolvedRecord): Promise<Value> {
  const format = (textOf(config, 'format') as DataFormat | undefined) ?? formatOfName(path);
  if (!format) throw new ProbeFailure(`the name \`${path}\` does not say its format; \`format\` can`);
  return valueAt(await parseData(text, format, `\`${path}\``), textOf(config, 'at') ?? '');
}
