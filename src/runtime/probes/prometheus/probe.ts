import { formatNumber, type MeasuredUnit } from '../../../plan/units.ts';
import { isUnknown, type Known, type Value } from '../../../plan/value.ts';
import { ProbeFailure } from '../../failure.ts';
import { numberOf, requiredNumberOf, requiredTextOf } from '../../host/config.ts';
import { failingAs } from '../../host/failures.ts';
import { shownUrl } from '../../host/network/url.ts';
import type { PastPoints, Probe, ProbeContext, Reading, ResolvedRecord } from '../../ports/index.ts';
import { connect, type Grid } from './api.ts';
import { type Demands, judge, type Judged } from './judge.ts';
import { queriesOf } from './queries.ts';

export const probe: Probe = {
  observe: (config, context) => failingAs(ProbeFailure, () => observe(config, context)),
};

async function observe(config: ResolvedRecord, context: ProbeContext): Promise<Reading> {
  const queries = queriesOf(config);
  const grid = context.past && gridOf(context.past);
  const { url, ask } = await connect(config, context, grid);
  const askIfGiven = async (query: string | undefined) => (query === undefined ? undefined : ask(query));
  const [values, samples, ages] = await Promise.all([
    ask(queries.value),
    askIfGiven(queries.samples),
    askIfGiven(queries.age),
  ]);
  const demands: Demands = {
    kind: queries.kind,
    unit: requiredTextOf(config, 'unit') as MeasuredUnit,
    minSamples: numberOf(config, 'min_samples') ?? 0,
    maxAge: requiredNumberOf(config, 'max_age'),
    ...(!grid && { now: context.clock.now() }),
  };
  const series = values.map((value, place) =>
    judge({ value, samples: samples?.[place], age: ages?.[place] }, demands),
  );
  const last = series.at(-1);
  if (!last) throw new ProbeFailure('there is no point to ask for');
  return {
    fields: fieldsOf(last),
    subject: shownUrl(url),
    ...(!isUnknown(last.samples) && { detail: `${formatNumber(last.samples)} samples` }),
    ...(grid && { series: series.map(fieldsOf) }),
  };
}

function gridOf({ duration, every, end }: PastPoints): Grid {
  return { start: end - Math.floor(duration / every) * every, end, step: every };
}

function fieldsOf(judged: Judged): ReadonlyMap<string, Known<Value>> {
  return new Map(Object.entries(judged));
}
