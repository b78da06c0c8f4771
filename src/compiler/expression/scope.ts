/** What the names of an expression stand for. */
import type { Code } from '../../plan/codes/index.ts';
import type { PlanFact } from '../../plan/plan.ts';
import type { Constant } from '../../plan/term.ts';
import type { Type } from '../../plan/type.ts';

export type Binding =
  /** Reads a fact. */
  | { readonly kind: 'fact'; readonly fact: PlanFact }
  /** `git`, `release`, a probe: its members by name, dotted paths nested. A probe's bare name reads `self`. */
  | {
      readonly kind: 'namespace';
      /** For messages: `probe`, `release`, `git`. */
      readonly label: string;
      readonly members: ReadonlyMap<string, Binding>;
      readonly self?: PlanFact;
    }
  /** Tainted: stands only in a template at a place that takes secrets. */
  | { readonly kind: 'secret'; readonly fact: PlanFact }
  /** Known when the policy is compiled: `track` in a probe's configuration. Folded like a literal. */
  | { readonly kind: 'constant'; readonly type: Type; readonly value: Constant }
  /** A parameter of a quantifier or of `each`. */
  | { readonly kind: 'local'; readonly type: Type }
  /** A name that the language has and that cannot stand here. */
  | { readonly kind: 'refused'; readonly code: Code; readonly message: string; readonly help?: string };

export interface Scope {
  readonly bindings: ReadonlyMap<string, Binding>;
  /** Secrets may be read: the template stands in a secret slot. */
  readonly takesSecrets: boolean;
}
