/** Facts that decisions and observations of the past rested upon, as the audit keeps them. A fact holds until the next. */
import type { Known, Value } from '../../plan/value.ts';
import type { FactSeries } from '../../analysis/simulate/generate.ts';
import { exportAudit } from '../store/audit.ts';
import type { Host } from '../host.ts';
import { factsOfJson } from '../last-facts.ts';
import { refuse } from '../refusal.ts';
import type { SimulateRequest } from '../requests.ts';

const MINUTE = 60_000;

type FactMap = ReadonlyMap<string, Known<Value>>;

export async function rememberedFacts(
  request: SimulateRequest,
  policy: string,
  host: Host,
): Promise<FactSeries> {
  const known: { readonly at: number; readonly facts: FactMap }[] = [];
  await exportAudit(
    {
      ...request,
      progress: () => undefined,
      listener({ entry }) {
        if (entry?.policy !== policy || entry.data?.['facts'] === undefined) return;
        const facts = factsOfJson(entry.data['facts']);
        known.push({ at: entry.at, facts: new Map([...(known.at(-1)?.facts ?? []), ...facts]) });
      },
    },
    host,
  );
  if (known.length === 0)
    refuse('SEN2711', `the audit holds no facts of \`${policy}\` from that time`, {
      help: '`sentinel apply` keeps them with every decision; give an earlier `--since`',
    });
  return { step: MINUTE, at: (instant) => known.findLast(({ at }) => at <= instant)?.facts ?? new Map() };
}
