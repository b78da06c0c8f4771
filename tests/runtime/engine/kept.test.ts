/** What is kept of a judgement: whole where it is small, bounded, and without secrets. */
import { expect, test } from 'vitest';
import type { PlanFact } from '../../../src/plan/plan.ts';
import { SecretText } from '../../../src/plan/secret.ts';
import { unknown, type Known, type Value } from '../../../src/plan/value.ts';
import { kept } from '../../../src/runtime/engine/kept.ts';
import type { ProbeReading } from '../../../src/runtime/engine/probe-run.ts';

const fact = (id: string, source: PlanFact['source']): PlanFact => ({ id, type: 'any', source });
const plan = (facts: readonly PlanFact[]) => ({ facts, probes: [] });
const reading = (parts: Partial<ProbeReading> = {}): ProbeReading => ({
  fields: new Map(),
  at: 1_000,
  duration: 12.4,
  ...parts,
});

test('a value, its source, and what was asked; a secret by its name alone', () => {
  const facts = [
    fact('errors.value', { kind: 'probe', probe: 'errors', field: 'value' }),
    fact('token', { kind: 'secret', name: 'token' }),
  ];
  const asked = {
    url: 'https://ann:hunter2@prom.example/api',
    headers: { authorization: new SecretText('token', 'Bearer s3cret') },
  };
  const readings = new Map([
    ['errors', [reading({ asked, subject: 'prom', details: new Map([['value', '7 samples']]) })]],
  ]);
  const values = new Map<string, Known<Value>>([
    ['errors.value', unknown('connection refused')],
    ['token', 's3cret'],
  ]);
  const found = kept(plan(facts), values, readings);
  expect(found).toEqual({
    facts: { 'errors.value': { unknown: 'connection refused' } },
    sources: [
      {
        from: 'probe errors',
        facts: ['errors.value'],
        at: 1_000,
        took: 12,
        asked: { url: 'https://…@prom.example/api', headers: { authorization: '‹secret token›' } },
        subject: 'prom',
        details: { value: '7 samples' },
      },
    ],
  });
  expect(JSON.stringify(found)).not.toMatch(/s3cret|hunter2/u);
});

test('what is too large is left out, and told', () => {
  const facts = Array.from({ length: 200 }, (_, number) =>
    fact(`f${number}.text`, { kind: 'probe', probe: `f${number}`, field: 'text' }),
  );
  const values = new Map(
    facts.map(({ id }, number) => [id, 'x'.repeat(number === 0 ? 9_000 : 1_000)] as const),
  );
  const readings = new Map(
    facts.map(
      (_, number) =>
        [
          `f${number}`,
          [reading({ asked: { query: 'q'.repeat(5_000) }, failure: 'y'.repeat(3_000) })],
        ] as const,
    ),
  );
  const found = kept(plan(facts), values, readings);
  expect(found.facts['f0.text']).toEqual({ unknown: 'it was not kept: 9 KiB' });
  expect(found.facts['f1.text']).toBe('x'.repeat(1_000));
  expect(found.facts['f199.text']).toEqual({ unknown: 'it was not kept: 1 KiB' });
  expect(found.left).toMatch(
    /^\d+ of 200 values, which are too large; where the values of \d+ probes came from$/u,
  );
  expect(found.sources[0]?.failure).toMatch(/^y{1024}… \(1976 characters more\)$/u);
  expect(JSON.stringify(found).length).toBeLessThan(120_000);
});

test('what gives facts without a probe', () => {
  const facts = [
    fact('now', { kind: 'now' }),
    fact('release.version', { kind: 'release', field: 'version' }),
    fact('ticket', { kind: 'input', name: 'ticket' }),
    fact('health.value', { kind: 'score', score: 'health', field: 'value' }),
    fact('rollout.weight', { kind: 'rollout', field: 'weight' }),
    fact('deployed.stage.version', { kind: 'deployed', environment: 'stage', field: 'version' }),
  ];
  const values = new Map<string, Known<Value>>(facts.map(({ id }) => [id, 1]));
  expect(kept(plan(facts), values, new Map()).sources.map(({ from }) => from)).toEqual([
    'the clock',
    'the release',
    'input ticket',
    'score health',
    'the rollout',
    'the store',
  ]);
});
