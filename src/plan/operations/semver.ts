/**
 * Versions by Semantic Versioning 2.0.0 (https://semver.org/spec/v2.0.0.html): the grammar and the precedence of § 11.
 * A leading `v` is no part of the standard; precedence ignores it, `is semver` does not.
 */
export interface Version {
  /** Major, minor, patch. Digits only; kept as text, for they have no upper bound. */
  readonly core: readonly string[];
  /** Dot-separated identifiers; empty for a release. Build metadata has no precedence and is dropped. */
  readonly preRelease: readonly string[];
}

const number = '(?:0|[1-9][0-9]*)';
const preReleaseId = `(?:${number}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)`;
const core = `(${number})\\.(${number})\\.(${number})`;
const semverShape = new RegExp(
  `^${core}(?:-(${preReleaseId}(?:\\.${preReleaseId})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
  'u',
);
const vsemverShape = new RegExp(`^v${core}$`, 'u');
const digits = /^[0-9]+$/u;

/** Longer texts are not versions; the bound keeps every test cheap. */
const longest = 256;

/** `1.2.3-rc.1+build.5`, without a `v`. */
export function isSemver(text: string): boolean {
  return text.length <= longest && semverShape.test(text);
}

/** Exactly `vX.Y.Z`: nothing before, nothing behind. */
export function isVsemver(text: string): boolean {
  return text.length <= longest && vsemverShape.test(text);
}

/** Reads a version with or without a leading `v`; undefined when it is none. */
export function parseVersion(text: string): Version | undefined {
  if (text.length > longest) return undefined;
  const match = semverShape.exec(text.startsWith('v') ? text.slice(1) : text);
  return match ? { core: match.slice(1, 4), preRelease: match[4]?.split('.') ?? [] } : undefined;
}

/** Negative, zero or positive as `a` precedes, equals or follows `b`. */
export function comparePrecedence(a: Version, b: Version): number {
  for (let i = 0; i < 3; i++) {
    const order = compareDigits(a.core[i] ?? '', b.core[i] ?? '');
    if (order !== 0) return order;
  }
  if (a.preRelease.length === 0 || b.preRelease.length === 0)
    return b.preRelease.length - a.preRelease.length;
  const shared = Math.min(a.preRelease.length, b.preRelease.length);
  for (let i = 0; i < shared; i++) {
    const order = compareIdentifiers(a.preRelease[i] ?? '', b.preRelease[i] ?? '');
    if (order !== 0) return order;
  }
  return a.preRelease.length - b.preRelease.length;
}

/** Numbers below words; numbers by value, words by their ASCII order. */
function compareIdentifiers(a: string, b: string): number {
  const numeric = digits.test(a);
  if (numeric !== digits.test(b)) return numeric ? -1 : 1;
  return numeric ? compareDigits(a, b) : compareText(a, b);
}

/** No leading zeros, so the longer is the larger. */
function compareDigits(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
