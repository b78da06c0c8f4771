/** Who people are, as the operator says: each by the digests of their tokens, and the groups that they are in. */
import type { DocumentNode } from '../parser/document.ts';
import type { DiagnosticSink } from '../plan/diagnostic.ts';
import { suggestName } from '../plan/did-you-mean.ts';

/** SHA-256 of the tokens of each person, in hex. */
export type Actors = ReadonlyMap<string, readonly string[]>;

/** Names of the members by group. */
export type Groups = ReadonlyMap<string, readonly string[]>;

export interface People {
  readonly actors?: Actors;
  readonly groups?: Groups;
}

/** `ann: { tokens: ["sha256:…"] }` */
export function readActors(node: DocumentNode, sink: DiagnosticSink): Actors {
  return readMap(node, sink, '{ ann: { tokens: ["sha256:…"] } }', (name, entry) => {
    const tokens = entry.kind === 'map' && entry.entries.length === 1 ? entry.entries[0] : undefined;
    if (tokens?.key.text !== 'tokens' || tokens.value.kind !== 'list') {
      sink.report('SEN2012', `\`${name}\` has no list of tokens`, entry.span, {
        help: 'write `{ tokens: ["sha256:…"] }`; `printf %s "$TOKEN" | sha256sum` gives the digest of a token',
      });
      return [];
    }
    return tokens.value.items.flatMap(({ value }) => {
      const digest = value.kind === 'scalar' ? /^sha256:([0-9a-f]{64})$/u.exec(value.text)?.[1] : undefined;
      if (digest !== undefined) return digest;
      sink.report('SEN2012', 'this is not the digest of a token', value.span, {
        help: 'write `sha256:` and 64 hexadecimal digits, never the token itself',
      });
      return [];
    });
  });
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

function readMap<T>(
  node: DocumentNode,
  sink: DiagnosticSink,
  example: string,
  read: (name: string, value: DocumentNode) => T,
): ReadonlyMap<string, T> {
  if (node.kind === 'map')
    return new Map(node.entries.map(({ key, value }) => [key.text, read(key.text, value)]));
  sink.report('SEN2012', 'this is a map by name', node.span, { help: `write \`${example}\`` });
  return new Map();
}
