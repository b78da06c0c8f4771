/** Versions, the traffic that they take, and those in quarantine. */
import type { Quarantined, VersionsReport } from '../../../app/index.ts';
import { formatInstant, formatSecond } from '../../../plan/units.ts';
import { isUnknown } from '../../../plan/value.ts';
import { type Line, piece, sentence } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';
import type { Forms } from '../deliver.ts';
import { actualText } from './words.ts';

export function versionsForms(report: VersionsReport): Forms {
  const { rollouts, quarantine, revoked, store } = report;
  return {
    texts: () => [JSON.stringify([rollouts, quarantine, revoked, store])],
    lines: (page) => [
      ...(rollouts.length === 0 ? [[`no rollout is recorded in ${store}`]] : []),
      ...rollouts.flatMap((one) => rolloutLines(one, page)),
      ...(quarantine.length > 0 ? [[], [piece('strong', 'In quarantine')]] : []),
      ...quarantine.flatMap((one) => quarantineLines(one, page)),
      ...(revoked.length > 0 ? [[], [piece('strong', 'Found safe, then revoked')]] : []),
      ...revoked.flatMap((one) => quarantineLines(one, page)),
    ],
    json: () => jsonOfVersions(report),
  };
}

/** What was let out. */
export function releasedForms(report: VersionsReport): Forms {
  return {
    texts: () => [JSON.stringify(report.quarantine)],
    lines: (page) =>
      report.quarantine.flatMap((one) => [
        [piece('pass', '✓ released '), piece('strong', one.version ?? one.what)],
        ...wrap(sentence(`it was in quarantine: ${one.why}`), page, ['  ']),
      ]),
    json: () => ({ released: jsonOfVersions(report).quarantine }),
  };
}

function rolloutLines({ name, audience, slots }: VersionsReport['rollouts'][number], page: Page): Line[] {
  const widest = Math.max(0, ...slots.map(({ slot }) => page.measure(slot)));
  return [
    [piece('strong', name), audience === undefined ? '' : `, of the audience ${audience}`],
    ...slots.flatMap(({ slot, weight, version }) =>
      wrap(
        [
          version ?? piece('faint', 'not released from here'),
          ', ',
          isUnknown(weight) ? piece('unknown', actualText(weight)) : actualText(weight),
        ],
        page,
        ['  ', piece('path', slot), ' '.repeat(widest - page.measure(slot) + 2)],
        ['    '],
      ),
    ),
  ];
}

function quarantineLines({ what, version, env, why, since }: Quarantined, page: Page): Line[] {
  return wrap(
    [...sentence(why), piece('faint', `, since ${formatSecond(since)}`)],
    page,
    ['  ', piece('fail', version ?? what), env === undefined ? '  ' : `@${env}  `],
    ['    '],
  );
}

function jsonOfVersions({ rollouts, quarantine, revoked, store }: VersionsReport) {
  return {
    store,
    rollouts: rollouts.map(({ name, audience, slots }) => ({
      name,
      ...(audience !== undefined && { audience }),
      slots: slots.map(({ slot, weight, version = null }) => ({
        slot,
        version,
        weight: isUnknown(weight) ? null : weight,
        ...(isUnknown(weight) && { why: weight.reason }),
      })),
    })),
    quarantine: quarantine.map(jsonOfQuarantined),
    revoked: revoked.map(jsonOfQuarantined),
  };
}

function jsonOfQuarantined({ since, ...one }: Quarantined): object {
  return { ...one, since: formatInstant(since) };
}
