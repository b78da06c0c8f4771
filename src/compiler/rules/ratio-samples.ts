import { entryOf } from '../../parser/document.ts';
import type { Rule } from './context.ts';

/** A share of very few events: one error among two requests is 50 %. */
export const ratioSamples: Rule = {
  code: 'SEN1237',
  speed: 'fast',
  need: 'whole',
  check({ policy, report }) {
    for (const { name, component } of policy.probes) {
      if (component?.kind.value !== 'prometheus') continue;
      const ratio = entryOf(component.body, 'ratio');
      if (ratio && !entryOf(component.body, 'min_samples'))
        report(`\`${name.value}\` counts a ratio of however few events`, ratio.key.span, {
          help: 'add `min_samples: 100`: with fewer events the ratio is unknown',
        });
    }
  },
};
