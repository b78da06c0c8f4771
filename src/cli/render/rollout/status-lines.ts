/** Where one rollout stands, for people: what `status` prints, and what the live view draws again and again. */
import type { RolloutStatus } from '../../../app/index.ts';
import { placeOf, positionText } from '../../../plan/assignment.ts';
import { isUnknown } from '../../../plan/value.ts';
import { type Line, piece, type Role, sentence } from '../../text/text.ts';
import { type Page, UNBROKEN, wrap } from '../../text/wrap.ts';
import { bar, sparkline } from './bars.ts';
import { actualText, inSeconds, phaseRoles, phaseText, waitText } from './words.ts';

export interface StatusDrawing {
  readonly page: Page;
  /** The last values of each check, by its condition. */
  readonly samples?: ReadonlyMap<string, readonly (number | undefined)[]>;
  /** Checks beyond these are counted and not shown, those that pass first. */
  readonly mostChecks?: number;
  /** Only where it is and why it does not move. */
  readonly brief?: boolean;
}

const LABEL_WIDTH = 11;
/** Columns of bars, and from which width of the page on they are longer. */
const BAR_WIDTH = 24;
const LONG_BAR_WIDTH = 56;
const WIDE_PAGE = 120;
const SPARK_WIDTH = 16;

export function statusLines(status: RolloutStatus, drawing: StatusDrawing): Line[] {
  const { page, brief = false } = drawing;
  const { weight, audiences, held, latch, back, trouble, revoked } = status;
  const isWide = page.columns >= WIDE_PAGE && page.columns !== UNBROKEN;
  const width = isWide ? LONG_BAR_WIDTH : BAR_WIDTH;
  const labelled = (label: string, line: Line) => wrap(line, page, labelOf(label), labelOf(''));
  return [
    ...wrap(head(status), page, [], ['  ']),
    ...labelled('phase', phaseLine(status)),
    ...(brief ? [] : labelled('stages', stagesLine(status))),
    ...labelled('weight', [
      piece('faint', bar((isUnknown(weight.actual) ? 0 : placeOf(weight.actual).weight) / 100, width)),
      ` ${positionText(weight.intended, audiences)} asked, `,
      isUnknown(weight.actual)
        ? piece('unknown', actualText(weight.actual))
        : `${actualText(weight.actual, audiences)} actual`,
    ]),
    ...(held && held.of > 0 && isHeld(status) && !brief
      ? labelled('hold', [
          piece('faint', bar(held.for / held.of, width)),
          ` ${inSeconds(held.for)} of ${inSeconds(held.of)}`,
        ])
      : []),
    ...(trouble === undefined
      ? []
      : labelled('driver', [piece('fail', 'did not shift: '), ...sentence(trouble)])),
    ...(latch ? labelled('because', [...sentence(latch.why), piece('faint', ` (${latch.reason})`)]) : []),
    ...(revoked && revoked.why !== latch?.why
      ? labelled('revoked', [
          piece('fail', 'what found it safe holds no more'),
          ...sentence(`: ${revoked.why}`),
        ])
      : []),
    ...(back ? labelled('back', [`over ${back.tier}, in ${inSeconds(back.took)}`]) : []),
    ...whyLines(status).flatMap((why, index) => labelled(index === 0 ? 'waits' : '', sentence(why))),
    ...(brief ? [] : checkLines(status, drawing)).flatMap((line, index) =>
      labelled(index === 0 ? 'checks' : '', line),
    ),
  ];
}

function labelOf(label: string): Line {
  return ['  ', piece('faint', label), ' '.repeat(LABEL_WIDTH - 2 - label.length)];
}

/** `checkout/main@prod, v1.4.0 over v1.3.2, begun by ann 24 min ago` */
function head({ name, group, mode, version, stable, actor, age }: RolloutStatus): Line {
  const versions = [version, stable].filter((one) => one !== undefined).join(' over ');
  return [
    piece('strong', name),
    group === undefined ? '' : ` in ${group}`,
    versions === '' ? '' : `, ${versions}`,
    piece('faint', `, begun by ${actor} ${inSeconds(age)} ago`),
    mode === 'shadow' ? piece('warning', ', shifts nothing') : '',
  ];
}

function phaseLine(status: RolloutStatus): Line {
  const { pause, phase, kept, stage, stages, handover } = status;
  return [
    piece(phaseRoles[phase], phaseText(status)),
    stage === 0 || isEnd(phase) ? '' : `, stage ${stage} of ${stages.length}`,
    handover && !isEnd(phase) ? `, back to the ${handover}${handover === 'stable' ? ' side' : ''}` : '',
    ...(pause ? [': ', ...sentence(pause.why)] : []),
    kept ? '; the way back is still one change' : '',
  ];
}

/** Going up, the stage is held for a time. */
function isHeld({ phase, stage, latch }: RolloutStatus): boolean {
  return stage > 0 && !latch && !isEnd(phase);
}

function isEnd(phase: RolloutStatus['phase']): boolean {
  return phase === 'completed' || phase === 'rolled_back' || phase === 'failed';
}

/** `✓ 10 %  → 25 %  · 50 %  · 100 %`; where it went back from, `✗ 25 %`. */
function stagesLine(status: RolloutStatus): Line {
  return status.stages.flatMap((weight, index): Line => {
    const [role, mark] = stageMark(status, index + 1);
    return [index === 0 ? '' : '  ', piece(role, `${mark} ${positionText(weight, status.audiences)}`)];
  });
}

function stageMark({ stage, phase, latch }: RolloutStatus, number: number): readonly [Role, string] {
  if (number < stage || phase === 'completed') return ['pass', '✓'];
  if (number > stage) return ['faint', '·'];
  return latch ? ['fail', '✗'] : ['strong', '→'];
}

/** Why it does not move, without what the phase says already. */
function whyLines({ waits, pause }: RolloutStatus): readonly string[] {
  return waits.filter(({ why }) => why !== pause?.why).map(waitText);
}

const verdictRoles = { pass: 'pass', fail: 'fail', unknown: 'unknown' } as const;
const verdictMarks = { pass: '✓', fail: '✗', unknown: '?' } as const;

/** `✓ error_rate < 1 %   0.4 % (limit 1 %)   ▁▁▂▁▃▁`, in columns. */
function checkLines(
  { checks }: RolloutStatus,
  { page, samples, mostChecks = Infinity }: StatusDrawing,
): Line[] {
  const rows = mostTelling(checks, mostChecks).map((check) => {
    const { condition, observed, limit, verdict, shown } = check;
    return {
      mark: shown ? piece('faint', '·') : piece(verdictRoles[verdict], verdictMarks[verdict]),
      condition,
      values: [observed, limit && `(limit ${limit})`].filter(Boolean).join(' '),
      spark: sparkline(samples?.get(condition) ?? [], SPARK_WIDTH),
    };
  });
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(page.measure));
  const first = Math.min(widest(rows.map(({ condition }) => condition)), 40);
  const second = widest(rows.map(({ values }) => values));
  const pad = (text: string, to: number) => text + ' '.repeat(Math.max(to - page.measure(text), 0));
  const hidden = checks.length - rows.length;
  return [
    ...rows.map(({ mark, condition, values, spark }): Line => [
      mark,
      ` ${pad(condition, first)}  `,
      pad(values, second),
      spark === '' ? '' : '  ',
      piece('faint', spark),
    ]),
    ...(hidden > 0 ? [[piece('faint', `and ${hidden} more`)]] : []),
  ];
}

function mostTelling(checks: RolloutStatus['checks'], most: number): RolloutStatus['checks'] {
  if (checks.length <= most) return checks;
  return checks
    .toSorted((a, b) => Number(a.verdict === 'pass') - Number(b.verdict === 'pass'))
    .slice(0, most);
}

/** Everything that `statusLines` measures. */
export function statusTexts(statuses: readonly RolloutStatus[]): readonly string[] {
  return statuses.flatMap(({ checks, waits, name, latch, pause, trouble }) => [
    name,
    latch?.why ?? '',
    pause?.why ?? '',
    trouble ?? '',
    ...waits.map(({ why }) => why),
    ...checks.flatMap(({ condition, observed = '', limit = '' }) => [condition, observed, limit]),
  ]);
}
