/**
 * Assertions about policies, for tests in any runner:
 *
 *     expectDiag(policy).code('SEN1401').underlines('disc').message('…').help('did you mean `disk`?');
 *     expectDiags(policy).are('SEN1401 disc', 'SEN1504 prd');
 *     expectCompletions('gates:\n  g: { require: di▮ }').offer('disk');
 *
 * What is asserted about a diagnostic includes the exact text that it underlines. Every failed assertion throws an
 * `AssertionError` of node:assert, with what was found.
 */
import assert from 'node:assert/strict';
import { completionLabels, lintText } from './pipeline.ts';

export interface PolicyOptions {
  /** Its name tells the syntax: `sentinel.yaml` (the default) or one that ends in `.sntl`. */
  readonly file?: string;
  /** Milliseconds since the epoch, against which freezes and suppressions expire; the default is 1 June 2026, 12:00 UTC. */
  readonly now?: number;
}

/** The parts of a diagnostic that are asserted. Spans are offsets into the text. */
export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly help?: string;
  readonly location?: { readonly span: { readonly start: number; readonly end: number } };
  readonly related?: readonly { readonly span: { readonly start: number; readonly end: number } }[];
  readonly suggestion?: {
    readonly safe: boolean;
    readonly edits: readonly {
      readonly span: { readonly start: number; readonly end: number };
      readonly text: string;
    }[];
  };
}

/** The only diagnostic of a policy; fails when there is none or more than one. */
export function expectDiag(text: string, options: PolicyOptions = {}): DiagnosticAssertion {
  const { diagnostics } = lintText(text, options);
  const outlines = diagnostics.map((found) => outline(text, found));
  const [only] = diagnostics;
  assert.ok(
    only && diagnostics.length === 1,
    `one diagnostic was expected, and there are: ${list(outlines)}`,
  );
  return new DiagnosticAssertion(text, only);
}

/** All diagnostics of a policy, in order of place. */
export function expectDiags(text: string, options: PolicyOptions = {}): DiagnosticsAssertion {
  return new DiagnosticsAssertion(text, lintText(text, options).diagnostics);
}

/** Asserts that a policy has no diagnostic at all. */
export function expectClean(text: string, options?: PolicyOptions): void {
  expectDiags(text, options).are();
}

/** What an editor offers where `▮` stands. `before` is the text that it held earlier, when that was whole. */
export function expectCompletions(
  marked: string,
  options: PolicyOptions & { readonly before?: string } = {},
): CompletionsAssertion {
  assert.ok(marked.includes('▮'), 'the place of the cursor is marked by ▮');
  return new CompletionsAssertion(completionLabels(marked, options));
}

/** `SEN1401 disc`: a code and what it underlines. */
function outline(text: string, { code, location }: Finding): string {
  return location ? `${code} ${text.slice(location.span.start, location.span.end)}` : code;
}

function list(texts: readonly string[]): string {
  return texts.length === 0 ? 'none' : texts.join(', ');
}

export class DiagnosticAssertion {
  readonly #text: string;
  readonly #found: Finding;

  constructor(text: string, found: Finding) {
    this.#text = text;
    this.#found = found;
  }

  code(code: string): this {
    assert.equal(this.#found.code, code, `${this.#found.code}: ${this.#found.message}, and not ${code}`);
    return this;
  }

  /** The underlined text, exactly. */
  underlines(exact: string): this {
    const span = this.#found.location?.span;
    assert.equal(span && this.#text.slice(span.start, span.end), exact);
    return this;
  }

  message(message: string | RegExp): this {
    matches(this.#found.message, message);
    return this;
  }

  help(help: string | RegExp): this {
    matches(this.#found.help, help);
    return this;
  }

  /** The places that the diagnostic points at beside its own, by their text. */
  related(...texts: readonly string[]): this {
    const places = this.#found.related ?? [];
    assert.deepEqual(
      places.map(({ span }) => this.#text.slice(span.start, span.end)),
      texts,
    );
    return this;
  }

  /** The whole policy with the suggestion applied. */
  fixes(expected: string): this {
    const { suggestion } = this.#found;
    assert.ok(suggestion, `${this.#found.code} suggests nothing`);
    const edits = suggestion.edits.toSorted((a, b) => b.span.start - a.span.start);
    const fixed = edits.reduce(
      (text, { span, text: insert }) => text.slice(0, span.start) + insert + text.slice(span.end),
      this.#text,
    );
    assert.equal(fixed, expected);
    return this;
  }

  /** `lint --fix` makes the change by itself, as it keeps the meaning. */
  isSafeToFix(): this {
    assert.equal(this.#found.suggestion?.safe, true);
    return this;
  }

  hasNoFix(): this {
    assert.equal(this.#found.suggestion, undefined);
    return this;
  }
}

export class DiagnosticsAssertion {
  readonly #text: string;
  readonly #found: readonly Finding[];

  constructor(text: string, found: readonly Finding[]) {
    this.#text = text;
    this.#found = found;
  }

  /** `CODE underlined text` of each, in order. */
  are(...outlines: readonly string[]): this {
    assert.deepEqual(
      this.#found.map((found) => outline(this.#text, found)),
      outlines,
    );
    return this;
  }

  /** The only one with this code. */
  only(code: string): DiagnosticAssertion {
    const [found, ...others] = this.#found.filter((candidate) => candidate.code === code);
    const codes = list(this.#found.map((candidate) => candidate.code));
    assert.ok(found && others.length === 0, `one ${code} was expected, and there are: ${codes}`);
    return new DiagnosticAssertion(this.#text, found);
  }

  /** None with this code. */
  without(code: string): this {
    const found = this.#found.find((candidate) => candidate.code === code);
    assert.equal(found, undefined, `${code} was not expected: ${found?.message ?? ''}`);
    return this;
  }
}

export class CompletionsAssertion {
  readonly #labels: readonly string[];

  constructor(labels: readonly string[]) {
    this.#labels = labels;
  }

  /** All of these are among what is offered. */
  offer(...labels: readonly string[]): this {
    const missing = labels.filter((label) => !this.#labels.includes(label));
    assert.deepEqual(missing, [], `not offered: ${list(missing)}; offered: ${list(this.#labels)}`);
    return this;
  }

  /** None of these is. */
  without(...labels: readonly string[]): this {
    const found = labels.filter((label) => this.#labels.includes(label));
    assert.deepEqual(found, [], `offered: ${list(found)}`);
    return this;
  }
}

function matches(text: string | undefined, expected: string | RegExp): void {
  if (typeof expected === 'string') assert.equal(text, expected);
  else assert.match(text ?? '', expected);
}
