/** A project whose rollout assigns users one by one: internal ones first, then everybody. */
import { apply } from '../../src/app/index.ts';
import { temporaryFolder } from './folder.ts';
import { hostIn, requestWith } from './host.ts';

export function flagPolicy(traffic: string): string {
  return `sentinel: 1
policy: shop
environments: [prod]
probes: { ready: { env: { name: READY } } }
gates: { ready: { require: ready.set } }
rollouts:
  new-checkout:
    traffic: { ${traffic} }
    identity: ready.set
    assign: { by: [workspace, actor] }
    overrides:
      - { who: 'workspace == "acme" and now < 2100-01-01T00:00Z', in: true }
      - { who: 'context.region == "eu" and now < 2100-01-01T00:00Z', in: false }
    variants: { a: {}, b: {} }
    audience:
      - { name: internal, who: 'actor like "*@example.com"', stages: [{ weights: { a: 50%, b: 50% }, hold: 10s }] }
      - name: public
        who: "true"
        stages: [{ weights: { a: 5%, b: 15% }, hold: 10s }, { weights: { a: 40%, b: 60% }, hold: 10s }]
    checks: { every: 10s, require: ready.set }
`;
}

export async function flagProject(traffic = 'flag: {}') {
  const cwd = await temporaryFolder({ 'sentinel.yaml': flagPolicy(traffic) });
  const host = hostIn(cwd, { READY: 'yes' });
  return {
    cwd,
    host,
    /** The rollout begins, and is followed for so long. */
    begin: (timeout: number) =>
      host.clock.run(
        apply(
          {
            ...requestWith({ release: { env: 'prod', version: 'v1' } }),
            shadow: false,
            confirm: () => Promise.resolve(true),
            timeout,
          },
          host,
        ),
      ),
  };
}

export interface User {
  readonly actor: string;
  readonly workspace: string;
  readonly region: string;
}

/** All kinds of users, the same for the same number. */
export function userOf(id: number): User {
  return {
    actor: id % 3 === 0 ? `u${id}@example.com` : `u${id}`,
    workspace: id % 7 === 0 ? 'acme' : `w${id % 5}`,
    region: id % 4 === 0 ? 'eu' : 'us',
  };
}
