/** `freeze` and `unfreeze`: a stop made by hand, which holds at once and needs no commit. */
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type { Actor, AuditDraft, Json } from '../plan/audit.ts';
import { suggestName } from '../plan/did-you-mean.ts';
import type { EvaluationPlan } from '../plan/plan.ts';
import type { IncidentFreeze } from '../plan/window.ts';
import { INCIDENT_PREFIX, incidentOf } from '../runtime/core/incident.ts';
import type { Stores } from '../runtime/engine/world.ts';
import type { StoredRecord } from '../runtime/ports/stores.ts';
import { actorHere } from './people/actor.ts';
import { checkEnvironment } from './context/environments.ts';
import type { Host } from './host.ts';
import { findPolicy, loadValidPolicy, treeOf } from './policy/loader.ts';
import { loadOperatorConfig } from './config/operator.ts';
import { refuse } from './refusal.ts';
import type { IncidentReport } from './report.ts';
import type { FreezeRequest, IncidentRequest, UnfreezeRequest } from './requests.ts';
import { storesFor, withStores } from './store/stores.ts';
import { comingInstant } from './when.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Fields of a release that a scope may name. */
const scopeFields = [
  'env',
  'version',
  'workload',
  'component',
  'cluster',
  'namespace',
  'region',
  'source',
  'event',
  'tag',
  'commit',
  'artifact',
];

export async function freeze(request: FreezeRequest, host: Host): Promise<IncidentReport> {
  const { everyPolicy, fields } = readScope(request.scope);
  return inStore(request, { host, everyPolicy, records: true }, async (place) => {
    const { plan, stores, actor } = place;
    // A stop of an environment that does not exist would stop nothing.
    if (plan && fields['env'] !== undefined) checkEnvironment(plan, fields['env']);
    const from = await stores.state.now();
    const opened: IncidentFreeze = {
      id: randomBytes(4).toString('hex'),
      scope: { ...(plan && { policy: plan.policy }), ...fields },
      from,
      until: comingInstant(request.until, from),
      reason: request.reason,
      actor: actor.name,
    };
    const draft: AuditDraft = {
      ...draftOf(opened, place),
      type: 'freeze.opened',
      to: jsonOfFreeze(opened),
      why: request.reason,
      reasonCode: 'manual',
    };
    await write(
      place,
      [{ key: INCIDENT_PREFIX + opened.id, version: 0, value: jsonOfFreeze(opened) }],
      [draft],
    );
    return [opened];
  });
}

export async function unfreeze(request: UnfreezeRequest, host: Host): Promise<IncidentReport> {
  return inStore(request, { host, everyPolicy: false, records: false }, async (place) => {
    const inForce = await freezesInForce(place);
    const lifted = chosen(inForce, request);
    await write(
      place,
      lifted.map(({ record }) => ({ key: record.key, version: record.version, value: undefined })),
      lifted.map(({ freeze, record }) => ({
        ...draftOf(freeze, place),
        type: 'freeze.closed',
        from: record.value,
        why: request.reason,
        reasonCode: 'manual',
      })),
    );
    return lifted.map(({ freeze: one }) => one);
  });
}

/** What the work is done in. */
interface Place {
  readonly stores: Stores;
  readonly actor: Actor;
  readonly host: Host;
  /** Absent where every policy is meant. */
  readonly plan?: EvaluationPlan;
}

async function inStore(
  request: IncidentRequest,
  { host, everyPolicy, records }: { host: Host; everyPolicy: boolean; records: boolean },
  work: (place: Place) => Promise<readonly IncidentFreeze[]>,
): Promise<IncidentReport> {
  // Every policy of a store that is named can be stopped from anywhere.
  const anywhere = everyPolicy && (request.store ?? host.env['SENTINEL_STORE']);
  const path = anywhere ? undefined : findPolicy(host.cwd, request.policy);
  const root = path === undefined ? host.cwd : dirname(path);
  const policy =
    everyPolicy || path === undefined ? undefined : await loadValidPolicy({ ...request, policy: path }, host);
  const operator = await loadOperatorConfig(host, request.config, treeOf(root));
  const access = await storesFor({ flags: request, operator, root, records, forgetful: 'the stop' }, host);
  return withStores(access, async (stores) => {
    const { actor, diagnostics } = await actorHere(request.actor, operator, host);
    access.tell(diagnostics);
    const freezes = await work({
      stores,
      host,
      actor,
      ...(policy && { plan: policy.plan }),
    });
    return { freezes, store: access.choice.state.shown, diagnostics: access.takeDiagnostics() };
  });
}

type Scope = Readonly<Record<string, string>>;

/** `env=prod,workload=cart`; `all` takes it beyond the policy. */
function readScope(text: string | undefined): { readonly everyPolicy: boolean; readonly fields: Scope } {
  const parts = text?.split(',').map((part) => part.trim()) ?? [];
  const fields: Record<string, string> = {};
  for (const part of parts.filter((one) => one !== 'all')) {
    const [, name = '', value = ''] = /^([a-z]+)=(\S+)$/u.exec(part) ?? [];
    if (!scopeFields.includes(name))
      refuse('SEN2001', `\`${part}\` is no scope`, {
        help:
          suggestName(name, scopeFields) ??
          'write fields of the release, such as `env=prod,workload=cart`, or `all`',
      });
    if (Object.hasOwn(fields, name)) refuse('SEN2001', `the scope names \`${name}\` twice`);
    fields[name] = value;
  }
  return { everyPolicy: parts.includes('all'), fields };
}

interface InForce {
  readonly record: StoredRecord;
  readonly freeze: IncidentFreeze;
}

/** Those that concern this policy, in order of their beginning. */
async function freezesInForce({ stores, plan }: Place): Promise<readonly InForce[]> {
  const now = await stores.state.now();
  const records = await stores.state.list(INCIDENT_PREFIX);
  return records
    .map((record) => ({ record, freeze: incidentOf(record.value) ?? unreadable(record, now) }))
    .filter(
      ({ freeze: { until, scope } }) => until > now && [undefined, plan?.policy].includes(scope['policy']),
    )
    .toSorted((a, b) => a.freeze.from - b.freeze.from);
}

/** It stops releases, as it may be about any of them, and so it must be there to be lifted. */
function unreadable({ key }: StoredRecord, now: number): IncidentFreeze {
  const id = key.slice(INCIDENT_PREFIX.length);
  return { id, scope: {}, from: now, until: now + 1, reason: 'its record cannot be read', actor: 'unknown' };
}

function chosen(inForce: readonly InForce[], { id, all }: UnfreezeRequest): readonly InForce[] {
  const list = inForce.map(({ freeze: { id: known, reason } }) => `\`${known}\` (${reason})`).join(', ');
  const [first] = inForce;
  if (!first) refuse('SEN2408', 'no incident freeze is in force');
  if (all) return inForce;
  if (id === undefined) {
    if (inForce.length === 1) return [first];
    refuse('SEN2408', `there are ${inForce.length} incident freezes: ${list}`, {
      help: `name one: \`sentinel unfreeze ${first.freeze.id}\`, or lift all of them with \`--all\``,
    });
  }
  const named = inForce.filter(({ freeze: one }) => one.id === id);
  if (named.length === 0)
    refuse('SEN2408', `there is no incident freeze \`${id}\``, { help: `in force: ${list}` });
  return named;
}

function draftOf(
  { id, scope }: IncidentFreeze,
  { actor, plan }: Place,
): Pick<AuditDraft, 'actor' | 'policy' | 'digest' | 'subject'> {
  return {
    actor,
    ...(plan && { policy: plan.policy, digest: plan.digest }),
    subject: { ...scope, freeze: id },
  };
}

function jsonOfFreeze({ id, scope, from, until, reason, actor }: IncidentFreeze): Json {
  return { id, scope, from, until, reason, actor };
}

async function write(
  { stores, host }: Place,
  writes: readonly { readonly key: string; readonly version: number; readonly value: Json | undefined }[],
  drafts: readonly AuditDraft[],
): Promise<void> {
  const audit = drafts.map((draft) => withoutSecrets(draft, host.redactor));
  const outcome = await stores.state.commit({ writes, audit });
  if (!outcome.committed)
    refuse('SEN2408', 'somebody changed the incident freezes meanwhile', {
      help: 'look again: `sentinel unfreeze`',
    });
}
