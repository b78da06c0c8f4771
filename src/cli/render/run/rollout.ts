/** The rollout that a release would begin, and how it stood when the run ended. */
import type { Rehearsed, RolloutForecast, RunReport, StageForecast } from '../../../app/index.ts';
import { positionText } from '../../../plan/assignment.ts';
import { formatDuration, formatInstant, formatSecond } from '../../../plan/units.ts';
import { isUnknown } from '../../../plan/value.ts';
import { type Line, piece, sentence } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';
import { jsonOfStatus } from '../rollout/status-forms.ts';
import { actualText } from '../rollout/words.ts';

/** `withCaveats`: also what shifts the traffic, and what that cannot promise. */
export function forecastLines(forecast: RolloutForecast, withCaveats: boolean, page: Page): Line[] {
  const { name, mode, stages, audiences, slots, present, driver, caveats } = forecast;
  const { comparesWithPast, inTheWay, tiers = [] } = forecast;
  const weights = stages.map(({ weight }) => positionText(weight, audiences));
  const told = (line: Line) => wrap(line, page, ['  '], ['  ']);
  const width = Math.max(...weights.map(({ length }) => length));
  return [
    ...told([
      piece('strong', name),
      ...(isUnknown(present)
        ? [` on \`${slots.canary}\`, whose weight is `, piece('unknown', actualText(present))]
        : [` on \`${slots.canary}\`, which takes ${positionText(present, audiences)} now`]),
      mode === 'shadow' ? piece('warning', '; it shifts nothing') : '',
    ]),
    ...(inTheWay === undefined ? [] : told([piece('warning', 'in the way: '), ...sentence(inTheWay)])),
    ...stages.flatMap((stage, index) => stageLines(stage, (weights[index] ?? '').padStart(width), page)),
    ...tiers.flatMap((tier, index) =>
      told([
        piece(isUnknown(tier.present) ? 'fail' : 'faint', `way back ${index + 1}: `),
        ...sentence(tier.text),
      ]),
    ),
    ...(comparesWithPast
      ? told(['at 100 % `stable` has no traffic: what is asked of it is what was last measured there'])
      : []),
    ...(withCaveats
      ? caveats.flatMap((caveat) => told([piece('faint', `${driver}: `), ...sentence(caveat)]))
      : []),
  ];
}

/** ` 10 %  2026-11-21T10:00:00Z to 2026-11-21T10:30:00Z; a failure is seen within 2 min` */
function stageLines(stage: StageForecast, weight: string, page: Page): Line[] {
  const { earliestStart, earliestEnd, waits, approve, detection, handsOver } = stage;
  const head: Line = ['    ', piece('strong', weight), '  '];
  const indent: Line = [' '.repeat(weight.length + 6)];
  const notes = [
    ...waits.map(({ why, left }) =>
      left === undefined ? `waits: ${why}` : `waits ${formatDuration(left)}: ${why}`,
    ),
    ...(approve ? [`waits for ${approve.count} of ${approve.from} to agree`] : []),
    ...(detection === undefined
      ? ['nothing is checked']
      : [`a failure acts within ${formatDuration(detection)}`]),
    ...(handsOver
      ? ['then waits until the stable side runs the release; the users go back there, and it is held again']
      : []),
  ];
  return [
    ...wrap([timesText(earliestStart, earliestEnd)], page, head, indent),
    ...notes.flatMap((note) => wrap(sentence(note), page, indent, indent)),
  ];
}

function timesText(start: number | undefined, end: number | undefined): string {
  if (start === undefined) return 'nobody can say when';
  const from = `from ${formatSecond(start)}`;
  return end === undefined ? from : `${from} to ${formatSecond(end)} at the earliest`;
}

/** Of a run with a rollout; undefined of one without. */
export function jsonOfRollout({
  forecast,
  rollout,
}: Pick<RunReport, 'forecast' | 'rollout'>): object | undefined {
  if (!forecast && !rollout) return undefined;
  return {
    name: forecast?.name ?? rollout?.status.identity.rollout,
    ...(forecast && jsonOfForecast(forecast)),
    ...(rollout && { again: rollout.again, status: jsonOfStatus(rollout.status) }),
  };
}

function jsonOfForecast(forecast: RolloutForecast): object {
  const { mode, stages, audiences, slots, present, tiers, driver, caveats, inTheWay } = forecast;
  return {
    mode,
    stages: stages.map(jsonOfStage),
    ...(audiences && { audiences }),
    slots,
    present: isUnknown(present) ? null : present,
    ...(tiers && { tiers: tiers.map(jsonOfTier) }),
    driver,
    caveats,
    ...(inTheWay !== undefined && { inTheWay }),
  };
}

function jsonOfTier({ driver, within, present }: Rehearsed): object {
  return {
    driver,
    ...(within !== undefined && { withinMs: within }),
    ...(isUnknown(present) ? { present: null, why: present.reason } : { present }),
  };
}

function jsonOfStage({
  weight,
  earliestStart,
  earliestEnd,
  hold,
  waits,
  approve,
  detection,
  handsOver,
}: StageForecast): object {
  return {
    weight,
    ...(earliestStart !== undefined && { earliestStart: formatInstant(earliestStart) }),
    ...(earliestEnd !== undefined && { earliestEnd: formatInstant(earliestEnd) }),
    holdMs: hold,
    waits,
    ...(approve && { approve: { from: approve.from, count: approve.count } }),
    ...(detection !== undefined && { detectionMs: detection }),
    ...(handsOver && { handsOver }),
  };
}
