/** Who somebody is, by a token that stays with them, and by what the operator says of people. */
import { SecretText } from '../../plan/secret.ts';
import { isUnknown, type Known, unknown } from '../../plan/value.ts';
import type { Identity } from '../../runtime/engine/rollout/world.ts';
import type { Host } from '../host.ts';
import type { Claimed, People, Person } from './people.ts';

const VARIABLE = 'SENTINEL_TOKEN';

/** Longer than any issuer makes them. */
const LONGEST = 16 * 1024;

/** Somebody of `actors`. */
export interface Proved extends Identity, Pick<Person, 'sources' | 'scope'> {}

/** The token of this environment; nothing shows it from then on. */
export function tokenHere({ env, redactor }: Pick<Host, 'env' | 'redactor'>): string | undefined {
  const token = env[VARIABLE];
  if (!token) return undefined;
  // Also of one that stands in a line of its own nothing is shown.
  redactor.register(new SecretText(VARIABLE, token.trim()));
  return token;
}

/** Whom the token of this environment proves; unknown with the reason. */
export async function whoIsHere(people: People, host: Host): Promise<Known<Proved>> {
  const token = tokenHere(host);
  if (token === undefined) return unknown(`\`${VARIABLE}\` is not set`);
  const person = isIdToken(token)
    ? await whoHoldsIdToken(token, people, host)
    : whoHas(people, ({ tokens }) => tokens.includes(digestOf(token)));
  if (!isUnknown(person)) return person;
  const why =
    token === token.trim() ? person.reason : 'white space stands around it, which is no part of a token';
  return unknown(`\`${VARIABLE}\` proves nobody: ${why}`);
}

/** Nothing else that looks like one is a token: three parts, of which the first begins an object in JSON. */
export function isIdToken(token: string): boolean {
  return token.length <= LONGEST && /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/u.test(token);
}

export function digestOf(token: string): string {
  // Loaded here, as most runs have no token.
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(token).digest('hex');
}

export async function whoHoldsIdToken(token: string, people: People, host: Host): Promise<Known<Proved>> {
  host.redactor.register(new SecretText(VARIABLE, token));
  const url = issuerIn(token);
  const own = [...(people.issuers?.values() ?? [])].filter((issuer) => issuer.url === url);
  if (own.length === 0) return unknown('it is of an issuer that the operator does not list');
  // Loaded here, as few runs see such a token.
  const { claimsOf } = await import('./id-token.ts');
  let why = '';
  const claims = new Map<string, Readonly<Record<string, unknown>>>();
  for (const issuer of own) {
    const found = await claimsOf(token, issuer, host);
    if (isUnknown(found)) why = found.reason;
    else claims.set(issuer.name, found);
  }
  if (claims.size === 0) return unknown(why);
  return whoHas(people, ({ oidc }) => oidc.some((one) => isClaimed(one, claims.get(one.issuer))));
}

/** Before anything is verified: it says only whose keys to try. */
function issuerIn(token: string): unknown {
  try {
    const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    return (JSON.parse(text) as { readonly iss?: unknown } | null)?.iss;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isClaimed({ claims }: Claimed, found: Readonly<Record<string, unknown>> | undefined): boolean {
  if (!found || claims.size === 0) return false;
  return [...claims].every(([name, wanted]) => {
    const claim = Object.hasOwn(found, name) ? found[name] : undefined;
    return (Array.isArray(claim) ? claim : [claim]).some((one) => isText(one) && String(one) === wanted);
  });
}

/** Reading rounds greater numbers, so that one would pass for another. */
function isText(claim: unknown): claim is string | number | boolean {
  return typeof claim === 'number'
    ? Number.isSafeInteger(claim)
    : typeof claim === 'string' || typeof claim === 'boolean';
}

/** One who could be two is nobody: their word would count as either's. */
export function whoHas({ actors, groups }: People, isProved: (person: Person) => boolean): Known<Proved> {
  const found = [...(actors ?? [])].filter(([, person]) => isProved(person));
  const [first] = found;
  if (!first) return unknown('it fits none of `actors`');
  if (found.length > 1)
    return unknown(`it fits several of \`actors\`: ${found.map(([name]) => name).join(', ')}`);
  const [name, { sources, scope }] = first;
  return {
    name,
    groups: [...(groups ?? [])].flatMap(([group, members]) => (members.includes(name) ? group : [])),
    sources,
    scope,
  };
}
