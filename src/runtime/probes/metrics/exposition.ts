/**
 * The Prometheus text format 0.0.4, and what OpenMetrics 1.0 adds to it: exemplars, times in seconds, an end mark.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
import { ProbeFailure } from '../../failure.ts';

export interface Sample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  /** NaN and infinities are values of the format. */
  readonly value: number;
  /** When it was taken, milliseconds since the epoch, where the text says so. */
  readonly time?: number;
}

export interface Exposition {
  readonly samples: readonly Sample[];
  /** Name of a family to `counter`, `gauge`, `histogram`, …. */
  readonly types: ReadonlyMap<string, string>;
}

const metricName = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:[ \t]*\{)?/u;
const label = /[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\[\\"n])*)"[ \t]*(,?)/uy;
const rest = /^[ \t]+(\S+)(?:[ \t]+(\S+))?[ \t]*$/u;
const number = /^[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[iI]nf|NaN)$/u;
const typeLine = /^#[ \t]+TYPE[ \t]+(\S+)[ \t]+(\S+)[ \t]*$/u;

/** Throws `ProbeFailure` if the text is anything else, or cut short. */
export function parseExposition(text: string, contentType: string | undefined): Exposition {
  const open = contentType?.startsWith('application/openmetrics-text') ?? false;
  if (/^\s*</u.test(text)) throw new ProbeFailure('the answer is a page and not metrics');
  const lines = text.split('\n');
  const last = lines.pop();
  if (last !== '' || (open && lines.at(-1) !== '# EOF')) throw new ProbeFailure('the metrics are cut short');
  const samples: Sample[] = [];
  const types = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    const type = typeLine.exec(line);
    if (type) types.set(type[1] ?? '', type[2] ?? '');
    else if (line.trim() !== '' && !line.startsWith('#')) {
      const sample = readSample(line, open);
      if (!sample)
        throw new ProbeFailure(`line ${index + 1} of the answer is not in the Prometheus text format`);
      samples.push(sample);
    }
  }
  if (samples.length === 0) throw new ProbeFailure('the answer holds no metrics');
  return { samples, types };
}

function readSample(line: string, open: boolean): Sample | undefined {
  const [opening = '', name] = metricName.exec(line) ?? [];
  if (name === undefined) return undefined;
  const labels = new Map<string, string>();
  const end = opening.endsWith('{') ? readLabels(line, opening.length, labels) : name.length;
  if (end === undefined) return undefined;
  const exemplar = open ? line.indexOf(' # ', end) : -1;
  const [, value = '', time] = rest.exec(line.slice(end, exemplar < 0 ? undefined : exemplar)) ?? [];
  if (!number.test(value) || (time !== undefined && !number.test(time))) return undefined;
  return {
    name,
    labels,
    value: readNumber(value),
    ...(time !== undefined && { time: readNumber(time) * (open ? 1000 : 1) }),
  };
}

/** Fills `labels` from those that begin at `start`; gives the place after the closing brace. */
function readLabels(line: string, start: number, labels: Map<string, string>): number | undefined {
  let at = start;
  for (let more = true; more && line[at] !== '}';) {
    label.lastIndex = at;
    const match = label.exec(line);
    if (!match) return undefined;
    const [all, name = '', value = '', comma] = match;
    if (labels.has(name)) return undefined;
    labels.set(
      name,
      value.replace(/\\(.)/gu, (_, mark: string) => (mark === 'n' ? '\n' : mark)),
    );
    at += all.length;
    more = comma === ',';
  }
  return line[at] === '}' ? at + 1 : undefined;
}

function readNumber(text: string): number {
  return /inf$/iu.test(text) ? Number(`${text.replace(/inf/iu, '')}Infinity`) : Number(text);
}
