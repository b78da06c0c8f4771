/** The counters of one server, from `show stat` (management guide, § 9.1): CSV whose columns are named in its first line. */
import { ProbeFailure } from '../../failure.ts';

export interface Counters {
  /** Which process counted; a reload begins a new one, with counters of its own. */
  readonly pid: string;
  /** What only grows. */
  readonly counts: Readonly<Record<Count, number>>;
  /** Requests that the server has in hand now. */
  readonly underway: number;
  /** Milliseconds, on average over the last requests. */
  readonly latency: number;
  readonly queue: number;
  readonly status: string;
}

/** Columns by what they count. */
const counted = {
  /** Requests that were given to the server. */
  given: ['stot'],
  good: ['hrsp_2xx', 'hrsp_3xx', 'hrsp_4xx', 'hrsp_other'],
  bad: ['hrsp_5xx'],
  /** Connections that failed, answers that broke off or took too long. */
  broken: ['econ', 'eresp'],
  /** No answer was owed any more, or the protocol was changed. */
  released: ['cli_abrt', 'hrsp_1xx'],
} as const;

export type Count = keyof typeof counted;

/** One cell and the comma or the end behind it. */
const cell = /(?:"((?:[^"]|"")*)"|([^,"]*))(?:,|$)/uy;

export function countersIn(stat: string, info: string, backend: string, server: string): Counters {
  const [header = '', ...lines] = stat.split('\n');
  if (!header.startsWith('# ')) throw new ProbeFailure(`HAProxy tells no counters: ${stat.slice(0, 100)}`);
  const names = cellsOf(header.slice(2));
  const rows = lines.map((line) => new Map(cellsOf(line).map((text, place) => [names[place], text])));
  const row = rows.find((cells) => cells.get('pxname') === backend && cells.get('svname') === server);
  if (!row) throw new ProbeFailure(`the back end \`${backend}\` has no server \`${server}\``);
  const number = (name: string): number => {
    const text = row.get(name) ?? '';
    if (!/^\d+$/u.test(text)) throw new ProbeFailure(`HAProxy does not tell \`${name}\` of \`${server}\``);
    return Number(text);
  };
  const sumOf = (names: readonly string[]): number => names.reduce((sum, name) => sum + number(name), 0);
  const pid = /^Pid: (\d+)$/mu.exec(info)?.[1];
  if (pid === undefined) throw new ProbeFailure('HAProxy does not tell which process it is');
  return {
    pid,
    counts: {
      given: sumOf(counted.given),
      good: sumOf(counted.good),
      bad: sumOf(counted.bad),
      broken: sumOf(counted.broken),
      released: sumOf(counted.released),
    },
    underway: number('scur'),
    latency: number('rtime'),
    queue: number('qcur'),
    status: row.get('status') ?? '',
  };
}

function cellsOf(line: string): readonly string[] {
  const cells: string[] = [];
  cell.lastIndex = 0;
  while (cell.lastIndex < line.length) {
    const found = cell.exec(line);
    if (!found) throw new ProbeFailure('HAProxy tells its counters in an unknown form');
    const [, quoted, plain = ''] = found;
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
  }
  return cells;
}
