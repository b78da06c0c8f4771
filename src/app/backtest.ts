/** `backtest`: past decisions again, by this policy. They come from the audit of the store, or from a file of JSON lines. */
import { dirname, resolve } from 'node:path';
import { type Columns as PastColumns, Columns } from '../analysis/backtest/columns.ts';
import {
  backtest as judgeAgain,
  type ChangedDecision,
  explainChange,
} from '../analysis/backtest/backtest.ts';
import { type PastDecision, recordOfEntry, recordOfLine } from '../analysis/backtest/record.ts';
import { Judge } from '../analysis/judge.ts';
import type { EvaluationPlan } from '../plan/plan.ts';
import { loadCalendars } from '../runtime/calendars/index.ts';
import { linesOf } from '../runtime/host/lines.ts';
import { followStore } from './store/audit-log.ts';
import { inStore } from './by-hand/open-store.ts';
import { checkEnvironment } from './context/environments.ts';
import type { Host } from './host.ts';
import { findPolicy, loadValidPolicy } from './policy/loader.ts';
import { refuse } from './refusal.ts';
import type { BacktestReport } from './report.ts';
import type { BacktestRequest } from './requests.ts';
import { pastInstant } from './when.ts';

const PAST =
  'write `{ "at": "2026-11-27T12:00Z", "release": {…}, "facts": {…}, "decision": "safe" }`, or give an export of the audit';

const PAST_HERE =
  '`apply` records them; `--store` names another store, and `sentinel backtest FILE` judges those of a file';

/** Changes that are explained one by one. */
const MOST_LISTED = 1000;

type Listener = (record: PastDecision) => void;

export async function backtest(request: BacktestRequest, host: Host): Promise<BacktestReport> {
  const path = findPolicy(host.cwd, request.policy);
  const policy = await loadValidPolicy({ ...request, policy: path }, host);
  const { plan } = policy;
  if (request.env !== undefined) checkEnvironment(plan, request.env);
  const begun = host.clock.monotonic();
  const columns = new Columns(plan);
  const source = await readRecords(request, plan, host, (record) => columns.push(record));
  const decoded = host.clock.monotonic();
  const calendars = await loadCalendars(plan.freezes, {
    root: dirname(path),
    clock: host.clock,
    signal: request.signal,
    offline: true,
  });
  const judge = new Judge(plan, calendars);
  const { turns, changed } = judgeAgain(columns, judge);
  const judging = host.clock.monotonic() - decoded;
  return {
    policy: { name: plan.policy, file: policy.file, digest: plan.digest },
    source,
    decisions: columns.length,
    turns,
    changed: changed.length,
    listed: await explained(request, judge, columns, changed.slice(0, MOST_LISTED), host),
    missing: columns.missing(),
    lookedOnce: columns.lookedOnce(),
    took: { decoding: decoded - begun, judging },
    diagnostics: policy.diagnostics,
    sources: new Map([[policy.file, policy.text]]),
  };
}

/** Columns keep no record, so those that changed are read once more. */
async function explained(
  request: BacktestRequest,
  judge: Judge,
  columns: PastColumns,
  rows: readonly number[],
  host: Host,
): Promise<readonly ChangedDecision[]> {
  const wanted = new Set(rows);
  const found: ChangedDecision[] = [];
  if (wanted.size === 0) return found;
  let row = -1;
  await readRecords(request, judge.plan, host, (record) => {
    row += 1;
    if (wanted.has(row)) found.push(explainChange(judge, columns, row, record));
  });
  return found;
}

/** Gives the source as it is named to people. */
async function readRecords(
  request: BacktestRequest,
  { policy }: EvaluationPlan,
  host: Host,
  listener: Listener,
): Promise<string> {
  const { env, since, file } = request;
  const from = since === undefined ? -Infinity : pastInstant(since, host.clock.now());
  const take: Listener = (record) => {
    if (record.at >= from && (env === undefined || record.release['env'] === env)) listener(record);
  };
  if (file !== undefined) {
    await readLines(file, policy, host, take);
    return file;
  }
  return inStore(request, host, async ({ stores, access }) => {
    let found = 0;
    await followStore(stores.state, request, (_, entry) => {
      const record = entry?.policy === policy ? recordOfEntry(entry) : undefined;
      if (!record) return;
      found += 1;
      take(record);
    });
    const { shown } = access.choice.state;
    if (found === 0)
      refuse('SEN2721', `no decision of \`${policy}\` is recorded in \`${shown}\``, { help: PAST_HERE });
    return shown;
  });
}

async function readLines(file: string, policy: string, { cwd }: Host, listener: Listener): Promise<void> {
  let number = 0;
  let found = 0;
  try {
    for await (const line of linesOf(resolve(cwd, file))) {
      number += 1;
      if (line.trim() === '') continue;
      const json = parsed(line);
      const isEntry = typeof json === 'object' && json !== null && 'type' in json;
      // An export of the audit holds more than decisions, and more than this policy.
      if (isEntry && !('policy' in json && json.policy === policy && json.type === 'decision')) continue;
      const record = isEntry ? recordOfEntry(json) : recordOfLine(json);
      if (!record)
        refuse('SEN2721', `line ${number} of \`${file}\` holds no decision of the past`, { help: PAST });
      found += 1;
      listener(record);
    }
    // Nothing that was judged is not the same as nothing that changes.
    if (found === 0) refuse('SEN2721', `\`${file}\` holds no decision of \`${policy}\``, { help: PAST });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    refuse('SEN2011', `\`${file}\` cannot be read (${code})`);
  }
}

/** Undefined for what is no JSON. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
