/**
 * The evaluation plan: what a policy means, as plain JSON. The compiler makes it, the core judges it, the engine
 * gathers what it asks for. `schemas/plan.schema.json` describes it for other programs.
 */
import type { Notification } from './notification.ts';
import type { Constant, Term, TermSpan, TextTemplate } from './term.ts';
import type { Rollout, RolloutGroup } from './rollout.ts';
import type { ScalarType, Type } from './type.ts';
import type { Freeze, Limit } from './window.ts';

export const PLAN_FORMAT_VERSION = '1.0';

export type Mode = 'enforce' | 'shadow';
export type GateSeverity = 'advisory' | 'block' | 'critical';

/** Where a thing of the plan was written. `file` is a key of `EvaluationPlan.sources`. */
export interface PlanLocation {
  readonly file: string;
  readonly span: TermSpan;
}

export interface EvaluationPlan {
  readonly formatVersion: typeof PLAN_FORMAT_VERSION;
  /** SHA-256, hex, over the canonical JSON of the meaning: no sources, places, comments or descriptions. */
  readonly digest: string;
  readonly policy: string;
  readonly description?: string;
  readonly owners?: readonly string[];
  readonly mode: Mode;
  /** Empty: the policy declares none, and none may be given. */
  readonly environments: readonly string[];
  readonly release: ReleaseOptions;
  readonly settings: readonly Setting[];
  readonly secrets: readonly Secret[];
  readonly inputs: readonly Input[];
  readonly probes: readonly PlanProbe[];
  readonly scores: readonly Score[];
  /** Everything that some term reads; a fact's index is its slot in the kernel. */
  readonly facts: readonly PlanFact[];
  /** The atoms of all conditions; skeletons refer to them by index. */
  readonly leaves: readonly Leaf[];
  readonly gates: readonly Gate[];
  readonly freezes: readonly Freeze[];
  readonly limits: readonly Limit[];
  readonly rollouts: readonly Rollout[];
  /** Absent: each is released by itself. */
  readonly groups?: readonly RolloutGroup[];
  readonly before: readonly Step[];
  readonly after: readonly Step[];
  readonly notifications: readonly Notification[];
  /** File name to text, for explanations and code frames; no part of the digest. */
  readonly sources: Readonly<Record<string, string>>;
}

export interface ReleaseOptions {
  /** The form of release tags, with `{version}` and optionally `{component}`; default `{version}`. */
  readonly tag: string;
  readonly paths: readonly string[];
  /** Component name to the file that holds its version. */
  readonly versionMap: Readonly<Record<string, string>>;
}

/** A text from the environment that may be shown. */
export interface Setting {
  readonly name: string;
  /** The environment variable that holds it. */
  readonly env?: string;
  /** By environment name. */
  readonly perEnv: Readonly<Record<string, string>>;
  readonly default?: string;
  readonly location: PlanLocation;
}

export interface Secret {
  readonly name: string;
  readonly env?: string;
  readonly file?: string;
  readonly vault?: VaultPlace;
  readonly location: PlanLocation;
}

/** A key of a secret in a KV engine of Vault, version 2. */
export interface VaultPlace {
  readonly mount: string;
  readonly path: string;
  readonly key: string;
}

export interface Input {
  readonly name: string;
  readonly type: ScalarType | { readonly list: ScalarType };
  readonly default?: Constant;
  readonly required: boolean;
  readonly location: PlanLocation;
}

/** A component's configuration with literals in base units; `{ template, sink }` where a value is interpolated. */
export type ConfigValue = boolean | number | string | readonly ConfigValue[] | ConfigTemplate | ConfigRecord;

export interface ConfigRecord {
  readonly [key: string]: ConfigValue;
}

export interface ConfigTemplate {
  readonly template: TextTemplate;
  readonly sink: Sink;
  /** The template holds a secret, which makes the value an opaque one. */
  readonly secret: boolean;
}

export function isConfigTemplate(value: ConfigValue): value is ConfigTemplate {
  return typeof value === 'object' && 'template' in value && 'sink' in value && Array.isArray(value.template);
}

/** What a text is, which decides how an interpolated value is escaped. */
export type Sink = 'url' | 'header' | 'promql' | 'json' | 'argv' | 'path' | 'text';

export interface PlanProbe {
  readonly name: string;
  readonly kind: string;
  readonly config: ConfigRecord;
  /** The probe runs once for each value, which `${name}` in the configuration stands for; it is then a list of records. */
  readonly each?: { readonly name: string; readonly values: readonly Constant[] };
  readonly fields: Readonly<Record<string, Type>>;
  readonly defaultField?: string;
  /** Facts that the configuration interpolates. */
  readonly reads: readonly string[];
  readonly location: PlanLocation;
}

/** A weighted mean of criteria, from 0 to 1. */
export interface Score {
  readonly name: string;
  /** A boolean counts 1 or 0; a number must lie between. Weights are above 0 in all. */
  readonly criteria: readonly { readonly weight: number; readonly of: Term }[];
  /** From here on it is healthy, and from `degraded` on degraded. */
  readonly healthy: number;
  readonly degraded: number;
  readonly location: PlanLocation;
}

/** A side of a rollout. Absent: the stable one. */
export type Track = 'canary' | 'stable';

export type FactSource =
  /** One field of a probe; without `field` the whole list of an `each` probe. */
  | { readonly kind: 'probe'; readonly probe: string; readonly field?: string; readonly track?: Track }
  /** What `${track}` stands for: the side that is asked about; outside a rollout the stable one. */
  | { readonly kind: 'track' }
  /** Of the rollout that the condition belongs to: its weight, stage, age. */
  | { readonly kind: 'rollout'; readonly field: string }
  | { readonly kind: 'score'; readonly score: string; readonly field: 'value' | 'status' }
  | { readonly kind: 'release'; readonly field: string }
  | { readonly kind: 'setting' | 'input'; readonly name: string }
  | { readonly kind: 'secret'; readonly name: string }
  /** What was completed last in an environment of the policy, as the store tells. */
  | { readonly kind: 'deployed'; readonly environment: string; readonly field: DeployedField }
  | { readonly kind: 'now' };

export type DeployedField = 'version' | 'artifact' | 'completed_at' | 'healthy_for';

export interface PlanFact {
  /** As it is written: `disk.used`, `git.branch`, `ticket`, `now`. A default field is spelt out: `error_rate.value`. */
  readonly id: string;
  readonly type: Type;
  readonly source: FactSource;
}

/** A condition without `and`, `or` and `not`: true, false or unknown. */
export interface Leaf {
  readonly term: Term;
  /** Slots that it reads. */
  readonly facts: readonly number[];
}

/** The Boolean structure over leaves. */
export type Skeleton =
  | { readonly leaf: number }
  | { readonly not: Skeleton }
  | { readonly all: readonly Skeleton[] }
  | { readonly any: readonly Skeleton[] };

export interface Condition {
  readonly skeleton: Skeleton;
  readonly span: TermSpan;
}

export interface Sustain {
  /** `for`: observed live, from now on. `over`: asked from the past by range query. */
  readonly kind: 'for' | 'over';
  readonly duration: number;
  readonly every: number;
  /** Failures that are borne; one more fails. */
  readonly tolerate: number;
}

export interface Gate {
  readonly name: string;
  readonly severity: GateSeverity;
  readonly mode: Mode;
  /** Absent: every environment. */
  readonly environments?: readonly string[];
  readonly when?: Condition;
  /** All must hold; one entry for each item that was written. */
  readonly require: readonly Condition[];
  readonly prefer: readonly Condition[];
  readonly message?: TextTemplate;
  readonly runbook?: string;
  readonly sustain?: Sustain;
  readonly location: PlanLocation;
}

/** An action of `before:` or `after:`; idempotent. */
export interface Step {
  readonly name: string;
  readonly kind: string;
  readonly when?: Condition;
  readonly config: ConfigRecord;
  readonly reads: readonly string[];
  readonly location: PlanLocation;
}
