/** The entry of the release in a changelog. */
import { unknown, type Known, type Value } from '../../../plan/value.ts';
import { ProbeFailure } from '../../failure.ts';
import { requiredTextOf, textOf } from '../../host/config.ts';
import { readTextConfined } from '../../host/files.ts';
import type { Probe, ProbeContext, ResolvedRecord } from '../../ports/index.ts';
import { dateIn } from './date.ts';
import { findEntry, titleExpression } from './entry.ts';

export const probe: Probe = {
  async observe(config, context) {
    const path = requiredTextOf(config, 'path');
    const version = versionOf(config, context);
    const title = textOf(config, 'title');
    if (title?.includes('{version}') === false)
      throw new ProbeFailure(`the title \`${title}\` has no \`{version}\``);
    const text = await readTextConfined(context.root, path);
    const entry = findEntry(text, version, title === undefined ? undefined : titleExpression(title));
    const none = unknown(`\`${path}\` has no entry for ${version}`);
    const date = entry && dateIn(entry.dateText);
    return {
      fields: new Map<string, Known<Value>>([
        ['has_entry', entry !== undefined],
        ['dated', entry ? date !== undefined : none],
        ['date', entry ? (date ?? unknown(`\`${entry.dateText}\` is no date`)) : none],
        ['body', entry?.body ?? none],
      ]),
      subject: path,
    };
  },
};

function versionOf(config: ResolvedRecord, context: ProbeContext): string {
  const version = textOf(config, 'version') ?? context.release['version'];
  if (typeof version === 'string' && version !== '') return version;
  throw new ProbeFailure('the version of the release is not known');
}
