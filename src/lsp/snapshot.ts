/** One version of a text, with what is known of it; everything is worked out when it is first asked for. */
import { catalog } from '../app/catalog.ts';
import { compileText } from '../app/policy/compile-text.ts';
import { Refusal } from '../app/refusal.ts';
import type { LintSettings } from '../compiler/lint.ts';
import { type PolicyScope, scopeOf } from '../compiler/policy-scope.ts';
import type { Diagnostic } from '../plan/diagnostic.ts';
import { SourceText } from '../plan/span.ts';
import { type ParsedPolicy, parsePolicy } from '../parser/index.ts';
import { type Syntax, syntaxOf } from '../parser/syntax.ts';
import type { Policy } from '../parser/tree.ts';
import { type Occurrence, occurrencesIn } from './language/symbols.ts';

/** What the project makes of findings; may refuse, where it says so in a way that cannot be read. */
export type Settings = () => LintSettings;

export class Snapshot {
  /** As people name it; decides the syntax. */
  readonly file: string;
  readonly source: SourceText;
  readonly #settings: Settings;
  /** The last version before this one that was readable; let go when this one is. */
  #before: Snapshot | undefined;
  #parsed: ParsedPolicy | undefined;
  #scope: PolicyScope | undefined;
  #occurrences: readonly Occurrence[] | undefined;
  #diagnostics: readonly Diagnostic[] | undefined;

  /** `before` is the version that was changed. */
  constructor(file: string, text: string, settings: Settings, before?: Snapshot) {
    this.file = file;
    this.source = new SourceText(file, text);
    this.#settings = settings;
    this.#before = before?.readable;
  }

  /** The same file with another text. */
  with(text: string): Snapshot {
    return new Snapshot(this.file, text, this.#settings);
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
    this.#diagnostics ??= this.#lint(now);
    return this.#diagnostics;
  }

  #lint(now: number): readonly Diagnostic[] {
    try {
      return compileText(this.file, this.text, now, { ...this.#settings(), extended: 'apart' }).diagnostics;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return error.diagnostics.map(({ location, ...rest }) =>
        location ? { ...rest, message: `${location.file}: ${rest.message}` } : rest,
      );
    }
  }

  #parse(): ParsedPolicy {
    this.#parsed ??= parsePolicy(this.source);
    return this.#parsed;
  }
}
