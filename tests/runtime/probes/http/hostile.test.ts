import { describe, expect, test } from 'vitest';

import { ProbeFailure } from '../../../../src/runtime/failure.ts';
import { descriptor } from '../../../../src/runtime/probes/http/descriptor.ts';
import { probe } from '../../../../src/runtime/probes/http/probe.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { badBodies, badStatuses, brokenExchanges } from '../../../support/hostile.ts';
import { observed, probeContext } from '../../../support/probe.ts';
import { httpServer } from '../../../support/server.ts';

function observe(url: string) {
  const config = withDefaults(descriptor, { url, attempts: 1, timeout: 400 });
  return observed(probe, config, probeContext('/'));
}

describe('unknown, with a reason: a server that', () => {
  test.each(Object.entries(brokenExchanges))('%s', async (_, start) => {
    const failure = await observe(await start()).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(ProbeFailure);
    expect((failure as Error).message).toMatchSnapshot();
  });
});

test.each(badStatuses)('known, and not ok: HTTP %i', async (status) => {
  const url = await httpServer((_, response) => {
    response.statusCode = status;
    response.setHeader('Location', 'http://169.254.169.254/');
    response.end();
  });
  expect(await observe(url)).toMatchObject({ ok: false, status });
});

describe('an answer, but no JSON:', () => {
  test.each(Object.entries(badBodies))('%s', async (_, body) => {
    const url = await httpServer((_, response) => response.end(body));
    expect(await observe(url)).toMatchObject({ json: { unknown: expect.any(String) as string } });
  });
});

test('JSON as deep as people write it', async () => {
  const body = '{"a\\"[[":['.repeat(20) + '1' + ']}'.repeat(20);
  const url = await httpServer((_, response) => response.end(body));
  expect((await observe(url))['json']).toEqual(JSON.parse(body));
});
