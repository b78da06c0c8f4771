/** How many of the decisions that a store remembers would be others under the changed policy. */
import { Columns } from '../../analysis/backtest/columns.ts';
import { decideAll } from '../../analysis/backtest/decide.ts';
import { type PastDecision, recordOfEntry } from '../../analysis/backtest/record.ts';
import type { Reviewed } from '../../analysis/review/side.ts';
import { scheduled } from '../../analysis/windows.ts';
import { ownCalendars } from '../../runtime/core/own-calendars.ts';
import { exportAudit } from '../store/audit.ts';
import type { Host } from '../host.ts';
import type { ReviewedPast } from '../report.ts';

/** The last ones. */
const most = 200;

export async function pastOf(
  { store, signal }: { readonly store: string; readonly signal: AbortSignal },
  base: Reviewed,
  head: Reviewed,
  host: Host,
): Promise<ReviewedPast> {
  const records: PastDecision[] = [];
  await exportAudit(
    {
      store,
      signal,
      progress: () => undefined,
      listener({ entry }) {
        const record = entry?.policy === head.plan.policy ? recordOfEntry(entry) : undefined;
        if (!record) return;
        records.push(record);
        if (records.length > most) records.shift();
      },
    },
    host,
  );
  const [was, is] = [decided(base, records), decided(head, records)];
  return { decisions: records.length, differ: was.filter((code, row) => code !== is[row]).length };
}

/** Exit codes, in the order of the records. */
function decided({ plan, calendars }: Reviewed, records: readonly PastDecision[]): readonly number[] {
  const columns = new Columns(plan);
  for (const record of records) columns.push(record);
  return [...decideAll(columns, scheduled(plan, calendars ?? ownCalendars))];
}
