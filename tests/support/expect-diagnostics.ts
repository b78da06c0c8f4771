/**
 * Assertions about diagnostics, with the exact text that each underlines:
 *
 *     expectDiag(policy).code('SEN1401').underlines('disc').message('…').help('did you mean `disk`?');
 *     expectDiags(policy).are('SEN1401 disc', 'SEN1504 prd');
 */
import { expect } from 'vitest';
import type { Code } from '../../src/plan/codes/index.ts';
import type { Diagnostic } from '../../src/plan/diagnostic.ts';
import { lintText, type LintOptions } from './pipeline.ts';

/** The only diagnostic of a policy; fails when there is none or more than one. */
export function expectDiag(text: string, options?: LintOptions): DiagnosticAssertion {
  const { diagnostics } = lintText(text, options);
  const [only] = diagnostics;
  expect(
    diagnostics.map((found) => outline(text, found)),
    'one diagnostic',
  ).toHaveLength(1);
  return new DiagnosticAssertion(text, only as Diagnostic);
}

/** All diagnostics of a policy, in order of place. */
export function expectDiags(text: string, options?: LintOptions): DiagnosticsAssertion {
  return new DiagnosticsAssertion(text, lintText(text, options).diagnostics);
}

/** Asserts that a policy has no diagnostic at all. */
export function expectClean(text: string, options?: LintOptions): void {
  expectDiags(text, options).are();
}

/** `SEN1401 disc`: a code and what it underlines. */
function outline(text: string, { code, location }: Diagnostic): string {
  return location ? `${code} ${text.slice(location.span.start, location.span.end)}` : code;
}

export class DiagnosticAssertion {
  readonly #text: string;
  readonly #found: Diagnostic;

  constructor(text: string, found: Diagnostic) {
    this.#text = text;
    this.#found = found;
  }

  code(code: Code): this {
    expect(this.#found.code, this.#found.message).toBe(code);
    return this;
  }

  /** The underlined text, exactly. */
  underlines(exact: string): this {
    const span = this.#found.location?.span;
    expect(span && this.#text.slice(span.start, span.end)).toBe(exact);
    return this;
  }

  message(message: string | RegExp): this {
    if (typeof message === 'string') expect(this.#found.message).toBe(message);
    else expect(this.#found.message).toMatch(message);
    return this;
  }

  help(help: string | RegExp): this {
    if (typeof help === 'string') expect(this.#found.help).toBe(help);
    else expect(this.#found.help).toMatch(help);
    return this;
  }

  /** The places that the diagnostic points at beside its own, by their text. */
  related(...texts: readonly string[]): this {
    const places = this.#found.related ?? [];
    expect(places.map(({ span }) => this.#text.slice(span.start, span.end))).toEqual(texts);
    return this;
  }

  /** The whole policy with the suggestion applied. */
  fixes(expected: string): this {
    expect(this.#found.suggestion, 'a suggestion').toBeDefined();
    const edits = (this.#found.suggestion?.edits ?? []).toSorted((a, b) => b.span.start - a.span.start);
    const fixed = edits.reduce(
      (text, { span, text: insert }) => text.slice(0, span.start) + insert + text.slice(span.end),
      this.#text,
    );
    expect(fixed).toBe(expected);
    return this;
  }

  hasNoFix(): this {
    expect(this.#found.suggestion).toBeUndefined();
    return this;
  }
}

export class DiagnosticsAssertion {
  readonly #text: string;
  readonly #found: readonly Diagnostic[];

  constructor(text: string, found: readonly Diagnostic[]) {
    this.#text = text;
    this.#found = found;
  }

  /** `CODE underlined text` of each, in order. */
  are(...outlines: readonly string[]): this {
    expect(this.#found.map((found) => outline(this.#text, found))).toEqual(outlines);
    return this;
  }

  /** The only one with this code. */
  only(code: Code): DiagnosticAssertion {
    const withCode = this.#found.filter((found) => found.code === code);
    expect(withCode, `one ${code} among ${this.#found.map((found) => found.code).join(', ')}`).toHaveLength(
      1,
    );
    return new DiagnosticAssertion(this.#text, withCode[0] as Diagnostic);
  }

  /** None with this code. */
  without(code: Code): this {
    expect(this.#found.map((found) => found.code)).not.toContain(code);
    return this;
  }
}
