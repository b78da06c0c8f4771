/** Who issues identities, as the operator says: services whose ID tokens (OpenID Connect) count, and for what they are meant. */
import { resolve } from 'node:path';
import type { DocumentNode } from '../../parser/document.ts';
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { readMap, readParts } from '../config/nodes.ts';

export interface Issuer {
  readonly name: string;
  /** As its tokens name it, to the letter. */
  readonly url: string;
  /** What its tokens must be meant for. */
  readonly audience: string;
  /** Absolute path of a file with its keys; absent: it is asked for them. */
  readonly keys?: string;
}

const form = {
  known: ['url', 'audience', 'keys'],
  example: '{ url: https://token.actions.githubusercontent.com, audience: sentinel }',
} as const;

/** `directory` is that of the configuration. */
export function readIssuers(
  node: DocumentNode,
  sink: DiagnosticSink,
  directory: string,
): ReadonlyMap<string, Issuer> {
  return readMap(node, sink, `{ github: ${form.example} }`, (name, value) => {
    const parts = readParts(value, sink, form);
    const text = (key: 'url' | 'audience' | 'keys', help: string, fits = (one: string) => one !== '') => {
      const part = parts.get(key);
      if (part?.kind === 'scalar' && fits(part.text)) return part.text;
      if (part) sink.report('SEN2012', `this is no \`${key}\` of an issuer`, part.span, { help });
      else if (value.kind === 'map')
        sink.report('SEN2012', `\`${name}\` has no \`${key}\``, value.span, { help });
      return '';
    };
    const url = text('url', 'write the `iss` of its tokens, an `https://` address', isSafeAddress);
    const audience = text(
      'audience',
      'write the `aud` of its tokens: what you ask them for, such as `sentinel`',
    );
    const keys = parts.has('keys') ? text('keys', 'write the path of a file in the form of a JWKS') : '';
    return { name, url, audience, ...(keys !== '' && { keys: resolve(directory, keys) }) };
  });
}

/** What is fetched from there can be changed by nobody on the way. */
export function isSafeAddress(text: string): boolean {
  const url = URL.parse(text);
  if (!url || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === '127.0.0.1');
}
