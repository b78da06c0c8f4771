import type { DocumentNode, ScalarNode } from '../../parser/document.ts';
import { type Span, spanOf } from '../../plan/span.ts';
import type { Rule } from './context.ts';

/** A token or password that stands in the policy itself, where everyone who reads the repository has it. */
export const literalSecret: Rule = {
  code: 'SEN1236',
  speed: 'fast',
  check({ policy, report }) {
    for (const { key, node } of keyedScalars(policy.document, '')) {
      const place = secretIn(key, node);
      if (place)
        report('a secret stands in the policy', place, {
          help: 'take it from the environment, `secrets: { token: { env: TOKEN } }`, write `${secrets.token}`, and have this one revoked',
        });
    }
  },
};

/** Every scalar value with the key that it stands under; an item of a list has the key of the list. */
function keyedScalars(
  node: DocumentNode,
  key: string,
): readonly { readonly key: string; readonly node: ScalarNode }[] {
  switch (node.kind) {
    case 'scalar':
      return [{ key, node }];
    case 'list':
      return node.items.flatMap(({ value }) => keyedScalars(value, key));
    case 'map':
      return node.entries.flatMap((entry) => keyedScalars(entry.value, entry.key.text));
  }
}

/** Less is no secret. */
const shortest = 8;

/** Each has the secret as its group; an interpolation never is one. */
const shapes: readonly RegExp[] = [
  /:\/\/[^/@\s:]*:([^/@\s$]+)@/u,
  /[?&](?:access_|auth_|api_?)?(?:token|key|secret|password|passwd|sig|signature)=([^&#\s$]{8,})/iu,
  /^(?:Bearer|Basic|Token) +([A-Za-z0-9+/_.~=-]{8,})$/u,
  /\b((?:gh[opsu]_|github_pat_|glpat-|xox[abprs]-|sk_live_|AKIA)[A-Za-z0-9_-]{10,})/u,
  /(-----BEGIN [A-Z ]*PRIVATE KEY-----)/u,
];

/** Headers whose whole value is a secret. */
const secretHeader =
  /^(?:authorization|cookie|private-token|x-(?:api-key|auth-token|vault-token|gitlab-token))$/iu;

function secretIn(key: string, { text, offsets }: ScalarNode): Span | undefined {
  if (text.length < shortest) return undefined;
  for (const shape of shapes) {
    const match = shape.exec(text);
    if (!match) continue;
    const [whole, secret = ''] = match;
    const from = match.index + whole.lastIndexOf(secret);
    return spanOf(offsets.at(from), offsets.at(from + secret.length));
  }
  const isWhole = secretHeader.test(key) && !text.includes('${');
  return isWhole ? spanOf(offsets.at(0), offsets.at(text.length)) : undefined;
}
