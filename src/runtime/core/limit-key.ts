/**
 * Under which name a store counts a limit: `checkout-api/prod-starts/component=web/env=prod`. Two scopes never share one,
 * whatever their values hold, and the order in which a policy names the fields does not matter.
 */
export function limitKey(policy: string, limit: string, scope: ReadonlyMap<string, string>): string {
  const fields = Array.from(scope, ([field, value]) => `${escape(field)}=${escape(value)}`).toSorted();
  return [escape(policy), escape(limit), ...fields].join('/');
}

/**
 * Separators become `%` and four hexadecimal digits. So do control characters and lone surrogates, which some stores
 * refuse and others replace, all of them by the same sign.
 */
function escape(text: string): string {
  return text.replace(
    /[%/=\p{Cc}\p{Cs}]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
