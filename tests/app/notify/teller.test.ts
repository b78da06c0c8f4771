/** A rollout tells what becomes of it, and waits for nobody who is told. */
import { describe, expect, test, vi } from 'vitest';
import { apply, ask, tick } from '../../../src/app/index.ts';
import type { Message, Notifier } from '../../../src/runtime/ports/notifier.ts';
import { adapters, canary, canaryPolicy } from '../../support/canary.ts';
import { skipUnlessProving } from '../../support/tier.ts';

const told: Message[] = [];
let notifier: Notifier;

vi.mock('../../../src/app/adapters.ts', () => ({
  openDriver: () => Promise.resolve(adapters.driver),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.resolve(adapters.step),
  loadNotifier: () => Promise.resolve(notifier),
}));

const events = 'started, promoted, rolled_back, completed, blocked';
const policy = `${canaryPolicy}notifications:
  team: { on: [${events}], slack: { url: "https://hooks.example.com/x" } }
  duty: { on: [rolled_back], pagerduty: { routing_key: k } }
`;
const listens: Notifier = {
  send(message) {
    told.push(message);
    return Promise.resolve();
  },
};
const hangs: Notifier = {
  send: (_message, _config, { signal }) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    }),
};

function texts(): readonly string[] {
  return [...new Set(told.splice(0).map(({ event, text }) => `${event}: ${text}`))];
}

test('a rollout that goes back, and one that completes', async () => {
  notifier = listens;
  const { host, request, errors } = await canary(policy);
  errors.set('green', 9);
  await host.clock.run(apply(request('v1'), host));
  expect(texts()).toEqual([
    'started: Safe: shop/main@prod started with v1: 3 stages to 100 %',
    'promoted: Safe: shop/main@prod was promoted: v1 is at 10 %',
    'rolled_back: Blocked: shop/main@prod was rolled back to 0 % from v1: canary.errors 9 is not < 2',
  ]);
  errors.set('green', 0);
  await host.clock.run(apply(request('v1'), host));
  expect(texts()).toEqual([
    expect.stringMatching(/^blocked: Blocked: v1 was rolled back and is in quarantine/u),
  ]);
  await host.clock.run(apply(request('v2'), host));
  expect(told.filter(({ event }) => event === 'completed').length).toBe(2);
  expect(texts().at(-1)).toBe('completed: Safe: shop/main@prod completed: v2 takes 100 %');
});

test('what a tick finds is told by it', async () => {
  notifier = listens;
  const { host, request, errors } = await canary(policy);
  const signal = new AbortController().signal;
  await host.clock.run(tick({ signal, listener: () => undefined }, host));
  await host.clock.run(apply(request('v1', { detach: true }), host));
  told.splice(0);
  errors.set('green', 9);
  await host.clock.run(host.clock.sleep(6_000));
  await host.clock.run(tick({ signal, listener: () => undefined }, host));
  expect(texts()).toEqual([expect.stringContaining('rolled_back: Blocked: shop/main@prod was rolled back')]);
});

test.skipIf(skipUnlessProving)(
  'what a person asks for by hand is told at once, and goes on where nobody listens',
  async () => {
    notifier = listens;
    const { host, request, driver } = await canary(policy);
    const { signal } = new AbortController();
    await host.clock.run(tick({ signal, listener: () => undefined }, host));
    const byHand = {
      reason: 'OPS-7',
      choice: { shadow: false },
      look: true,
      signal: new AbortController().signal,
    };
    await host.clock.run(apply(request('v1', { detach: true }), host));
    told.splice(0);
    await host.clock.run(ask({ ...byHand, request: 'abort' }, host));
    expect(texts()).toEqual(['rolled_back: Blocked: shop/main@prod was rolled back to 0 % from v1: OPS-7']);
    notifier = hangs;
    await host.clock.run(apply(request('v2', { detach: true }), host));
    const report = await host.clock.run(ask({ ...byHand, request: 'abort' }, host));
    expect(report.asked[0]?.status.phase).toBe('rolled_back');
    expect(report.diagnostics.map(({ code }) => code)).toEqual(['SEN2801']);
    expect(driver.weights['green']).toBe(0);
  },
);

describe.skipIf(skipUnlessProving)('receivers that never answer', () => {
  test('the way back does not wait for them, and the program ends a few seconds later', async () => {
    notifier = hangs;
    const { host, request, errors, events: seen } = await canary(policy);
    errors.set('green', 9);
    const began = performance.now();
    let wentBack = Infinity;
    const listener: typeof seen.push = (...more) => {
      for (const event of more)
        if (event.type === 'rollout.changed' && event.change.type === 'rolled_back')
          wentBack = performance.now() - began;
      return seen.length;
    };
    const report = await host.clock.run(apply({ ...request('v1'), listener }, host));
    const ended = performance.now() - began;
    expect(report.rollout?.status.phase).toBe('rolled_back');
    expect(wentBack).toBeLessThan(2_000);
    expect(ended - wentBack).toBeLessThan(7_000);
    expect(report.diagnostics.map(({ code }) => code)).toContain('SEN2801');
  });
});
