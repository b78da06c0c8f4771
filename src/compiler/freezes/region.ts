/** Countries and their regions, whose public holidays are known. */
import { didYouMean } from '../../plan/did-you-mean.ts';
import type { Spanned } from '../../plan/span.ts';
import type { CompileContext } from '../context.ts';
import { holidayRegions } from './regions.generated.ts';

/** Reports a code that is none. */
export function checkRegion({ sink }: CompileContext, { value, span }: Spanned<string>): void {
  const regions = new Map(
    holidayRegions.split('\n').map((line) => {
      const [country = '', ...parts] = line.split(' ');
      return [country, parts.map((part) => `${country}-${part}`)];
    }),
  );
  const [country = ''] = value.split('-');
  const parts = regions.get(country);
  if (parts && (value === country || parts.includes(value))) return;
  const known = parts ? [country, ...parts] : [...regions.keys(), ...[...regions.values()].flat()];
  const meant = known.find((code) => code.toLowerCase() === value.toLowerCase()) ?? didYouMean(value, known);
  sink.report('SEN1521', `no public holidays are known for \`${value}\``, span, {
    help: meant === undefined ? helpFor(country, parts) : `did you mean \`${meant}\`?`,
  });
}

function helpFor(country: string, parts: readonly string[] | undefined): string {
  if (!parts) return 'write the two letters of a country, or those and a region: `US`, `US-NY`';
  if (parts.length === 0) return `write \`${country}\`: its regions are not told apart`;
  return `write \`${country}\` or one of its regions, such as \`${parts[0]}\``;
}
