/** Approvals of people whom the operator knows: by their tokens, of their groups, for what they saw. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';

import { apply, ask, type AskRequest, history, repin, status, tick } from '../../src/app/index.ts';
import { identified, proved } from '../../src/app/people/proof.ts';
import type { StoredRequest } from '../../src/runtime/engine/rollout/world.ts';
import { adapters, type Canary, canary, canaryPolicy } from '../support/canary.ts';
import { temporaryFolder } from '../support/folder.ts';
import { hostIn } from '../support/host.ts';
import { idToken, signingKey, testIssuer } from '../support/issuer.ts';
import { auditOf, inStore } from '../support/store.ts';
import { skipUnlessProving } from '../support/tier.ts';

vi.mock('../../src/app/adapters.ts', () => ({
  openDriver: () => Promise.resolve(adapters.driver),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.reject(new Error('there are no steps')),
}));

const digest = (token: string): string => createHash('sha256').update(token).digest('hex');

const operator = `actors:
  ann: { tokens: ["sha256:${digest('token of ann')}", "sha256:${digest('new token of ann')}"] }
  bob: { tokens: ["sha256:${digest('token of bob')}"] }
  eve: { tokens: ["sha256:${digest('token of eve')}"] }
groups:
  sre: [ann, bob]
`;

/** At 10 %, held to its end by ann; the next stage asks for agreement. */
async function waiting(approve: string, known = operator): Promise<Canary & { readonly config: string }> {
  const project = await canary(canaryPolicy.replace('weight: 50%,', `weight: 50%, approve: ${approve},`));
  const folder = await temporaryFolder({ 'sentinel.config.yaml': known });
  const config = join(folder, 'sentinel.config.yaml');
  const request = project.request('v1', { timeout: 20_000 });
  const release = { ...request.release, actor: 'ann' };
  await project.host.clock.run(apply({ ...request, release, config }, project.host));
  return { ...project, config };
}

type Waiting = Awaited<ReturnType<typeof waiting>>;

async function approves(project: Waiting, token: string | undefined, parts: Partial<AskRequest> = {}) {
  const { host, config } = project;
  const env = token === undefined ? host.env : { ...host.env, SENTINEL_TOKEN: token };
  const request: AskRequest = {
    request: 'approve',
    choice: { shadow: false },
    reason: 'looks fine',
    look: true,
    config,
    signal: new AbortController().signal,
    ...parts,
  };
  const { asked } = await host.clock.run(ask(request, { ...host, env }));
  return asked[0];
}

describe('an approval', () => {
  test('counts from as many of the group as are asked for', async () => {
    const project = await waiting('{ from: sre, count: 2 }');
    expect(await approves(project, 'token of ann')).toMatchObject({
      result: 'done',
      why: 'it still waits for 1 more of `sre`',
      status: { weight: { intended: 10 }, waits: [{ why: '2 of sre must agree to 50 %; so far ann' }] },
    });
    expect(await approves(project, 'new token of ann')).toMatchObject({
      result: 'refused',
      why: 'ann has agreed already',
      status: { weight: { intended: 10 } },
    });
    expect(await approves(project, 'token of bob')).toMatchObject({
      result: 'done',
      status: { weight: { intended: 50 } },
    });
    const log = await auditOf(project.cwd);
    expect(log.filter(({ type }) => /approv(?:ed|al\.given)$/u.test(type))).toMatchObject([
      { type: 'rollout.approval.given', actor: { name: 'ann', verified: true }, from: ['ann'], to: 1 },
      { type: 'rollout.approved', actor: { name: 'bob', verified: true }, from: ['ann', 'bob'], to: 1 },
    ]);
    expect(JSON.stringify(log)).not.toContain('token of');
  });

  test('does not count without a token that is known, of another group, or of the author', async () => {
    const project = await waiting('{ from: sre, not_author: true }');
    for (const [token, why] of [
      [undefined, 'counts only from a verified identity'],
      ['guessed', 'counts only from a verified identity'],
      [digest('token of ann'), 'counts only from a verified identity'],
      ['token of eve', 'eve is not one of sre'],
      ['token of ann', 'ann is the author of the release'],
    ] as const)
      expect(await approves(project, token)).toMatchObject({
        result: 'refused',
        why: expect.stringContaining(why) as string,
        status: { weight: { intended: 10 } },
      });
    // A name that is only said is not theirs.
    expect(await approves(project, 'token of eve', { actor: 'bob' })).toMatchObject({ result: 'refused' });
    expect(await approves(project, 'token of bob', { request: 'promote' })).toMatchObject({
      status: { weight: { intended: 50 } },
    });
  });

  test('is of the plan that was looked at', async () => {
    const project = await waiting('{ from: sre, count: 2 }');
    await approves(project, 'token of ann');
    const policy = canaryPolicy.replace('weight: 50%,', 'weight: 50%, approve: { from: sre, count: 2 },');
    await writeFile(
      join(project.cwd, 'sentinel.yaml'),
      policy.replace('weight: 10%, hold: 12s', 'weight: 10%, hold: 9s'),
    );
    const { signal } = new AbortController();
    await repin({ choice: { shadow: false }, reason: 'OPS-1', signal }, project.host);
    expect(await approves(project, 'token of bob')).toMatchObject({
      status: { waits: [{ why: '2 of sre must agree to 50 %; so far bob' }] },
    });
  });
});

describe('by an ID token', () => {
  async function place() {
    const key = await signingKey('k');
    const issuer = await testIssuer(key);
    const { url } = issuer.issuer;
    const operator = `issuers: { forge: { url: "${url}", audience: sentinel } }
actors:
  ann: { oidc: { issuer: forge, claims: { team: shop, actor: ann } } }
  bob: { oidc: { issuer: forge, claims: { team: shop, actor: bob } } }
groups: { sre: [ann, bob] }
`;
    const project = await waiting('{ from: sre, count: 2 }', operator);
    const tokenOf = (actor: string, claims = {}) =>
      idToken(key, {
        iss: url,
        at: project.host.clock.now(),
        claims: { team: ['shop', 'all'], actor, ...claims },
      });
    return { project, issuer, tokenOf };
  }

  test('it counts, and is nowhere afterwards', async () => {
    const { project, tokenOf } = await place();
    const tokens = [await tokenOf('ann'), await tokenOf('bob', { aud: 'registry' }), await tokenOf('bob')];
    const asked = [];
    for (const token of tokens) asked.push(await approves(project, token));
    expect(asked).toMatchObject([
      { result: 'done', status: { waits: [{ why: '2 of sre must agree to 50 %; so far ann' }] } },
      { result: 'refused', why: expect.stringContaining('counts only from a verified identity') as string },
      { result: 'done', status: { weight: { intended: 50 } } },
    ]);
    const log = await auditOf(project.cwd);
    expect(log).toContainEqual(
      expect.objectContaining({ type: 'rollout.approved', actor: { name: 'bob', verified: true } }),
    );
    const records = await inStore(project.cwd, (store) => store.list(''));
    expect(records.length).toBeGreaterThan(1);
    const told: string[] = [JSON.stringify([asked, log, records])];
    const { signal } = new AbortController();
    const choice = { shadow: false };
    const quiet = { signal, listener: () => undefined };
    told.push(
      JSON.stringify(await status({ choice, watch: false, ...quiet }, project.host)),
      JSON.stringify(await history({ choice }, project.host)),
    );
    for (const part of tokens.flatMap((token) => token.split('.').slice(1)))
      for (const text of told) expect(text.includes(part)).toBe(false);
  });

  test('it is as old as it is when it is heard', async () => {
    const { project, tokenOf } = await place();
    const { clock } = project.host;
    const heard = async (minutes: number) => {
      expect(await approves(project, await tokenOf('ann'), { look: false })).toMatchObject({
        result: 'kept',
      });
      await clock.run(clock.sleep(minutes * 60_000));
      const { signal } = new AbortController();
      const request = { config: project.config, signal, listener: () => undefined };
      const { rollouts } = await clock.run(tick(request, project.host));
      return rollouts[0]?.why ?? '';
    };
    expect(await heard(6)).not.toContain('so far');
    expect(await heard(4)).toContain('so far ann');
  });

  test.skipIf(skipUnlessProving)('who asks to go back is not held up by it', async () => {
    const { project, issuer, tokenOf } = await place();
    issuer.answers.set('/keys', 'nothing');
    const token = await tokenOf('ann');
    const before = performance.now();
    expect(await approves(project, token, { request: 'abort' })).toMatchObject({
      result: 'done',
      status: { weight: { intended: 0 } },
    });
    expect(performance.now() - before).toBeLessThan(6_000);
    const log = await auditOf(project.cwd);
    expect(log.at(-1)).toMatchObject({ actor: { verified: false } });
  });
});

describe('a proof', () => {
  const rollout = { policy: 'shop', rollout: 'main', env: 'prod' };
  const asked = {
    request: { kind: 'approve', stage: 1, why: 'fine' },
    actor: { name: 'ann', verified: false },
    about: { digest: 'd', generation: 3, retries: 1, clock: 60_000 },
  } as const;
  const people = {
    actors: new Map([['ann', { tokens: [digest('token of ann')], oidc: [], sources: [], scope: new Map() }]]),
    groups: new Map([['sre', ['ann']]]),
  };
  const whole = proved(asked, rollout, hostIn('/', { SENTINEL_TOKEN: 'token of ann' }));

  const host = hostIn('/');

  test('shows who it is', async () => {
    expect(await identified(people, whole, rollout, host)).toEqual({ name: 'ann', groups: ['sre'] });
    expect(await identified({}, whole, rollout, host)).toBeUndefined();
    expect(await identified(people, asked, rollout, host)).toBeUndefined();
  });

  const changes: readonly (readonly [string, StoredRequest])[] = [
    ['what is asked', { ...whole, request: { kind: 'promote', why: 'fine' } }],
    ['the stage', { ...whole, request: { ...asked.request, stage: 2 } }],
    ['the reason', { ...whole, request: { ...asked.request, why: 'other' } }],
    ['who asks', { ...whole, actor: { ...asked.actor, name: 'bob' } }],
    ['the plan', { ...whole, about: { ...asked.about, digest: 'e' } }],
    ['the start', { ...whole, about: { ...asked.about, generation: 4 } }],
    ['the attempt', { ...whole, about: { ...asked.about, retries: 2 } }],
    ['the time', { ...whole, about: { ...asked.about, clock: 60_001 } }],
    [
      'a letter of it',
      {
        ...whole,
        proof:
          `0${whole.proof?.slice(1)}` === whole.proof
            ? `1${whole.proof.slice(1)}`
            : `0${whole.proof?.slice(1)}`,
      },
    ],
    ['its length', { ...whole, proof: `${whole.proof}0` }],
    ['it to no ID token', { ...whole, proof: 'id-token:' }],
    ['it to what has the form of one', { ...whole, proof: 'id-token:eyJh.eyJh.eyJh' }],
    ['it to one without end', { ...whole, proof: `id-token:eyJ${'a'.repeat(20_000)}.a.a` }],
  ];

  test.each(changes)('is void when %s is changed', async (_, changed) => {
    expect(await identified(people, changed, rollout, host)).toBeUndefined();
  });

  test.each([{ policy: 'cart' }, { rollout: 'other' }, { env: 'stage' }, { mode: 'shadow' as const }])(
    'is of no other rollout: %j',
    async (change) => {
      expect(await identified(people, whole, { ...rollout, ...change }, host)).toBeUndefined();
    },
  );
});
