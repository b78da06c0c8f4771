/**
 * Canonical JSON: one text for one value, whatever order its maps were written in. Keys are sorted by UTF-16 units and
 * nothing stands between tokens, as in RFC 8785 (JSON Canonicalization Scheme); numbers and strings are ECMAScript's.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
