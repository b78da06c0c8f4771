/** Every code has a page, every page a code, and what a page says is so. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Code, codes, isCode } from '../../src/plan/codes/index.ts';
import type { Diagnostic } from '../../src/plan/diagnostic.ts';
import { lintText } from '../support/pipeline.ts';
import { type DiagnosticPage, readPage } from '../support/diagnostic-page.ts';

const folder = new URL('../../docs/diagnostics/', import.meta.url);
const pages = readdirSync(folder)
  .filter((name) => /^SEN\d+\.md$/u.test(name))
  .map((name) => name.replace('.md', ''));

function pageOf(code: string): DiagnosticPage {
  return readPage(readFileSync(new URL(`${code}.md`, folder), 'utf8'));
}

/** Found while a program runs, not in the text of a policy. */
function isAboutTheRun(code: string): boolean {
  return code.startsWith('SEN2');
}

/** Codes that only the language's own syntax provokes. */
const aboutDsl: ReadonlySet<Code> = new Set(['SEN1014']);

function fileFor(code: Code): string {
  return aboutDsl.has(code) ? 'sentinel.sntl' : 'sentinel.yaml';
}

test('codes and pages are the same list', () => {
  expect(pages.toSorted()).toEqual(Object.keys(codes).toSorted());
});

describe.each(pages.filter(isCode))('%s has the shape of a page', (code) => {
  const page = pageOf(code);

  test('title and sections', () => {
    expect(page.title).toBe(`${code}: ${codes[code].title}`);
    expect(page.summary).toMatch(/\S/u);
    expect(page.headings).toEqual(['Avoid', 'Prefer', 'Why', 'Options']);
    expect(page.why).toMatch(/\S/u);
    expect(page.options).toMatch(/\S/u);
  });

  test('examples', () => {
    const language = isAboutTheRun(code) ? 'console' : aboutDsl.has(code) ? 'sntl' : 'yaml';
    expect(page.avoid.language).toBe(language);
    expect(page.prefer.language).toBe(language);
    expect(page.underlined === undefined).toBe(isAboutTheRun(code));
  });
});

describe.each(pages.filter(isCode).filter((code) => !isAboutTheRun(code)))('%s', (code) => {
  const page = pageOf(code);

  test('is provoked by what is to be avoided, with exactly this text underlined', () => {
    const { diagnostics } = lintText(page.avoid.text, { file: fileFor(code) });
    const places = diagnostics
      .filter((found) => found.code === code)
      .map(({ location }) => location && page.avoid.text.slice(location.span.start, location.span.end));
    expect(places, outline(diagnostics).join('\n')).toContain(page.underlined);
  });

  test('is not in what is preferred, and no error either', () => {
    const lintedAs = (text: string) => lintText(text, { file: fileFor(code) }).diagnostics;
    const isRefusal = (found: Diagnostic): boolean => found.code === 'SEN1501';
    // A code about a block that this version refuses: what is preferred is refused as well.
    const isRefused = lintedAs(page.avoid.text).some(isRefusal);
    const bad = lintedAs(page.prefer.text).filter(
      (found) => found.code === code || (found.severity === 'error' && !(isRefused && isRefusal(found))),
    );
    expect(outline(bad)).toEqual([]);
  });
});

function outline(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

test('what is found in a run is named by a test', () => {
  const tests = readdirSync(new URL('..', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && !name.startsWith('docs/'))
    .map((name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'))
    .join('\n');
  const untested = Object.keys(codes).filter((code) => isAboutTheRun(code) && !tests.includes(code));
  expect(untested).toEqual([]);
});
