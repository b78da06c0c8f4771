/** The report of a run, put together from what it rests upon and what it observed. */
import type { PlanFact, PlanLocation } from '../../plan/plan.ts';
import type { Evaluation } from '../../runtime/engine/evaluate.ts';
import { detailOf } from '../../runtime/engine/observation.ts';
import type { Context } from '../context/context.ts';
import type { FactReport, ProbeTiming } from '../report.ts';

/** What was gathered in the evaluations, of facts that were gathered again the last. */
export function factReports(context: Context, evaluations: readonly Evaluation[]): readonly FactReport[] {
  return context.plan.facts.flatMap((fact) => {
    const evaluation = evaluations.findLast(({ facts }) => facts.has(fact.id));
    const value = evaluation?.facts.get(fact.id);
    if (!evaluation || value === undefined) return [];
    return { id: fact.id, type: fact.type, value, ...originOf(fact, context, evaluation) };
  });
}

type Origin = Pick<FactReport, 'from' | 'detail' | 'location'>;

/** Where a fact comes from, in the words of whoever gives it. */
export function originOf(
  { source }: PlanFact,
  { plan, release, settings, inputs, world }: Context,
  { readings }: Pick<Evaluation, 'readings'>,
): Origin {
  switch (source.kind) {
    case 'score':
      return { from: `score ${source.score}`, ...placeIn(plan.scores, source.score) };
    case 'track':
    case 'rollout':
      return { from: 'the rollout' };
    case 'deployed':
      return { from: 'the store' };
    case 'now':
      return { from: world.at === undefined ? 'the clock' : '--at' };
    case 'release':
      return { from: release.fields.find(({ name }) => name === source.field)?.from ?? '' };
    case 'setting':
      return {
        from: settings.get(source.name)?.from ?? '',
        ...placeIn(plan.settings, source.name),
      };
    case 'input':
      return { from: inputs.get(source.name)?.from ?? '', ...placeIn(plan.inputs, source.name) };
    case 'secret':
      return { from: 'secrets', ...placeIn(plan.secrets, source.name) };
    case 'probe': {
      const [reading, ...others] = readings.get(source.probe) ?? [];
      const single = others.length === 0 ? reading : undefined;
      const detail = single && detailOf(single, source.field);
      const on = single?.subject === undefined ? '' : ` on ${single.subject}`;
      return {
        from: `probe ${source.probe}${on}`,
        ...(detail !== undefined && { detail }),
        ...placeIn(plan.probes, source.probe),
      };
    }
  }
}

function placeIn(
  named: readonly { readonly name: string; readonly location: PlanLocation }[],
  name: string,
): Pick<Origin, 'location'> {
  const found = named.find((one) => one.name === name);
  return found ? { location: found.location } : {};
}

export function probeTimings({ plan }: Context, { readings }: Evaluation): readonly ProbeTiming[] {
  return plan.probes.flatMap(({ name, kind }) =>
    (readings.get(name) ?? []).map(({ item, duration, failure }) => ({
      probe: name,
      kind,
      duration,
      ...(item !== undefined && { item: String(item) }),
      ...(failure !== undefined && { failure }),
    })),
  );
}
