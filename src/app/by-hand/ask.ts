/** What people ask of rollouts by hand: kept in the store, then looked at here, unless another process is at it. */
import type { Actor } from '../../plan/audit.ts';
import { diagnostic, type Diagnostic } from '../../plan/diagnostic.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import { isKept, isOver, type Request } from '../../runtime/core/rollout/turn.ts';
import type { Reconciled } from '../../runtime/engine/rollout/reconcile.ts';
import { nameOf } from '../../runtime/engine/rollout/status.ts';
import { rolloutKey, storedOf, type StoredRollout } from '../../runtime/engine/rollout/stored.ts';
import { DriverFailure, StoreFailure } from '../../runtime/failure.ts';
import { actorHere } from '../people/actor.ts';
import type { Host } from '../host.ts';
import { compilePolicy, loadValidPolicy } from '../policy/loader.ts';
import type { Teller } from '../notify/teller.ts';
import { Refusal } from '../refusal.ts';
import type { AskedReport, AskedRollout } from '../report.ts';
import type { AskRequest, HandRequest, StopRequest } from '../requests.ts';
import { lookOnce } from '../rollout/follow.ts';
import { type OpenRollout, openStored, planOf } from '../rollout/open.ts';
import { keepRequest } from '../rollout/requests.ts';
import { type Site, siteOf } from '../rollout/site.ts';
import { answerTo, goingBack } from './answer.ts';
import { operandsOf, placeIn, storedRollouts, theOnes } from './choose.ts';
import { inStore, type OpenStore } from './open-store.ts';
import { statusIn } from './status.ts';

/** For so long a request that another process is to take up is waited for. */
const PATIENCE = 5_000;
const LOOK_EVERY = 100;
/** For so long the command stays for those who are told of it; the change itself waits for nobody. */
const TELLING = 1_000;

/** What lets a rollout go on is asked under the present policy, whose freezes hold too. */
const goingOn: ReadonlySet<HandRequest> = new Set(['resume', 'promote', 'approve']);

export async function ask(request: AskRequest, host: Host): Promise<AskedReport> {
  return asking(request, host, async ({ stores, path }) => {
    if (path !== undefined && goingOn.has(request.request)) await loadValidPolicy({ policy: path }, host);
    const rollouts = await storedRollouts(stores);
    const isCandidate =
      request.request === 'rollback'
        ? await goingOrKept(stores, rollouts)
        : (one: StoredRollout) => !isOver(one.record);
    const meant = theOnes(rollouts, request.choice, isCandidate);
    const all = goingBack.has(request.request) ? withTheirs(rollouts.filter(isCandidate), meant) : meant;
    return all.map((stored) => ({ stored, request: request.request }));
  });
}

/** One of a group does not go back alone; the last of it goes first. */
function withTheirs(
  rollouts: readonly StoredRollout[],
  meant: readonly StoredRollout[],
): readonly StoredRollout[] {
  const start = meant[0]?.membership?.start;
  const theirs = rollouts.filter((one) => start !== undefined && one.membership?.start === start);
  return [...new Set([...meant, ...theirs])].toSorted((a, b) => placeIn(b) - placeIn(a));
}

/** Those that are on their way are aborted. */
export async function stop(request: StopRequest, host: Host): Promise<AskedReport> {
  return asking({ ...request, look: true }, host, async ({ stores }) => {
    const rollouts = await storedRollouts(stores);
    return rollouts
      .filter(({ record }) => !isOver(record))
      .toSorted((a, b) => placeIn(b) - placeIn(a))
      .map((stored) => ({ stored, request: 'abort' as const }));
  });
}

type Asking = Omit<AskRequest, 'request' | 'choice'>;

interface Question {
  readonly stored: StoredRollout;
  readonly request: HandRequest;
}

async function asking(
  request: Asking,
  host: Host,
  choose: (open: OpenStore) => Promise<readonly Question[]>,
): Promise<AskedReport> {
  return inStore(request, host, async (open) => {
    const here = await actorHere(request.actor, open.operator, host);
    const { actor } = here;
    const asked: AskedRollout[] = [];
    const diagnostics: Diagnostic[] = [...here.diagnostics];
    for (const question of await choose(open)) {
      const one = await askOne({ open, request, host, actor }, question);
      asked.push(one.asked);
      diagnostics.push(...one.diagnostics, ...refusalOfAsked(one.asked, actor));
    }
    return {
      asked,
      store: open.access.choice.state.shown,
      diagnostics: [...open.access.takeDiagnostics(), ...diagnostics],
    };
  });
}

function refusalOfAsked(
  { name, request, result, why = '', status }: AskedRollout,
  { verified }: Actor,
): readonly Diagnostic[] {
  if (result !== 'refused') return [];
  const help =
    request === 'approve' && !verified
      ? 'put your token into `SENTINEL_TOKEN`; whose tokens count is said in the configuration of the operator'
      : `\`sentinel status ${operandsOf(status.identity)}\` shows where it stands`;
  return [diagnostic('SEN2608', `\`${request}\` of ${name} is refused: ${why}`, undefined, { help })];
}

interface Place {
  readonly open: OpenStore;
  /** Who asks. */
  readonly actor: Actor;
  readonly request: Asking;
  readonly host: Host;
}

async function askOne(
  place: Place,
  { stored, request }: Question,
): Promise<{ readonly asked: AskedRollout; readonly diagnostics: readonly Diagnostic[] }> {
  const { open, request: asking, host, actor } = place;
  const { stores } = open;
  const { seq } = await stores.state.head();
  const key = await keepRequest({ host, stores, actor }, stored, requestOf(request, asking.reason, stored));
  const { taken, diagnostics } = await (asking.look ? lookFor(place, stored, key) : waitFor(place, key));
  const record = await stores.state.read(rolloutKey(stored.identity));
  const after = record ? storedOf(record.value) : stored;
  const answer = await answerTo(stores, { request, key, seq, by: actor.name, taken, before: stored, after });
  return {
    asked: {
      name: nameOf(stored.identity),
      request,
      ...answer,
      status: await statusIn(stores, after),
    },
    diagnostics,
  };
}

/** An approval is for the stage that comes next. */
function requestOf(kind: HandRequest, why: string, { record }: StoredRollout): Request {
  return kind === 'approve' ? { kind, stage: record.stage + 1, why } : { kind, why };
}

/** Whether the request was taken up, and what kept this process from looking. */
interface Taking {
  readonly taken: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks at the rollout until the request is taken up, here or by another process. */
async function lookFor(place: Place, stored: StoredRollout, key: string): Promise<Taking> {
  const { open, request, host } = place;
  const { state } = open.stores;
  const isTaken = async () => (await state.read(key)) === undefined;
  let rollout: OpenRollout | undefined;
  let teller: Teller | undefined;
  try {
    const site = await siteFor(place, stored);
    rollout = await openStored(site, stored);
    teller = await tellerAt(site);
    const end = host.clock.monotonic() + PATIENCE;
    for (;;) {
      const result = await lookOnce(rollout, { signal: request.signal, emit: () => undefined });
      if (isLooked(result) || (await isTaken()))
        return { taken: await isTaken(), diagnostics: (await teller?.settle(TELLING)) ?? [] };
      if (host.clock.monotonic() >= end) return { taken: false, diagnostics: [] };
      await host.clock.sleep(LOOK_EVERY, request.signal);
    }
  } catch (error) {
    if (request.signal.aborted) throw error;
    return { taken: await isTaken(), diagnostics: reasonsOf(error).map(asWarning) };
  } finally {
    await teller?.close();
    await rollout?.close();
  }
}

/** Where the store does not take it, whoever comes next tells it. */
async function tellerAt(site: Site): Promise<Teller | undefined> {
  if (site.plan.notifications.length === 0) return undefined;
  const { Teller } = await import('../notify/teller.ts');
  const teller = Teller.at(site);
  try {
    await teller?.begin();
    return teller;
  } catch (error) {
    if (error instanceof StoreFailure) return undefined;
    throw error;
  }
}

/** Leaves the look to whoever is at it. */
async function waitFor({ open, request, host }: Place, key: string): Promise<Taking> {
  const end = host.clock.monotonic() + PATIENCE;
  while (host.clock.monotonic() < end) {
    if ((await open.stores.state.read(key)) === undefined) return { taken: true, diagnostics: [] };
    await host.clock.sleep(LOOK_EVERY, request.signal);
  }
  return { taken: false, diagnostics: [] };
}

function isLooked({ kind }: Reconciled): boolean {
  return kind === 'looked' || kind === 'absent';
}

/** Why this process could not look; any other error is thrown again. */
function reasonsOf(error: unknown): readonly Diagnostic[] {
  if (error instanceof Refusal) return error.diagnostics;
  if (error instanceof DriverFailure) return [diagnostic('SEN2601', error.message)];
  throw error;
}

/** The request is kept all the same; what keeps this process from looking need not keep another. */
function asWarning({ code, message, help }: Diagnostic): Diagnostic {
  return {
    ...diagnostic(code, `it is kept, and not looked at from here: ${message}`, undefined, { help }),
    severity: 'warning',
  };
}

/** The present policy, where it is the one of the rollout and in order; to go back no policy is needed. */
async function siteFor({ open, request, host, actor }: Place, stored: StoredRollout): Promise<Site> {
  const { stores, operator, root } = open;
  const { plan: running } = await planOf({ stores }, stored);
  const plan = presentPlan(open, host, stored) ?? running;
  const { signal } = request;
  return siteOf({ host, root, plan, operator, stores, actor, signal, emit: () => undefined });
}

function presentPlan(
  { path }: OpenStore,
  host: Host,
  { identity }: StoredRollout,
): EvaluationPlan | undefined {
  if (path === undefined) return undefined;
  const { plan } = compilePolicy({ policy: path }, host);
  return plan?.policy === identity.policy ? plan : undefined;
}

/** Completed ones whose way back is still one change can be taken back too. */
async function goingOrKept(
  stores: OpenStore['stores'],
  rollouts: readonly StoredRollout[],
): Promise<(stored: StoredRollout) => boolean> {
  const kept = new Set<StoredRollout>();
  for (const stored of rollouts) {
    if (stored.record.phase !== 'completed') continue;
    const { rollout } = await planOf({ stores }, stored);
    if (isKept({ rollout, record: stored.record })) kept.add(stored);
  }
  return (stored) => !isOver(stored.record) || kept.has(stored);
}
