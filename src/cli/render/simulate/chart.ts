/** What is drawn of a simulation: one time axis, the traffic, and each check against its limit. Pure data to SVG. */
import type { Course, FrozenTime, SimulatedRelease } from '../../../app/index.ts';
import { shown } from '../../../plan/shown.ts';
import { formatInstant } from '../../../plan/units.ts';
import { escapeXml } from '../../text/xml.ts';

/** Points of the picture. */
const WIDTH = 960;
const LEFT = 64;
const RIGHT = 16;
const HEAD = 44;
const MARKS = 22;
const TRAFFIC = 150;
const CHECK = 92;
const GAP = 34;
const FOOT = 34;

const colours = {
  ink: '#1f2933',
  faint: '#6b7785',
  grid: '#dde3ea',
  weight: '#2864b4',
  limit: '#b42318',
  frozen: '#7c5cbf',
  pass: '#1f7a43',
  fail: '#b42318',
  unknown: '#a86400',
} as const;

export interface Chart {
  readonly title: string;
  readonly releases: readonly SimulatedRelease[];
  readonly frozen: readonly FrozenTime[];
}

export function svgOf(chart: Chart): string {
  const courses = chart.releases.flatMap(({ course }) => course ?? []);
  const checks = mergedChecks(courses);
  const from = Math.min(...chart.releases.map(({ at }) => at));
  const last = Math.max(...chart.releases.map(({ at, course }) => course?.until ?? at));
  const until = last > from ? last : from + 3_600_000;
  const x = (instant: number): number =>
    LEFT + ((Math.max(from, Math.min(until, instant)) - from) / (until - from)) * (WIDTH - LEFT - RIGHT);
  const trafficTop = HEAD + MARKS;
  const checksTop = trafficTop + TRAFFIC + GAP;
  const bottom = checksTop + checks.length * (CHECK + GAP) - GAP;
  const height = bottom + FOOT;
  const panels = [
    { top: trafficTop, height: TRAFFIC },
    ...checks.map((_, index) => ({ top: checksTop + index * (CHECK + GAP), height: CHECK })),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escapeXml(chart.title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(LEFT, 20, chart.title, { fill: colours.ink, size: 15, weight: 600 }),
    ...shades(chart.frozen, panels, x),
    ...panels.map(({ top, height: own }) => frame(top, own)),
    ...ticks(from, until, panels, bottom, x),
    ...chart.releases.flatMap((release) => mark(release, x, HEAD - 8)),
    ...traffic(courses, x, trafficTop),
    ...checks.flatMap((check, index) => checkPanel(check, x, checksTop + index * (CHECK + GAP))),
    ...legend(chart, WIDTH - RIGHT),
    '</svg>',
    '',
  ].join('\n');
}

function mergedChecks(courses: readonly Course[]): readonly Course['checks'][number][] {
  const byCondition = Map.groupBy(
    courses.flatMap(({ checks }) => checks),
    ({ condition }) => condition,
  );
  return Array.from(byCondition.values(), (same) => ({
    ...(same[0] as (typeof same)[number]),
    points: same.flatMap(({ points, wants }) => thinned(points, wants)),
  }));
}

type Points = Course['checks'][number]['points'];

/** More than these cannot be told apart. */
const MOST_POINTS = 2 * WIDTH;

/** What is not as it should be stays. */
function thinned(points: Points, wants: boolean): Points {
  const every = Math.ceil(points.length / MOST_POINTS);
  return points.filter(({ verdict }, index) => index % every === 0 || verdict !== String(wants));
}

interface Panel {
  readonly top: number;
  readonly height: number;
}

type Scale = (instant: number) => number;

function shades(frozen: readonly FrozenTime[], panels: readonly Panel[], x: Scale): readonly string[] {
  return frozen.flatMap(({ freeze, from, until }) =>
    panels.map(
      ({ top, height }) =>
        `<rect x="${point(x(from))}" y="${top}" width="${point(x(until) - x(from))}" height="${height}" fill="${colours.frozen}" fill-opacity="0.13"><title>${escapeXml(`${freeze}: ${formatInstant(from)} to ${formatInstant(until)}`)}</title></rect>`,
    ),
  );
}

function frame(top: number, height: number): string {
  return `<rect x="${LEFT}" y="${top}" width="${WIDTH - LEFT - RIGHT}" height="${height}" fill="none" stroke="${colours.grid}"/>`;
}

const MINUTE = 60_000;
const WEEK = 10_080 * MINUTE;
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880].map((minutes) => minutes * MINUTE);
const MOST_TICKS = 9;

function ticks(
  from: number,
  until: number,
  panels: readonly Panel[],
  bottom: number,
  x: Scale,
): readonly string[] {
  const weeks = Math.ceil((until - from) / WEEK / MOST_TICKS);
  const step = steps.find((one) => (until - from) / one <= MOST_TICKS) ?? weeks * WEEK;
  const lines: string[] = [];
  for (let at = Math.ceil(from / step) * step; at <= until; at += step) {
    const place = point(x(at));
    for (const { top, height } of panels)
      lines.push(
        `<line x1="${place}" x2="${place}" y1="${top}" y2="${top + height}" stroke="${colours.grid}"/>`,
      );
    const [day = '', time = ''] = formatInstant(at).split('T');
    const label = step >= 1440 * MINUTE || time === '00:00:00Z' ? day.slice(5) : time.slice(0, 5);
    lines.push(text(x(at), bottom + 16, label, { fill: colours.faint, anchor: 'middle' }));
  }
  lines.push(text(LEFT, bottom + 30, `UTC, from ${formatInstant(from)}`, { fill: colours.faint, size: 11 }));
  return lines;
}

/** A release that wanted to start. */
function mark(
  { at, decision, waitsFor, course, admitted }: SimulatedRelease,
  x: Scale,
  y: number,
): readonly string[] {
  const started = admitted === true || (decision.decision === 'safe' && waitsFor === undefined);
  const colour = started ? colours.pass : waitsFor === undefined ? colours.fail : colours.faint;
  const says = admitted === true ? 'it is on its way' : decision.summary;
  const ends = course ? `; ${course.phase.replace('_', ' ')}` : '';
  return [
    `<circle cx="${point(x(at))}" cy="${y}" r="4" fill="${colour}"><title>${escapeXml(`${formatInstant(at)} ${says}${ends}`)}</title></circle>`,
  ];
}

function traffic(courses: readonly Course[], x: Scale, top: number): readonly string[] {
  const audiences =
    courses
      .map((course) => course.audiences ?? [])
      .toSorted(byLength)
      .at(-1) ?? [];
  const highest = Math.max(1, audiences.length) * 100;
  const marks =
    audiences.length === 0 ? [0, 50, 100] : [0, ...audiences.map((_, index) => (index + 1) * 100)];
  const y = (weight: number): number => top + TRAFFIC - (weight / highest) * TRAFFIC;
  return [
    text(LEFT, top - 6, 'traffic on the canary', { fill: colours.faint }),
    ...marks.map((weight) =>
      text(LEFT - 8, y(weight) + 4, `${Math.min(weight, 100)} %`, { fill: colours.faint, anchor: 'end' }),
    ),
    ...audiences.map((name, index) =>
      text(LEFT + 6, y((index + 1) * 100) + 14, name, { fill: colours.faint, size: 11 }),
    ),
    ...courses.flatMap(({ weights, from, until, phase }) => {
      const path = weights.map(({ at, weight }) => `H${point(x(at))}V${point(y(weight))}`).join('');
      const outline = `M${point(x(from))} ${point(y(0))}${path}H${point(x(until))}`;
      const end =
        phase === 'completed' ? colours.pass : phase === 'rolled_back' ? colours.fail : colours.unknown;
      return [
        `<path d="${outline}V${point(y(0))}Z" fill="${colours.weight}" fill-opacity="0.15"/>`,
        `<path d="${outline}" fill="none" stroke="${colours.weight}" stroke-width="2"/>`,
        `<circle cx="${point(x(until))}" cy="${point(y(weights.at(-1)?.weight ?? 0))}" r="4.5" fill="${end}"><title>${escapeXml(phase.replace('_', ' '))}</title></circle>`,
      ];
    }),
  ];
}

function byLength(a: readonly string[], b: readonly string[]): number {
  return a.length - b.length;
}

function checkPanel(
  { condition, wants, type, points }: Course['checks'][number],
  x: Scale,
  top: number,
): readonly string[] {
  const numbers = points.flatMap(({ value, limit }) => [value ?? [], limit ?? []].flat());
  const most = numbers.reduce((a, b) => Math.max(a, b), 0);
  const highest = most * 1.15 || 1;
  const lowest = numbers.reduce((a, b) => Math.min(a, b), 0);
  const y = (value: number): number => top + CHECK - ((value - lowest) / (highest - lowest)) * CHECK;
  const limits = points.flatMap(({ limit }) => limit ?? []);
  return [
    text(LEFT, top - 6, condition.replaceAll(/\s+/gu, ' '), { fill: colours.ink }),
    ...(numbers.length === 0
      ? []
      : [lowest, most].map((value) =>
          text(LEFT - 8, y(value) + 4, shown(Number(value.toPrecision(2)), type), {
            fill: colours.faint,
            anchor: 'end',
          }),
        )),
    line(points, 'limit', x, y, `stroke="${colours.limit}" stroke-dasharray="5 4"`),
    line(points, 'value', x, y, `stroke="${colours.weight}" stroke-width="1.5"`),
    ...(limits.length === 0
      ? []
      : [
          text(WIDTH - RIGHT - 4, y(limits.at(-1) ?? 0) - 4, 'limit', {
            fill: colours.limit,
            anchor: 'end',
            size: 11,
          }),
        ]),
    ...points
      .filter(({ verdict }) => verdict !== String(wants))
      .map(
        ({ at, verdict, value }) =>
          `<circle cx="${point(x(at))}" cy="${point(value === undefined ? top + CHECK - 6 : y(value))}" r="2.5" fill="${verdict === 'unknown' ? colours.unknown : colours.fail}"><title>${escapeXml(`${formatInstant(at)} ${verdict}`)}</title></circle>`,
      ),
  ];
}

/** Broken where a number is missing, and between two releases. */
function line(
  points: Points,
  key: 'value' | 'limit',
  x: Scale,
  y: (value: number) => number,
  style: string,
): string {
  const gaps = points.slice(1).map(({ at }, index) => at - (points[index]?.at ?? at));
  const every = gaps.reduce((least, gap) => (gap > 0 ? Math.min(least, gap) : least), Infinity);
  let before: number | undefined;
  const path = points
    .map((one) => {
      const value = one[key];
      if (value === undefined) {
        before = undefined;
        return '';
      }
      const joins = before !== undefined && one.at - before <= every * 10;
      before = one.at;
      return `${joins ? 'L' : 'M'}${point(x(one.at))} ${point(y(value))}`;
    })
    .join('');
  return `<path d="${path}" fill="none" ${style}/>`;
}

function legend({ releases, frozen }: Chart, right: number): readonly string[] {
  const items = [
    ...(frozen.length > 0 ? [{ text: 'frozen', colour: colours.frozen }] : []),
    ...(releases.length > 1
      ? [
          { text: 'started', colour: colours.pass },
          { text: 'blocked', colour: colours.fail },
          { text: 'waited', colour: colours.faint },
        ]
      : []),
  ];
  let place = right;
  return items.toReversed().flatMap(({ text: says, colour }) => {
    place -= says.length * 6.5 + 22;
    return [
      `<circle cx="${point(place)}" cy="16" r="4" fill="${colour}"/>`,
      text(place + 8, 20, says, { fill: colours.faint }),
    ];
  });
}

interface TextStyle {
  readonly fill: string;
  readonly anchor?: 'middle' | 'end';
  readonly size?: number;
  readonly weight?: number;
}

function text(x: number, y: number, content: string, { fill, anchor, size, weight }: TextStyle): string {
  const style = [
    ...(anchor ? [`text-anchor="${anchor}"`] : []),
    ...(size === undefined ? [] : [`font-size="${size}"`]),
    ...(weight === undefined ? [] : [`font-weight="${weight}"`]),
  ];
  return `<text x="${point(x)}" y="${point(y)}" fill="${fill}" ${style.join(' ')}>${escapeXml(content)}</text>`;
}

function point(value: number): string {
  return String(Math.round(value * 10) / 10);
}
