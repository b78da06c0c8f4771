/**
 * The policy tree: what was written, block by block, with the place of everything. One form for both syntaxes.
 * A part that could not be read is absent here and has its diagnostic; nothing is defaulted in the tree.
 */
import type { Span, Spanned } from '../plan/span.ts';
import type { Comment, DocumentNode, MapNode } from './document.ts';
import type { Expression, TemplateText } from './expression/ast.ts';

interface Block {
  readonly span: Span;
}

/** A block that is called by a name. */
interface Named extends Block {
  readonly name: Spanned<string>;
}

/** Fields that rules share. */
interface RuleBase extends Named {
  readonly mode?: Spanned<'enforce' | 'shadow'>;
  readonly environments?: readonly Spanned<string>[];
  readonly when?: Expression;
}

export interface Policy extends Block {
  readonly kind: 'policy';
  readonly file: string;
  readonly document: MapNode;
  readonly comments: readonly Comment[];
  readonly version?: Spanned<number>;
  readonly name?: Spanned<string>;
  readonly description?: Spanned<string>;
  readonly owners: readonly Spanned<string>[];
  readonly mode?: Spanned<'enforce' | 'shadow'>;
  readonly extends?: Spanned<string>;
  /** Absent: the policy has no environments. */
  readonly environments?: readonly Spanned<string>[];
  readonly release?: ReleaseBlock;
  readonly settings: readonly SettingBlock[];
  readonly secrets: readonly SecretBlock[];
  readonly inputs: readonly InputBlock[];
  readonly probes: readonly ProbeBlock[];
  readonly scores: readonly ScoreBlock[];
  readonly gates: readonly GateBlock[];
  readonly freezes: readonly FreezeBlock[];
  readonly limits: readonly LimitBlock[];
  readonly rollouts: readonly RolloutBlock[];
  readonly groups: readonly GroupBlock[];
  readonly notifications: readonly NotificationBlock[];
  readonly before: readonly StepBlock[];
  readonly after: readonly StepBlock[];
}

export interface ReleaseBlock extends Block {
  readonly kind: 'release';
  readonly tag?: Spanned<string>;
  readonly paths: readonly Spanned<string>[];
  readonly versionMap: readonly { readonly component: Spanned<string>; readonly file: Spanned<string> }[];
}

export interface SettingBlock extends Named {
  readonly kind: 'setting';
  readonly env?: Spanned<string>;
  readonly perEnv: readonly { readonly environment: Spanned<string>; readonly value: Spanned<string> }[];
  readonly default?: Spanned<string>;
}

export interface SecretBlock extends Named {
  readonly kind: 'secret';
  readonly env?: Spanned<string>;
  readonly file?: Spanned<string>;
  readonly vault?: VaultBlock;
}

export interface VaultBlock extends Block {
  readonly kind: 'vault';
  readonly path: Spanned<string>;
  /** Default the name of the secret. */
  readonly key?: Spanned<string>;
  readonly mount?: Spanned<string>;
}

export interface InputBlock extends Named {
  readonly kind: 'input';
  /** `string`, `[string]`, …; checked by the compiler. */
  readonly type?: Spanned<string>;
  /** A literal; for a list input a list. */
  readonly default?: Expression;
  readonly required?: Spanned<boolean>;
}

/** `KIND: { … }`. */
export interface Component extends Block {
  readonly kind: Spanned<string>;
  readonly body: MapNode;
}

export interface ProbeBlock extends Named {
  readonly kind: 'probe';
  readonly each?: {
    readonly name: Spanned<string>;
    readonly values: readonly Spanned<string | number | boolean>[];
  };
  /** Absent when the probe names no kind, or several. */
  readonly component?: Component;
}

export interface ScoreBlock extends Named {
  readonly kind: 'score';
  readonly criteria: readonly {
    readonly weight?: Spanned<number>;
    readonly of?: Expression;
    readonly span: Span;
  }[];
  readonly healthy?: Spanned<number>;
  readonly degraded?: Spanned<number>;
}

export interface GateBlock extends RuleBase {
  readonly kind: 'gate';
  readonly require: readonly Expression[];
  readonly prefer: readonly Expression[];
  readonly severity?: Spanned<'advisory' | 'block' | 'critical'>;
  readonly message?: TemplateText;
  readonly runbook?: Spanned<string>;
  /** Durations in milliseconds. */
  readonly for?: Spanned<number>;
  readonly over?: Spanned<number>;
  readonly every?: Spanned<number>;
  readonly tolerate?: Spanned<number>;
}

/** `2`, `2 of 5`, `3 consecutive`. */
export interface Tolerance {
  readonly count: number;
  readonly of?: number;
  readonly consecutive?: true;
}

export interface FreezeBlock extends RuleBase {
  readonly kind: 'freeze';
  /** The window as it was written, key by key: `from`, `until`, `every`, `between`, `rrule`, `holidays`, `outside`, …. */
  readonly window: Window;
  readonly timezone?: Spanned<string>;
  readonly except?: Expression;
  readonly reason?: Spanned<string>;
  readonly blocks?: readonly Spanned<'start' | 'promote'>[];
  readonly inFlight?: Spanned<'pause' | 'finish_stage' | 'rollback'>;
}

/** One closed or open time. Times are local texts; the zone is the freeze's. */
export interface Window extends Block {
  /** Which keys were written, readable or not. */
  readonly node: MapNode;
  readonly from?: Spanned<string>;
  readonly until?: Spanned<string>;
  readonly every?: readonly Spanned<string>[];
  readonly between?: Spanned<string>;
  readonly rrule?: Spanned<string>;
  readonly start?: Spanned<string>;
  readonly duration?: Spanned<number>;
  readonly holidays?: Spanned<string>;
  readonly calendar?: Spanned<string>;
  readonly maxAge?: Spanned<number>;
  readonly outside?: readonly Window[];
}

export interface LimitBlock extends RuleBase {
  readonly kind: 'limit';
  /** `3 per 1h`. */
  readonly atMost: readonly Spanned<{ readonly count: number; readonly per: number }>[];
  readonly by: readonly Spanned<string>[];
  readonly except?: Expression;
}

export interface RolloutBlock extends RuleBase {
  readonly kind: 'rollout';
  readonly traffic?: Component;
  readonly tracks?: { readonly canary?: Spanned<string>; readonly stable?: Spanned<string> };
  readonly identity?: Expression;
  readonly stages: readonly StageBlock[];
  readonly ramp?: RampBlock;
  readonly checks?: ChecksBlock;
  readonly rollback?: RollbackBlock;
  readonly dwell?: Spanned<number>;
  readonly cooldown?: Spanned<number>;
  readonly deadline?: Spanned<number>;
  readonly unknown?: UnknownBlock;
  readonly finish?: FinishBlock;
  readonly watch?: Spanned<number>;
  readonly concurrent?: Spanned<number>;
  readonly newer?: Spanned<'queue' | 'replace' | 'reject'>;
  readonly runway?: Spanned<boolean>;
  readonly first?: Spanned<'analyze' | 'skip'>;
  readonly assign?: {
    readonly by: readonly Spanned<string>[];
    readonly seed?: Spanned<string>;
    readonly span: Span;
  };
  readonly overrides: readonly {
    readonly who?: Expression;
    readonly in?: Spanned<boolean>;
    readonly span: Span;
  }[];
  readonly audience: readonly AudienceBlock[];
  readonly variants?: DocumentNode;
  readonly analysis?: DocumentNode;
  readonly before: readonly StepBlock[];
  readonly after: readonly StepBlock[];
}

export interface StageBlock extends Block {
  readonly kind: 'stage';
  /** A fraction. */
  readonly weight?: Spanned<number>;
  readonly weights?: readonly { readonly variant: Spanned<string>; readonly weight: Spanned<number> }[];
  readonly hold?: Spanned<number>;
  readonly approve?: ApproveBlock;
  readonly exit: readonly Spanned<string>[];
  readonly checks?: ChecksBlock;
  readonly when?: Expression;
}

export interface RampBlock extends Block {
  readonly from?: Spanned<number>;
  readonly by?: Spanned<number>;
  readonly to?: Spanned<number>;
  readonly every?: Spanned<number>;
}

export interface ApproveBlock extends Block {
  readonly from?: Spanned<string>;
  readonly count?: Spanned<number>;
  readonly notAuthor?: Spanned<boolean>;
  readonly expires?: Spanned<number>;
}

export interface ChecksBlock extends Block {
  readonly kind: 'checks';
  readonly every?: Spanned<number>;
  readonly warmup?: Spanned<number>;
  readonly require: readonly Expression[];
  readonly prefer: readonly Expression[];
  readonly show: readonly Expression[];
  readonly tolerate?: Spanned<Tolerance>;
  readonly onFail?: Spanned<'rollback' | 'pause' | 'hold'>;
  readonly maxExtend?: Spanned<number>;
}

export interface RollbackBlock extends Block {
  readonly when?: Expression;
  readonly tolerate?: Spanned<Tolerance>;
  readonly to?: Spanned<string>;
  readonly retry?: Spanned<number>;
  readonly quarantine?: Spanned<boolean>;
  readonly tiers: readonly {
    readonly component?: Component;
    readonly within?: Spanned<number>;
    readonly span: Span;
  }[];
}

export interface UnknownBlock extends Block {
  readonly action?: Spanned<'hold' | 'pause' | 'rollback'>;
  readonly for?: Spanned<number>;
  readonly then?: Spanned<'hold' | 'pause' | 'rollback'>;
}

export interface FinishBlock extends Block {
  readonly promote?: Spanned<'swap' | 'copy' | 'none'>;
  readonly keep?: Spanned<number>;
}

export interface AudienceBlock extends Named {
  readonly kind: 'audience';
  readonly who?: Expression;
  readonly stages: readonly StageBlock[];
  readonly ramp?: RampBlock;
}

export interface GroupBlock extends Named {
  readonly kind: 'group';
  readonly rollouts: readonly Spanned<string>[];
}

export interface NotificationBlock extends Named {
  readonly kind: 'notification';
  readonly on: readonly Spanned<string>[];
  readonly component?: Component;
}

export interface StepBlock extends Block {
  readonly kind: 'step';
  readonly name?: Spanned<string>;
  readonly when?: Expression;
  readonly component?: Component;
}
