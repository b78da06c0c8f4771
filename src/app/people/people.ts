/** Who people are, as the operator says: what proves each of them, the groups that they are in, what they release. */
import type { DocumentNode } from '../../parser/document.ts';
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { suggestName } from '../../plan/did-you-mean.ts';
import { type NameForm, readMap, readOneOrMore, readParts } from '../config/nodes.ts';
import type { Issuer } from './issuers.ts';

export const scopeFields = ['workload', 'component', 'cluster', 'namespace', 'region'] as const;

export type ScopeField = (typeof scopeFields)[number];

/** A person, or a machine that acts as one. */
export interface Person {
  /** SHA-256 of their API tokens, in hex. */
  readonly tokens: readonly string[];
  /** What their ID tokens claim; one of them suffices. */
  readonly oidc: readonly Claimed[];
  /** From where their releases to protected environments may come, and about what they may be. */
  readonly sources: readonly string[];
  readonly scope: ReadonlyMap<ScopeField, readonly string[]>;
}

export interface Claimed {
  /** The name of an issuer. */
  readonly issuer: string;
  /** All of them hold; one or more. */
  readonly claims: ReadonlyMap<string, string>;
}

export type Actors = ReadonlyMap<string, Person>;

/** Names of the members by group. */
export type Groups = ReadonlyMap<string, readonly string[]>;

export interface People {
  readonly actors?: Actors;
  readonly groups?: Groups;
  readonly issuers?: ReadonlyMap<string, Issuer>;
}

const person = {
  known: ['tokens', 'oidc', 'source', 'scope'],
  example: '{ tokens: ["sha256:…"] }',
} as const;

/** `ann: { tokens: ["sha256:…"] }`; `issuers` are those that are listed. */
export function readActors(node: DocumentNode, sink: DiagnosticSink, issuers: readonly string[]): Actors {
  return readMap(node, sink, `{ ann: ${person.example} }`, (name, entry) => {
    const parts = readParts(entry, sink, person);
    const [tokens, oidc, source, scope] = person.known.map((key) => parts.get(key));
    if (entry.kind === 'map' && !tokens && !oidc)
      sink.report('SEN2012', `nothing proves \`${name}\``, entry.span, {
        help: 'write `tokens: ["sha256:…"]`, or `oidc: { issuer: …, claims: { … } }`',
      });
    return {
      tokens: tokens ? readTokens(tokens, sink) : [],
      oidc: oidc ? readClaimed(oidc, sink, issuers) : [],
      sources: source ? readOneOrMore(source, sink, words('source', 'ci')) : [],
      scope: scope ? readScope(scope, sink) : new Map(),
    };
  });
}

/** Of nothing, and of an empty line: what a variable gives that is not set. Anybody could prove to have those. */
const noTokens: ReadonlySet<string> = new Set([
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b',
]);

function readTokens(node: DocumentNode, sink: DiagnosticSink): readonly string[] {
  if (node.kind !== 'list') {
    sink.report('SEN2012', 'this is a list of digests', node.span, {
      help: 'write `["sha256:…"]`; `printf %s "$TOKEN" | sha256sum` gives the digest of a token',
    });
    return [];
  }
  return node.items.flatMap(({ value }) => {
    const digest = value.kind === 'scalar' ? /^sha256:([0-9a-f]{64})$/u.exec(value.text)?.[1] : undefined;
    const isEmpty = digest !== undefined && noTokens.has(digest);
    if (digest !== undefined && !isEmpty) return digest;
    const what = isEmpty ? 'this is the digest of no token at all' : 'this is not the digest of a token';
    sink.report('SEN2012', what, value.span, {
      help: 'write `sha256:` and 64 hexadecimal digits, never the token itself',
    });
    return [];
  });
}

const claimed = {
  known: ['issuer', 'claims'],
  example: '{ issuer: github, claims: { repository: shop/checkout, ref: refs/heads/main } }',
} as const;

/** One, or a list. */
function readClaimed(
  node: DocumentNode,
  sink: DiagnosticSink,
  issuers: readonly string[],
): readonly Claimed[] {
  const nodes = node.kind === 'list' ? node.items.map(({ value }) => value) : [node];
  return nodes.map((one) => {
    const parts = readParts(one, sink, claimed);
    const [issuer, claims] = claimed.known.map((key) => parts.get(key));
    const name = issuer?.kind === 'scalar' ? issuer.text : '';
    if (one.kind === 'map' && !issuers.includes(name))
      sink.report(
        'SEN2012',
        issuer ? `no issuer is called \`${name}\`` : 'this names no issuer',
        (issuer ?? one).span,
        { help: suggestName(name, issuers) ?? 'list it in `issuers`' },
      );
    return { issuer: name, claims: claims ? readClaims(claims, sink) : noClaims(one, sink) };
  });
}

function readClaims(node: DocumentNode, sink: DiagnosticSink): ReadonlyMap<string, string> {
  const claims = readMap(node, sink, '{ repository: shop/checkout }', (claim, value) => {
    if (value.kind === 'scalar' && value.text !== '') return value.text;
    sink.report('SEN2012', `\`${claim}\` is not one text`, value.span, {
      help: 'write what the token claims, to the letter; of a list that it claims one item',
    });
    return '';
  });
  return node.kind === 'map' && claims.size === 0 ? noClaims(node, sink) : claims;
}

/** Whatever the issuer signs would do: everybody who builds anything there. */
function noClaims(node: DocumentNode, sink: DiagnosticSink): ReadonlyMap<string, string> {
  if (node.kind === 'map')
    sink.report('SEN2012', 'nothing is claimed, so every token of the issuer would do', node.span, {
      help: `write \`claims: { repository: shop/checkout, ref: refs/heads/main }\``,
    });
  return new Map();
}

function readScope(node: DocumentNode, sink: DiagnosticSink): Person['scope'] {
  const example = '{ component: [checkout, cart] }';
  const parts = readParts(node, sink, { known: scopeFields, example });
  return new Map(
    Array.from(parts, ([field, value]) => [field, readOneOrMore(value, sink, words(field, 'checkout'))]),
  );
}

function words(what: string, example: string): NameForm {
  return {
    shape: /^\S+$/u,
    example: `[${example}]`,
    not: `this is not the name of a ${what}`,
    help: `a word, as \`--${what}\` gives it`,
  };
}

/** `sre: [ann, bob]`, of those who are listed as actors. */
export function readGroups(node: DocumentNode, sink: DiagnosticSink, actors: readonly string[]): Groups {
  return readMap(node, sink, '{ sre: [ann, bob] }', (name, members) => {
    if (members.kind !== 'list') {
      sink.report('SEN2012', `\`${name}\` is a list of names`, members.span, { help: 'write `[ann, bob]`' });
      return [];
    }
    return members.items.flatMap(({ value }) => {
      if (value.kind === 'scalar' && actors.includes(value.text)) return value.text;
      const text = value.kind === 'scalar' ? value.text : '';
      sink.report('SEN2012', `nobody of \`actors\` is called \`${text}\``, value.span, {
        help: suggestName(text, actors) ?? 'list who it is in `actors`',
      });
      return [];
    });
  });
}
