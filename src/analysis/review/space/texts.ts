/** Texts that show every way in which the tests of one text can turn out together. */
import { comparePrecedence, parseVersion, type Version } from '../../../plan/operations/semver.ts';
import type { Term } from '../../../plan/term.ts';
import type { Type } from '../../../plan/type.ts';
import { type Automaton, meetingTexts } from './automaton.ts';
import { globbing } from './glob.ts';
import { searching } from './regex.ts';

/** What a leaf asks of texts. */
export interface TextTest {
  readonly facts: readonly string[];
  /** Forms that it compares with, by a name of each. */
  readonly languages: ReadonlyMap<string, () => Automaton | undefined>;
  /** Texts that it compares with as they are. */
  readonly texts: readonly string[];
  /** Versions whose precedence it compares with. */
  readonly versions: readonly string[];
  /** It asks for more than equality with texts and for the forms of versions. */
  readonly hasPattern: boolean;
}

const number = '(?:0|[1-9][0-9]*)';
const preRelease = `(?:${number}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)`;
const core = `${number}\\.${number}\\.${number}`;
const semver = `${core}(?:-${preRelease}(?:\\.${preRelease})*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?`;

/** Undefined for a leaf about something else, or one that is not understood. */
export function textTestOf(term: Term): TextTest | undefined {
  switch (term.op) {
    case 'compare':
      return term.left.op === 'const'
        ? compared(term.right, term.left, term)
        : compared(term.left, term.right, term);
    case 'in':
      return factOf(term.item) !== undefined && term.item.type === 'string' && term.list.op === 'const'
        ? test(term.item, [], { texts: textsIn(term.list.value) })
        : undefined;
    case 'like':
      return term.patterns.op === 'const'
        ? test(term.of, globs(term.patterns.value), { hasPattern: true })
        : undefined;
    case 'matches': {
      const { pattern, ignoreCase } = term;
      const language = () => searching(pattern, ignoreCase);
      return test(term.of, [[`${ignoreCase ? 'i' : ''}/${pattern}`, language]], { hasPattern: true });
    }
    case 'is':
      return test(term.of, forms[term.test], { texts: term.test === 'empty' ? [''] : [] });
    default:
      return undefined;
  }
}

type Language = readonly [name: string, build: () => Automaton | undefined];

const asVersion: Language = ['version', () => searching(`^v?${semver}$`, false)];

const forms: Readonly<Record<'semver' | 'vsemver' | 'known' | 'empty', readonly Language[]>> = {
  semver: [['semver', () => searching(`^${semver}$`, false)]],
  vsemver: [['vsemver', () => searching(`^v${core}$`, false)]],
  known: [],
  empty: [],
};

function compared(left: Term, right: Term, { type }: { readonly type: Type }): TextTest | undefined {
  if (type !== 'boolean') return undefined;
  if (left.type === 'string' && right.type === 'string') {
    if (right.op === 'const') return test(left, [], { texts: textsIn([right.value]) });
    const facts = [factOf(left), factOf(right)].filter((fact) => fact !== undefined);
    return facts.length === 2
      ? { facts, languages: new Map(), texts: [], versions: [], hasPattern: false }
      : undefined;
  }
  const versioned = left.op === 'call' && left.function === 'version' ? left.args[0] : left;
  if (left.type !== 'version' || right.op !== 'const' || typeof right.value !== 'string' || !versioned)
    return undefined;
  const found = test(versioned, [asVersion], { texts: [right.value] });
  return found && { ...found, versions: [right.value] };
}

function test(
  of: Term,
  languages: readonly Language[] | undefined,
  {
    texts = [],
    hasPattern = false,
  }: { readonly texts?: readonly string[] | undefined; readonly hasPattern?: boolean } = {},
): TextTest | undefined {
  const fact = factOf(of);
  if (fact === undefined || !languages) return undefined;
  return { facts: [fact], languages: new Map(languages), texts, versions: [], hasPattern };
}

/** A text that is read as it is. */
function factOf(term: Term): string | undefined {
  return term.op === 'fact' && (term.type === 'string' || term.type === 'version') ? term.fact : undefined;
}

function textsIn(value: unknown): readonly string[] {
  const items = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return items.filter((item) => typeof item === 'string');
}

function globs(value: unknown): readonly Language[] | undefined {
  const patterns = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  if (!patterns.every((pattern) => typeof pattern === 'string')) return undefined;
  return patterns.map((pattern) => [`*${pattern}`, () => globbing(pattern)]);
}

/**
 * Texts for all tests of the facts together, `each` of every kind where there are so many; undefined where one of the
 * tests is not understood, or where there are too many kinds.
 */
export function textsFor(tests: readonly TextTest[], each: number): readonly string[] | undefined {
  const languages = new Map(tests.flatMap((one) => [...one.languages]));
  const spelt = tests.flatMap((one) => one.texts);
  const automata: Automaton[] = [];
  for (const build of languages.values()) {
    const automaton = build();
    if (!automaton) return undefined;
    automata.push(automaton);
  }
  const texts = meetingTexts(automata, each, new Set(spelt));
  const versions = tests.flatMap((one) => one.versions);
  return texts && [...new Set(spelt), ...texts, ...tooLong(languages), ...versionsAround(versions)];
}

/** What looks like a version and is too long for one. */
function tooLong(languages: ReadonlyMap<string, unknown>): readonly string[] {
  if (!['semver', 'vsemver', 'version'].some((name) => languages.has(name))) return [];
  const long = `${'1'.repeat(300)}.0.0`;
  return [long, `v${long}`];
}

/** At, right above and right below each of them, in every spelling: releases and pre-releases, with `v` and without. */
function versionsAround(limits: readonly string[]): readonly string[] {
  if (limits.length === 0) return [];
  const known = limits.map(parseVersion).filter((version) => version !== undefined);
  const near = [{ core: ['0', '0', '0'], preRelease: ['0'] }, ...known.flatMap(aboveAndAt)];
  const spelt = near.map(({ core: [major, minor, patch], preRelease: ids }) => {
    const release = `${major}.${minor}.${patch}`;
    return ids.length > 0 ? `${release}-${ids.join('.')}` : release;
  });
  return [...new Set(spelt)]
    .flatMap((text) => [`v${text}`, text, `v${text}+x`, `${text}+x`])
    .toSorted((a, b) => preference(a) - preference(b));
}

function preference(text: string): number {
  return text.length;
}

/** In the order of precedence nothing lies between a version and the first of those behind it. */
function aboveAndAt(version: Version): readonly Version[] {
  const { core: at, preRelease: ids } = version;
  const [major = '0', minor = '0', patch = '0'] = at;
  const next = (text: string): string => String(BigInt(text) + 1n);
  const release = (core: readonly string[]): Version => ({ core, preRelease: [] });
  const above = [
    { core: at, preRelease: [...ids, '0'] },
    { core: [major, minor, next(patch)], preRelease: ['0'] },
    release([major, minor, next(patch)]),
    release([major, minor, next(next(patch))]),
    release([major, next(minor), '0']),
    release([next(major), '0', '0']),
    release(at),
    release(['0', '0', '0']),
  ];
  return [
    version,
    ...above.filter((one) => one.preRelease.length < 2 || comparePrecedence(one, version) > 0),
  ];
}
