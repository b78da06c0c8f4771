import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Review, review } from '../../../src/analysis/review/review.ts';
import { partsOf } from '../../../src/cli/render/review/parts.ts';
import type { EvaluationPlan } from '../../../src/plan/plan.ts';
import { compileText } from '../../../src/app/policy/compile-text.ts';

interface Fixture {
  readonly name: string;
  readonly of: string;
  readonly from: string;
  readonly to: string;
  readonly verdict: string;
  readonly environments: Readonly<Record<string, string>>;
  readonly changes: readonly string[];
  readonly examples?: readonly string[];
  readonly notes?: readonly string[];
}

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

const fixtures = parse(read('fixtures/changes.yaml')) as readonly Fixture[];

const policies: Readonly<Record<string, string>> = {
  checkout: read('../../parser/fixtures/checkout-api.yaml'),
  payments: read('fixtures/payments.yaml'),
};

const at = Date.parse('2026-11-21T12:00Z');

function planOf(text: string): EvaluationPlan {
  const { plan, diagnostics } = compileText('sentinel.yaml', text, at);
  if (!plan) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return plan;
}

describe('a change as it is made', () => {
  test('there are enough of them', () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(40);
  });

  test.each(fixtures)('$name', (fixture) => {
    const text = policies[fixture.of] ?? '';
    expect(text).toContain(fixture.from);
    const base = planOf(text);
    const head = planOf(text.replace(fixture.from, () => fixture.to));
    const found = review({ plan: base }, { plan: head }, at);
    const types = new Map([...base.facts, ...head.facts].map(({ id, type }) => [id, type]));
    const version = { name: 'main', file: 'sentinel.yaml' };
    const parts = partsOf({ policy: base.policy, base: version, head: version, review: found, types });
    const findings = parts.flatMap((part) => part.findings.map((finding) => ({ part, ...finding })));
    expect({
      verdict: found.verdict,
      proved: found.proved && found.changes.every(({ proved }) => proved),
      environments: Object.fromEntries(
        found.environments.flatMap(({ environment, verdict }) =>
          verdict === 'same' ? [] : [[environment, verdict]],
        ),
      ),
      changes: changesOf(found),
      examples: findings.flatMap(({ part: { kind, name }, example }) =>
        example ? [`${name === '' ? kind : `${kind} ${name}`}: ${example.input}`] : [],
      ),
      notes: findings.flatMap(({ notes }) => notes),
    }).toEqual({
      verdict: fixture.verdict,
      proved: true,
      environments: fixture.environments,
      changes: fixture.changes,
      examples: fixture.examples ?? [],
      notes: fixture.notes ?? [],
    });
  });
});

function changesOf({ changes }: Review): readonly string[] {
  const texts = changes.map(({ kind, name, type, verdict }) => {
    const about = [kind === 'policy' ? '' : kind, name ?? ''].filter((word) => word !== '').join(' ');
    return `${about}: ${type} ${verdict}`;
  });
  return [...new Set(texts)];
}

describe('every input that is shown', () => {
  test('is stopped by the one and let through by the other', () => {
    // The witnesses were judged when they were found; here they are said to be looked for at all.
    for (const { verdict, examples = [], changes, environments } of fixtures)
      if (
        (verdict === 'looser' || verdict === 'incomparable') &&
        changes.some((one) => /^(?:gate|freeze|limit)/u.test(one)) &&
        Object.keys(environments).length > 0
      )
        expect(examples.length).toBeGreaterThan(0);
  });
});
