import { entryOf } from '../../parser/document.ts';
import { durationUnits, readDuration } from '../../plan/units.ts';
import type { Rule } from './context.ts';

const longest = 15 * durationUnits.m;

/** A sample so old that it may be from before the release. */
export const oldSamples: Rule = {
  code: 'SEN1238',
  speed: 'fast',
  check({ policy, report }) {
    for (const { name, component } of policy.probes) {
      const measures = component?.kind.value === 'prometheus' || component?.kind.value === 'metrics';
      const age = measures && entryOf(component.body, 'max_age')?.value;
      if (!age || age.kind !== 'scalar') continue;
      const reading = readDuration(age.text);
      if ('value' in reading && reading.value > longest)
        report(`\`${name.value}\` believes samples that are ${age.text} old`, age.span, {
          help: 'write some minutes; what is older says nothing about this release',
        });
    }
  },
};
