/** What a run of `apply` leaves in the store: what was decided, the start with what it consumes, and what was done. */
import { randomUUID } from 'node:crypto';
import type { Actor, AuditDraft, Json } from '../plan/audit.ts';
import type { RuleResult } from '../plan/decision.ts';
import { isUnknown, jsonOfValue } from '../plan/value.ts';
import type { Evaluation } from '../runtime/engine/evaluate.ts';
import type { StepReport } from '../runtime/engine/events.ts';
import type { Stores } from '../runtime/engine/world.ts';
import type { Commit, CommitRefusal, LimitRequest } from '../runtime/ports/stores.ts';
import { actorOf } from './actor.ts';
import type { BreakGlass } from './break-glass.ts';
import { type Context, fieldOf } from './context.ts';
import type { Redactor } from './redact.ts';
import { refuse } from './refusal.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Why nothing was started on a decision. */
export type NotStarted = 'blocked' | 'shadow' | 'not_confirmed' | 'failed';

export interface StartParts {
  readonly evaluation: Evaluation;
  /** The saved plan that is applied. */
  readonly planId?: string;
  readonly breakGlass?: BreakGlass;
}

/** Every method rejects with `StoreFailure` where the store does not take it. */
export class RunRecord {
  readonly #context: Context;
  readonly #stores: Stores;
  /** Names this attempt, also to the limits. */
  readonly #id = randomUUID();
  readonly #redactor: Redactor;

  constructor(context: Context, stores: Stores, redactor: Redactor) {
    this.#context = context;
    this.#stores = stores;
    this.#redactor = redactor;
  }

  /** Refuses a saved plan that was used. */
  async requireUnused(planId: string): Promise<void> {
    if (await this.#stores.state.read(usedPlanKey(planId))) refusePlanUsed();
  }

  async notStarted(evaluation: Evaluation, why: NotStarted): Promise<void> {
    await this.#commit({ audit: [this.#decision(evaluation, why)] });
  }

  /**
   * Records the start and consumes what it takes from the limits, both or neither. False: something changed since the
   * judgement, and it must be judged again. Refuses a saved plan that was used.
   */
  async start({ evaluation, planId, breakGlass }: StartParts): Promise<boolean> {
    const { admissions, notAfter } = evaluation;
    const overridden = breakGlass !== undefined;
    const within = await this.#admitApart(admissions);
    if (!within && !overridden) return false;
    const commit = (over: boolean): Commit => ({
      ...(planId !== undefined && {
        writes: [{ key: usedPlanKey(planId), value: { run: this.#id }, version: 0 }],
      }),
      ...(!over && this.#rides(admissions) && { admission: { id: this.#id, limits: admissions } }),
      ...(notAfter !== undefined && !overridden && { notAfter }),
      audit: [
        this.#decision(evaluation, 'started', breakGlass),
        ...evaluation.decision.rules.flatMap((rule) => this.#override(rule, breakGlass)),
        ...(planId === undefined ? [] : [this.#planUsed(planId)]),
        ...admissions.map((request) => this.#admission(request, over)),
      ],
    });
    const refusal = await this.#commit(commit(!within));
    if (!refusal) return true;
    if (refusal.kind === 'version') refusePlanUsed();
    if (refusal.kind !== 'limit' || !overridden) return false;
    return (await this.#commit(commit(true))) === undefined;
  }

  async step({ phase, name, kind, result, text }: StepReport): Promise<void> {
    const draft = this.#draft('step', { step: name }, { why: text || `the step ${name} is ${result}` });
    await this.#commit({
      audit: [{ ...draft, to: result, reasonCode: result, data: { ...draft.data, phase, kind } }],
    });
  }

  /** Admissions can ride in the commit where the store counts the limits too. */
  #rides(admissions: readonly LimitRequest[]): boolean {
    return admissions.length > 0 && this.#stores.limits === this.#stores.state;
  }

  /** Limits that are counted elsewhere come first: what fails afterwards leaves one admission too many, never too few. */
  async #admitApart(admissions: readonly LimitRequest[]): Promise<boolean> {
    if (admissions.length === 0 || this.#rides(admissions)) return true;
    return (await this.#stores.limits.admit(this.#id, admissions)).admitted;
  }

  async #commit(commit: Commit): Promise<CommitRefusal | undefined> {
    const audit = commit.audit?.map((draft) => withoutSecrets(draft, this.#redactor));
    const outcome = await this.#stores.state.commit({ ...commit, ...(audit && { audit }) });
    return outcome.committed ? undefined : outcome.refusal;
  }

  #decision(evaluation: Evaluation, outcome: NotStarted | 'started', breakGlass?: BreakGlass): AuditDraft {
    const { decision, facts } = evaluation;
    const { plan } = this.#context;
    const secret = new Set(plan.facts.filter(({ source }) => source.kind === 'secret').map(({ id }) => id));
    const draft = this.#draft('decision', {}, { why: decision.summary });
    return {
      ...draft,
      to: decision.decision,
      reasonCode: reasonCodeOf(decision.rules, outcome),
      data: {
        ...draft.data,
        outcome,
        rules: decision.rules.map(jsonOfRule),
        facts: Object.fromEntries(
          Array.from(facts)
            .filter(([id]) => !secret.has(id))
            .map(([id, value]) => [id, jsonOfValue(value) as Json]),
        ),
        ...(breakGlass && { breakGlass: { reason: breakGlass.reason, until: breakGlass.until } }),
      },
    };
  }

  /** One entry for each rule that let the release through although it did not pass. */
  #override(
    { kind, name, verdict, reasons, override }: RuleResult,
    breakGlass?: BreakGlass,
  ): readonly AuditDraft[] {
    if (!override) return [];
    const broken = override.by === 'break-glass';
    const draft = this.#draft(
      'override',
      { [kind]: name },
      { why: broken ? (breakGlass?.reason ?? override.text) : `except: ${override.text}` },
    );
    const data = { ...draft.data, reasons: reasons.map(({ text }) => text) };
    return [
      {
        ...draft,
        from: broken ? verdict : 'fail',
        to: 'overridden',
        reasonCode: broken ? 'break_glass' : 'except',
        data,
      },
    ];
  }

  #planUsed(planId: string): AuditDraft {
    const draft = this.#draft('plan.used', {}, { why: 'a saved plan is applied once' });
    return { ...draft, data: { ...draft.data, planId } };
  }

  #admission({ key, rates }: LimitRequest, over: boolean): AuditDraft {
    const draft = this.#draft(
      'admission',
      {},
      { why: over ? 'over the limit, by broken glass' : 'the limit admitted the start' },
    );
    return {
      ...draft,
      reasonCode: over ? 'over_limit' : 'admitted',
      data: { ...draft.data, limit: key, rates: rates.map(({ count, per }) => ({ count, per })) },
    };
  }

  #draft(
    type: string,
    about: Readonly<Record<string, string>>,
    { why }: { readonly why: string },
  ): AuditDraft & { readonly data: Readonly<Record<string, Json>> } {
    const { plan, release } = this.#context;
    const fields = release.fields.flatMap(({ name, value }) =>
      name === 'actor' || isUnknown(value) ? [] : [[name, value] as const],
    );
    return {
      type,
      actor: this.#actor,
      policy: plan.policy,
      digest: plan.digest,
      subject: { ...Object.fromEntries(fields), ...about },
      why,
      data: { run: this.#id },
    };
  }

  get #actor(): Actor {
    return actorOf(fieldOf(this.#context.release, 'actor'));
  }
}

/** The first rule that stops the release gives the word. */
function reasonCodeOf(rules: readonly RuleResult[], outcome: NotStarted | 'started'): string {
  if (outcome !== 'blocked') return outcome;
  const stopping = rules.find(
    ({ verdict, mode, severity, override }) =>
      (verdict === 'fail' || verdict === 'unknown') &&
      mode === 'enforce' &&
      severity !== 'advisory' &&
      !override,
  );
  if (!stopping) return 'nothing_applied';
  return stopping.kind === 'gate' ? `gate_${stopping.verdict}` : stopping.kind;
}

function jsonOfRule({ kind, name, verdict, severity, mode, reasons, until, override }: RuleResult): Json {
  return {
    kind,
    name,
    verdict,
    severity,
    mode,
    reasons: reasons.map(({ text }) => text),
    ...(until !== undefined && { until }),
    ...(override && { override: { by: override.by, text: override.text } }),
  };
}

/** Where a saved plan is kept that was used. */
function usedPlanKey(planId: string): string {
  return `plan-used/${planId}`;
}

function refusePlanUsed(): never {
  refuse('SEN2204', 'this saved plan was used already', { help: 'a plan is applied once; plan again' });
}
