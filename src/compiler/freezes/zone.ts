/** Time zones by their IANA names. */
import { didYouMean } from '../../plan/did-you-mean.ts';
import type { Spanned } from '../../plan/span.ts';
import { isTimeZone } from '../../plan/time-zone.ts';
import type { CompileContext } from '../context.ts';

/** The name of the zone; where there is none, UTC, of which lint warns. */
export function compileZone({ sink }: CompileContext, written: Spanned<string> | undefined): string {
  if (!written) return 'UTC';
  const { value, span } = written;
  // The list of the canonical names is quick to ask; to find out about another takes ten times as long.
  if (value === 'UTC') return value;
  const canonical = Intl.supportedValuesOf('timeZone');
  if (canonical.includes(value)) return value;
  const meant = canonical.find((name) => name.toLowerCase() === value.toLowerCase());
  if (meant === undefined && isTimeZone(value)) return value;
  const write = meant ?? nameLike(value, canonical);
  sink.report('SEN1519', `\`${value}\` is not a time zone`, span, {
    help: write === undefined ? 'write an IANA name, such as `Europe/Berlin`' : `did you mean \`${write}\`?`,
  });
  return value;
}

/** A name with a slip in it, or a city without its continent. */
function nameLike(written: string, names: readonly string[]): string | undefined {
  const city = written.replaceAll(' ', '_').toLowerCase();
  return didYouMean(written, names) ?? names.find((name) => name.toLowerCase().endsWith(`/${city}`));
}
