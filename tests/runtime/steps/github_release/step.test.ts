import type { IncomingHttpHeaders } from 'node:http';

import { describe, expect, test } from 'vitest';

import { SecretText } from '../../../../src/plan/secret.ts';
import { unknown } from '../../../../src/plan/value.ts';
import { StepFailure } from '../../../../src/runtime/failure.ts';
import type { ResolvedRecord, StepContext } from '../../../../src/runtime/ports/index.ts';
import { descriptor } from '../../../../src/runtime/steps/github_release/descriptor.ts';
import { step } from '../../../../src/runtime/steps/github_release/step.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { httpServer } from '../../../support/server.ts';
import { stepContext } from '../../../support/step.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

interface Call {
  readonly request: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** The part of the REST API that the step uses, as GitHub documents it. */
async function github(...tags: string[]) {
  const calls: Call[] = [];
  const url = await httpServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      const body = text === '' ? undefined : (JSON.parse(text) as { tag_name: string });
      calls.push({ request: `${request.method} ${request.url}`, headers: request.headers, body });
      const reply = (status: number, answer: object) => {
        response.statusCode = status;
        response.end(JSON.stringify(answer));
      };
      if (request.headers.authorization !== 'Bearer s3cr3t')
        return reply(401, { message: 'Bad credentials' });
      const found = /^\/repos\/example\/shop\/releases\/tags\/(.+)$/u.exec(request.url ?? '')?.[1];
      if (found !== undefined)
        return tags.includes(decodeURIComponent(found))
          ? reply(200, {})
          : reply(404, { message: 'Not Found' });
      if (request.url !== '/repos/example/shop/releases') return reply(404, { message: 'Not Found' });
      if (body && tags.includes(body.tag_name))
        return reply(422, { message: 'Validation Failed', errors: [{ code: 'already_exists' }] });
      tags.push(body?.tag_name ?? '');
      return reply(201, {});
    });
  });
  return { url, calls };
}

function perform(config: ResolvedRecord, more: Partial<StepContext> = {}) {
  const clock = new VirtualClock();
  const token = new SecretText('github', 's3cr3t');
  const full = withDefaults(descriptor, { repository: 'example/shop', token, timeout: 400, ...config });
  return clock.run(step.perform(full, stepContext('/', { clock, tag: 'v1.2.3', ...more })));
}

test('creates the release, once', async () => {
  const { url, calls } = await github();
  const done = await perform({ url }, { release: { commit: '4be77d0' } });
  expect(done).toEqual({ result: 'done', text: 'created GitHub release v1.2.3' });
  expect(calls.map(({ request }) => request)).toEqual([
    'GET /repos/example/shop/releases/tags/v1.2.3',
    'POST /repos/example/shop/releases',
  ]);
  expect(calls[1]).toMatchObject({
    headers: { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
    body: {
      tag_name: 'v1.2.3',
      name: 'v1.2.3',
      target_commitish: '4be77d0',
      prerelease: false,
      generate_release_notes: false,
    },
  });
  expect(await perform({ url })).toEqual({ result: 'already', text: 'GitHub release v1.2.3 exists' });
});

test('takes tag, title and texts from the policy', async () => {
  const { url, calls } = await github();
  const texts = { tag: 'shop/v2', name: 'Two', body: '# Changes', generate_notes: true, prerelease: true };
  await perform({ url, ...texts }, { release: { commit: unknown('not given') } });
  expect(calls[0]?.request).toBe('GET /repos/example/shop/releases/tags/shop%2Fv2');
  expect(calls[1]?.body).toEqual({
    tag_name: 'shop/v2',
    name: 'Two',
    body: '# Changes',
    prerelease: true,
    generate_release_notes: true,
  });
});

test('an attempt that got through unseen counts', async () => {
  let posts = 0;
  const url = await httpServer((request, response) => {
    if (request.method === 'GET') return void response.writeHead(404).end('{}');
    if (posts++ === 0) return void response.destroy();
    response.writeHead(422).end('{"errors":[{"code":"already_exists","field":"tag_name"}]}');
  });
  expect(await perform({ url })).toEqual({ result: 'already', text: 'GitHub release v1.2.3 exists' });
});

describe('failures', () => {
  test.each([
    ['GET', 401, '{"message":"Bad credentials"}', 'GitHub answers HTTP 401: Bad credentials'],
    ['GET', 200, undefined, 'GitHub answers HTTP 422'],
    ['POST', 403, '<html>', 'GitHub answers HTTP 403'],
    [
      'POST',
      422,
      '{"message":"Validation\\u001b Failed","errors":[{"code":"invalid"}]}',
      'GitHub answers HTTP 422: Validation Failed',
    ],
    ['POST', 422, '{"errors":"none"}', 'GitHub answers HTTP 422'],
  ])('%s: HTTP %i %s', async (method, status, body, reason) => {
    const url = await httpServer((request, response) => {
      if (body === undefined) response.writeHead(422).end();
      else if (request.method === method) response.writeHead(status).end(body);
      else response.writeHead(404).end();
    });
    await expect(perform({ url })).rejects.toThrow(new StepFailure(reason));
  });

  test.each(['shop', 'a/b/c', '../shop', 'example/..', 'a b/c', 'a/b?c'])(
    '`%s` is no repository',
    async (repository) => {
      await expect(perform({ repository })).rejects.toThrow(
        new StepFailure('`repository` is not of the form `owner/name`'),
      );
    },
  );

  test('no tag', async () => {
    const context = stepContext('/');
    const config = withDefaults(descriptor, { repository: 'example/shop', token: 'a' });
    await expect(step.perform(config, context)).rejects.toThrow(
      new StepFailure('the tag of the release is not known; give `tag`'),
    );
  });
});
