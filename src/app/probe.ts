/** `probe NAME`: one probe of the policy, run now; `probes`: the kinds there are. */
import { suggestName } from '../plan/did-you-mean.ts';
import { unknown } from '../plan/value.ts';
import { eventStream } from '../runtime/engine/events.ts';
import { Observation } from '../runtime/engine/observation.ts';
import { prepare } from './context/context.ts';
import { probeDescriptors, stepDescriptors } from './descriptors.ts';
import type { Host } from './host.ts';
import { refuse } from './refusal.ts';
import type { KindsReport, ProbeReport } from './report.ts';
import type { ProbeRequest } from './requests.ts';

export async function probe(request: ProbeRequest, host: Host): Promise<ProbeReport> {
  const { plan, world } = await prepare(request, host);
  const names = plan.probes.map(({ name }) => name);
  const planned =
    plan.probes.find(({ name }) => name === request.probe) ??
    refuse('SEN2016', `the policy has no probe \`${request.probe}\``, {
      help: suggestName(request.probe, names) ?? `it has ${names.map((name) => `\`${name}\``).join(', ')}`,
    });
  const emit = eventStream(host.clock, request.listener);
  const observation = new Observation(plan, world, { signal: request.signal, emit });
  const readings = await observation.probe(planned.name);
  return {
    probe: planned.name,
    kind: planned.kind,
    location: planned.location,
    readings: readings.map(({ item, fields, subject, detail, failure, duration }) => ({
      ...(item !== undefined && { item: String(item) }),
      fields: Object.entries(planned.fields).map(([name, type]) => ({
        name,
        type,
        value: fields.get(name) ?? unknown(`the probe gave no \`${name}\``),
      })),
      ...(subject !== undefined && { subject }),
      ...(detail !== undefined && { detail }),
      ...(failure !== undefined && { failure }),
      duration,
    })),
  };
}

export function kinds(): KindsReport {
  return { probes: probeDescriptors, steps: stepDescriptors };
}
