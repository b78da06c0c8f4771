import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { apply, check } from '../../src/app/index.ts';
import { TRUE } from '../../src/plan/kleene.ts';
import { temporaryFolder } from '../support/folder.ts';
import { hostIn, requestWith } from '../support/host.ts';

/** A judge that finds everything in order. */
vi.mock('../../src/runtime/rules/judge.ts', () => ({
  judgeByRules: (_: unknown, gates: readonly { name: string }[]) =>
    Promise.resolve(new Map(gates.map(({ name }) => [name, { application: TRUE, requirement: TRUE }]))),
}));

const policy = (gate: string) => `sentinel: 1
policy: shop
gates:
  fine: { require: release.version is vsemver }
  disputed: { ${gate}require: release.region == "eu" }
after:
  - { name: act, command: { run: [touch, done.txt] } }
`;

test.each(['', 'severity: advisory, ', 'mode: shadow, '])(
  'nothing is done where the two judges disagree (%s)',
  async (gate) => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy(gate) });
    const request = requestWith({ release: { version: 'v1.2.3', region: 'us' } });
    const report = await apply(
      { ...request, shadow: false, confirm: () => Promise.resolve(true) },
      hostIn(cwd),
    );
    expect(report.exitCode).toBe(1);
    expect(report.diagnostics.map(({ code }) => code)).toContain('SEN2301');
    expect(report.decision.rules.find(({ name }) => name === 'disputed')).toMatchObject({
      verdict: 'unknown',
    });
    expect(existsSync(join(cwd, 'done.txt'))).toBe(false);
    expect(await check(request, hostIn(cwd))).toMatchObject({ exitCode: 1 });
  },
);
