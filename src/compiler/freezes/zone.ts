/** Time zones by their IANA names. */
import { didYouMean } from '../../plan/did-you-mean.ts';
import type { Spanned } from '../../plan/span.ts';
import type { CompileContext } from '../context.ts';

/** The name of the zone; where there is none, UTC, of which lint warns. */
export function compileZone({ sink }: CompileContext, written: Spanned<string> | undefined): string {
  if (!written) return 'UTC';
  const { value, span } = written;
  // Of all names, the list of the canonical ones is quick to ask; a formatter takes ten times as long to make.
  if (value === 'UTC') return value;
  const canonical = Intl.supportedValuesOf('timeZone');
  if (canonical.includes(value)) return value;
  const meant = canonical.find((name) => name.toLowerCase() === value.toLowerCase());
  if (meant === undefined && isAlias(value)) return value;
  const write = meant ?? nameLike(value, canonical);
  sink.report('SEN1519', `\`${value}\` is not a time zone`, span, {
    help: write === undefined ? 'write an IANA name, such as `Europe/Berlin`' : `did you mean \`${write}\`?`,
  });
  return value;
}

/** Older and newer names of a zone, such as `US/Eastern` and `Europe/Kyiv`. An offset is no zone: it knows no summer. */
function isAlias(name: string): boolean {
  if (!/^[A-Z]/u.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A name with a slip in it, or a city without its continent. */
function nameLike(written: string, names: readonly string[]): string | undefined {
  const city = written.replaceAll(' ', '_').toLowerCase();
  return didYouMean(written, names) ?? names.find((name) => name.toLowerCase().endsWith(`/${city}`));
}
