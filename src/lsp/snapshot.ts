/** One version of a text, with what is known of it; everything is worked out when it is first asked for. */
import { catalog } from '../app/catalog.ts';
import { compileText } from '../app/loader.ts';
import { type PolicyScope, scopeOf } from '../compiler/policy-scope.ts';
import type { Diagnostic } from '../plan/diagnostic.ts';
import { SourceText } from '../plan/span.ts';
import { type ParsedPolicy, parsePolicy } from '../parser/index.ts';
import { type Syntax, syntaxOf } from '../parser/syntax.ts';
import type { Policy } from '../parser/tree.ts';
import { type Occurrence, occurrencesIn } from './language/symbols.ts';

export class Snapshot {
  /** As people name it; decides the syntax. */
  readonly file: string;
  readonly source: SourceText;
  /** The last version before this one that was readable; let go when this one is. */
  #before: Snapshot | undefined;
  #parsed: ParsedPolicy | undefined;
  #scope: PolicyScope | undefined;
  #occurrences: readonly Occurrence[] | undefined;
  #diagnostics: readonly Diagnostic[] | undefined;

  constructor(file: string, text: string, before?: Snapshot) {
    this.file = file;
    this.source = new SourceText(file, text);
    this.#before = before?.readable;
  }

  get text(): string {
    return this.source.text;
  }

  get syntax(): Syntax {
    return syntaxOf(this.file);
  }

  /** What could be read of this text. */
  get policy(): Policy | undefined {
    return this.#parse().policy;
  }

  /** Its text is whole, so that nothing of it is missing from the tree. */
  get isReadable(): boolean {
    const { policy, diagnostics } = this.#parse();
    return policy !== undefined && !diagnostics.some(({ code }) => code.startsWith('SEN10'));
  }

  /** This version where it is readable, else the last one that was, else what there is. */
  get readable(): Snapshot {
    if (this.isReadable) this.#before = undefined;
    return this.#before ?? this;
  }

  /** The scope of names; undefined where no policy can be read. Right for this text's own places only. */
  get scope(): PolicyScope | undefined {
    const { policy } = this;
    if (policy) this.#scope ??= scopeOf(policy, catalog);
    return this.#scope;
  }

  get occurrences(): readonly Occurrence[] {
    this.#occurrences ??= this.policy ? occurrencesIn(this.policy.document, catalog) : [];
    return this.#occurrences;
  }

  /** The list that `sentinel lint` gives. `now` is in milliseconds since the epoch, and taken once. */
  diagnostics(now: number): readonly Diagnostic[] {
    this.#diagnostics ??= compileText(this.file, this.text, now).diagnostics;
    return this.#diagnostics;
  }

  #parse(): ParsedPolicy {
    this.#parsed ??= parsePolicy(this.source);
    return this.#parsed;
  }
}
