/** The versions that files of the project name. */
import { isUnknown, unknown, type Known, type Value } from '../../../plan/value.ts';
import { textsOf } from '../../host/config.ts';
import { orUnknown } from '../../host/failures.ts';
import { readTextConfined } from '../../host/files.ts';
import type { Probe } from '../../ports/index.ts';
import { versionIn } from './version.ts';

interface Named {
  readonly file: string;
  readonly version: Known<string>;
}

export const probe: Probe = {
  async observe(config, context) {
    const named = await Promise.all(
      textsOf(config, 'files').map(async (file): Promise<Named> => ({
        file,
        version: await orUnknown(async () => versionIn(file, await readTextConfined(context.root, file))),
      })),
    );
    const agree = agreement(named);
    return {
      fields: new Map<string, Known<Value>>([
        ['agree', agree],
        ['value', sharedVersion(named, agree)],
        ['versions', versionsOf(named)],
      ]),
      detail: listed(named),
    };
  },
};

/** Two that differ settle it, whatever the others are. A leading `v` makes no difference. */
function agreement(named: readonly Named[]): Known<boolean> {
  const known = new Set(
    named.flatMap(({ version }) => (isUnknown(version) ? [] : [version.replace(/^v/u, '')])),
  );
  if (known.size > 1) return false;
  return named.map(({ version }) => version).find(isUnknown) ?? true;
}

function sharedVersion(named: readonly Named[], agree: Known<boolean>): Known<string> {
  if (isUnknown(agree)) return agree;
  return (agree && named[0]?.version) || unknown(`the files differ: ${listed(named)}`);
}

function versionsOf(named: readonly Named[]): Known<Value> {
  const records: Value[] = [];
  for (const { file, version } of named) {
    if (isUnknown(version)) return version;
    records.push(
      new Map([
        ['file', file],
        ['version', version],
      ]),
    );
  }
  return records;
}

function listed(named: readonly Named[]): string {
  return named.map(({ file, version }) => `${file} ${isUnknown(version) ? 'unknown' : version}`).join(', ');
}
