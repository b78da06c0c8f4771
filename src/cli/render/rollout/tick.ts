/** What a round over rollouts did. */
import { positionText } from '../../../plan/assignment.ts';
import type { TickedRollout, TickReport } from '../../../app/index.ts';
import { type Line, piece, type Role, sentence } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';
import type { Forms } from '../deliver.ts';
import { jsonOfDiagnostic } from '../json.ts';
import { SourceIndex } from '../sources.ts';
import { jsonOfStatus } from './status-forms.ts';

export function tickForms(report: TickReport): Forms {
  return {
    texts: () => [JSON.stringify([report.policy, report.store, report.others, report.rollouts])],
    lines: (page) =>
      report.rollouts.length === 0
        ? [[`no rollout of ${report.policy} is due in ${report.store}`], ...tickLines(report, page)]
        : tickLines(report, page),
    json: () => jsonOfTick(report),
  };
}

const roles = {
  advanced: 'pass',
  waits: 'info',
  over: 'pass',
  held: 'skipped',
  failed: 'fail',
} as const satisfies Record<TickedRollout['outcome'], Role>;

const words = {
  advanced: '✓ goes on',
  waits: '… waits',
  over: '✓ is over',
  held: '– left alone',
  failed: '✗ needs a look',
} as const satisfies Record<TickedRollout['outcome'], string>;

export function tickLines({ rollouts, others, held }: TickReport, page: Page): Line[] {
  return [
    ...(held ? [[piece('warning', 'SENTINEL_HOLD is set: nothing rises')]] : []),
    ...rollouts.flatMap(({ name, outcome, why, status }) =>
      wrap(
        why === undefined ? [] : [': ', ...sentence(why)],
        page,
        [
          piece('strong', name),
          status
            ? ` ${status.version ?? ''} at ${positionText(status.weight.intended, status.audiences)} `
            : ' ',
          piece(roles[outcome], words[outcome]),
        ],
        ['  '],
      ),
    ),
    ...others.map((name) => [piece('faint', `${name} is of another policy, and left alone`)]),
  ];
}

export function jsonOfTick({
  policy,
  exitCode,
  rollouts,
  others,
  held,
  store,
  diagnostics,
}: TickReport): object {
  const sources = new SourceIndex(new Map());
  return {
    policy,
    exitCode,
    held,
    store,
    rollouts: rollouts.map(({ name, outcome, why, status }) => ({
      name,
      outcome,
      ...(why !== undefined && { why }),
      ...(status && { status: jsonOfStatus(status) }),
    })),
    others,
    diagnostics: diagnostics.map((item) => jsonOfDiagnostic(item, sources)),
  };
}
