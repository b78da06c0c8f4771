import { describe, expect, test } from 'vitest';
import type { EventBody } from '../../../src/runtime/engine/events.ts';
import { foretell, performSteps } from '../../../src/runtime/engine/steps.ts';
import { StepFailure } from '../../../src/runtime/failure.ts';
import type { Step } from '../../../src/runtime/ports/index.ts';
import { planOf } from '../../support/pipeline.ts';
import { constantly, evaluated, fakeWorld, type FakeParts } from '../../support/world.ts';

const plan = planOf(`sentinel: 1
policy: shop
probes:
  notes: { changelog: {} }
  disk: { disk: { path: / } }
gates: { disk: { require: disk.used < 85% } }
before:
  - { name: prepare, command: { run: [prepare, "\${release.version}"] } }
after:
  - { name: tag, when: release.event != "tag", git_tag: { message: "\${notes.body}" } }
  - { name: tell, webhook: { url: "http://localhost/hook", json: '{"text": "\${notes.body}"}' } }
`);
const release = { version: 'v1.2.3', event: 'push' };
const probes = {
  disk: constantly({ used: 0.1 }),
  changelog: constantly({ body: 'what is new' }),
};
const done =
  (text: string): Step['perform'] =>
  () =>
    Promise.resolve({ result: 'done', text });

/** `kept`: how many steps can be recorded. */
async function performed(parts: FakeParts, signal = new AbortController().signal, kept = Infinity) {
  const world = fakeWorld({ probes, release, ...parts });
  const { steps } = await evaluated(plan, world, { steps: true });
  const events: EventBody[] = [];
  const recorded: string[] = [];
  const reports = await world.clock.run(
    performSteps(plan, world, steps, {
      signal,
      emit: (event) => events.push(event),
      record: (step) => Promise.resolve(recorded.push(`${step.name} ${step.result}`) <= kept),
    }),
  );
  return { reports, events, recorded, foretold: foretell(steps) };
}
describe('steps', () => {
  test('run in their order, filled in with facts', async () => {
    const seen: unknown[] = [];
    const record: Step['perform'] = (config, { idempotencyKey }) => {
      seen.push({ ...config, idempotencyKey });
      return Promise.resolve({ result: 'done', text: 'done' });
    };
    const { reports, events, foretold } = await performed({
      steps: { command: record, git_tag: record, webhook: record },
    });
    expect(seen).toMatchObject([
      { run: ['prepare', 'v1.2.3'] },
      { message: 'what is new' },
      { json: '{"text": "what is new"}' },
    ]);
    expect(new Set(seen.map((one) => (one as { idempotencyKey: string }).idempotencyKey)).size).toBe(3);
    expect(reports.map(({ phase, name, result }) => [phase, name, result])).toEqual([
      ['before', 'prepare', 'done'],
      ['after', 'tag', 'done'],
      ['after', 'tell', 'done'],
    ]);
    expect(foretold.map(({ result }) => result)).toEqual(['would-run', 'would-run', 'would-run']);
    expect(events.map(({ type }) => type)).toEqual([
      'step.started',
      'step.finished',
      'step.started',
      'step.finished',
      'step.started',
      'step.finished',
    ]);
  });

  test('a key is the same for every attempt of a release, whoever starts it, and another for another release', async () => {
    const keyOf = async (facts: Record<string, string>) => {
      let key = '';
      const record: Step['perform'] = (_, { idempotencyKey }) => {
        key = idempotencyKey;
        return Promise.resolve({ result: 'done', text: '' });
      };
      await performed({ release: facts, steps: { command: record, git_tag: done(''), webhook: done('') } });
      return key;
    };
    const key = await keyOf(release);
    expect(await keyOf({ event: 'schedule', actor: 'ada', version: 'v1.2.3' })).toBe(key);
    expect(await keyOf({ ...release, version: 'v1.2.4' })).not.toBe(key);
  });

  test('after one that failed none runs', async () => {
    const fail: Step['perform'] = () => Promise.reject(new StepFailure('no permission'));
    const { reports } = await performed({ steps: { command: done('prepared'), git_tag: fail } });
    expect(reports.map(({ result, text }) => [result, text])).toEqual([
      ['done', 'prepared'],
      ['failed', 'no permission'],
      ['not-run', 'another step failed'],
    ]);
  });

  test('what was done is recorded before the next begins; where it cannot be, nothing more is done', async () => {
    const steps = { command: done('prepared'), git_tag: done('tagged'), webhook: done('told') };
    const { reports, recorded } = await performed({ steps }, undefined, 1);
    expect(recorded).toEqual(['prepare done', 'tag done']);
    expect(reports.map(({ result, text }) => [result, text])).toEqual([
      ['done', 'prepared'],
      ['done', 'tagged'],
      ['not-run', 'what another step did cannot be recorded'],
    ]);
  });

  test('one that is excused by its `when` is skipped, one whose `when` is unknown is not run', async () => {
    const steps = { command: done('prepared'), webhook: done('told') };
    const skipped = await performed({ release: { ...release, event: 'tag' }, steps });
    expect(skipped.reports.map(({ result }) => result)).toEqual(['done', 'skipped', 'done']);
    expect(skipped.foretold.map(({ result }) => result)).toEqual(['would-run', 'skipped', 'would-run']);
    const open = await performed({ release: { version: 'v1.2.3' }, steps });
    expect(open.reports.map(({ result, text }) => [result, text])).toEqual([
      ['not-run', 'another step failed'],
      ['failed', 'its `when` is unknown'],
      ['not-run', 'another step failed'],
    ]);
  });

  test('where something that one needs is unknown, none runs', async () => {
    const { reports, foretold } = await performed({ probes: { ...probes, changelog: constantly({}) } });
    expect(reports.map(({ result }) => result)).toEqual(['not-run', 'failed', 'failed']);
    expect(foretold.map(({ result }) => result)).toEqual(['would-run', 'failed', 'failed']);
  });

  test('one that never ends, or has a fault, fails', async () => {
    const stuck = await performed({ steps: { command: () => new Promise(() => undefined) } });
    expect(stuck.reports[0]).toMatchObject({
      result: 'failed',
      text: expect.stringContaining('it took longer than'),
    });
    const faulty = await performed({});
    expect(faulty.reports[0]).toMatchObject({
      result: 'failed',
      text: 'the step itself failed: the test has no step command',
    });
  });

  test('a cancelled run ends between and within steps', async () => {
    const stop = new AbortController();
    const interrupt: Step['perform'] = () => {
      stop.abort(new Error('interrupted'));
      return new Promise(() => undefined);
    };
    await expect(performed({ steps: { command: interrupt } }, stop.signal)).rejects.toThrow('interrupted');
  });
});
