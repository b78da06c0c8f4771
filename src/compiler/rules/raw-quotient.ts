import { entryOf, type ScalarNode } from '../../parser/document.ts';
import { spanOf } from '../../plan/span.ts';
import type { Rule } from './context.ts';

/** `rate(bad) / rate(all)` is empty while nothing was bad and NaN without traffic; `ratio:` knows both. */
export const rawQuotient: Rule = {
  code: 'SEN1206',
  speed: 'fast',
  check({ policy, report }) {
    for (const { component } of policy.probes) {
      const query = component?.kind.value === 'prometheus' && entryOf(component.body, 'query')?.value;
      if (!query || query.kind !== 'scalar') continue;
      const slash = quotientOfRates(query.text);
      if (slash !== undefined)
        report(
          'a quotient of rates has no value while nothing is bad and none without traffic',
          placeOf(query, slash),
          {
            help: 'write `ratio: { bad: …, total: …, window: 5m }`, which gives 0 for the one and unknown for the other',
          },
        );
    }
  },
};

const counting = /\b(?:i?rate|increase)\s*\(/u;

/** Where a division stands that has counters on both sides. Strings and comments are blanked out first. */
function quotientOfRates(query: string): number | undefined {
  const plain = query.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|#[^\n]*/gu, (text) =>
    ' '.repeat(text.length),
  );
  for (let slash = plain.indexOf('/'); slash >= 0; slash = plain.indexOf('/', slash + 1))
    if (counting.test(plain.slice(0, slash)) && counting.test(plain.slice(slash))) return slash;
  return undefined;
}

function placeOf({ offsets }: ScalarNode, index: number): { readonly start: number; readonly end: number } {
  return spanOf(offsets.at(index), offsets.at(index + 1));
}
