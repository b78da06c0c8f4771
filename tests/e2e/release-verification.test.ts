/** The release verification of `examples/release-verification` by the built command, against its three real services. */
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { emptyRepository } from '../support/git.ts';
import { examples, verdicts } from './support/release-gate.ts';
import { startServices } from './support/services.ts';

const folder = join(examples, 'release-verification');
const check = ['check', '--env', 'local', '--format', 'json'];

describe('smoke checks and front end', () => {
  it('passes on three healthy services', async () => {
    const { env } = await startServices();
    const run = await runSentinel(check, { cwd: folder, env });
    expect(verdicts(run)).toEqual({
      'services-healthy': 'pass',
      'ping-pong': 'pass',
      'metrics-there': 'pass',
      'front-end': 'pass',
    });
    expect(run.exitCode).toBe(0);
  });

  it('is critical when the services are gone', async () => {
    const services = await startServices();
    await services.stop();
    const run = await runSentinel(check, { cwd: folder, env: services.env });
    expect(verdicts(run)).toMatchObject({ 'services-healthy': 'unknown', 'front-end': 'unknown' });
    expect(run.exitCode).toBe(2);
  });

  it.each([
    ['a metric that is not there', '- http_requests_total', '- orders_total', 'metrics-there'],
    ['another title', '"Orders"', '"Basket"', 'front-end'],
    ['another root element', '#root', '#app', 'front-end'],
    ['a script that does not load', 'assets/app.js', 'assets/gone.js', 'front-end'],
    ['another answer', '"pong"', '"ping"', 'ping-pong'],
  ])('finds %s', async (_, from, to, rule) => {
    const { env } = await startServices();
    const policy = await readFile(join(folder, 'sentinel.yaml'), 'utf8');
    expect(policy).toContain(from);
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy.replace(from, to) });
    const run = await runSentinel(check, { cwd, env });
    expect(verdicts(run)[rule]).toBe('fail');
  });

  it('sees a counter grow between two reads', async () => {
    const { env } = await startServices();
    const policy = await readFile(join(folder, 'sentinel.yaml'), 'utf8');
    const cwd = await temporaryFolder({
      'sentinel.yaml': policy.replace(
        'require: api_metrics.present',
        'require: [api_metrics.present, api_metrics.growth > 0]',
      ),
    });
    const run = await runSentinel(check, { cwd, env });
    expect(verdicts(run)['metrics-there']).toBe('pass');
  });
});

describe('versions, changelog and tags of a library', () => {
  async function library() {
    const repository = await emptyRepository();
    await cp(join(examples, 'library'), repository.folder, { recursive: true });
    await repository.commit({});
    return repository;
  }
  const release = ['check', '--version', 'v2.1.0', '--format', 'json'];

  it('passes when package, module and changelog agree', async () => {
    const { folder: cwd } = await library();
    const run = await runSentinel(release, { cwd });
    expect(verdicts(run)).toEqual({
      'clean-tree': 'pass',
      version: 'pass',
      'versions-agree': 'pass',
      changelog: 'pass',
    });
    expect(run.exitCode).toBe(0);
  });

  it('takes the version from the tag', async () => {
    const repository = await library();
    await repository.git('tag', '-a', 'v2.1.0', '-m', 'release');
    const run = await runSentinel(['check', '--format', 'json'], { cwd: repository.folder });
    expect(run.exitCode).toBe(0);
  });

  it.each([
    ['versions that differ', 'src/library/__init__.py', '__version__ = "2.0.9"\n', 'versions-agree'],
    [
      'a changelog without the version',
      'CHANGELOG.md',
      '# Changelog\n\n## [2.0.0] - 2026-06-14\n',
      'changelog',
    ],
    [
      'a placeholder for a date',
      'CHANGELOG.md',
      '# Changelog\n\n## [2.1.0] - 2026-XX-XX\n\n- New.\n',
      'changelog',
    ],
  ])('is blocked by %s', async (_, file, text, rule) => {
    const repository = await library();
    await repository.commit({ [file]: text });
    const run = await runSentinel(release, { cwd: repository.folder });
    expect(verdicts(run)[rule]).toBe('fail');
    expect(run.exitCode).toBe(1);
  });
});

describe('components of a monorepo', () => {
  async function monorepo() {
    const repository = await emptyRepository();
    await cp(join(examples, 'monorepo'), repository.folder, { recursive: true });
    await repository.commit({});
    return repository;
  }

  it('judges the component that the tag names', async () => {
    const repository = await monorepo();
    await repository.git('tag', '-a', 'v1.4.0-cart', '-m', 'cart 1.4.0');
    const run = await runSentinel(['check', '--format', 'json'], { cwd: repository.folder });
    expect(verdicts(run)).toMatchObject({ cart: 'pass', pay: 'skipped', 'new-tag': 'pass' });
    expect(run.exitCode).toBe(0);
  });

  it('refuses a version that the component does not have', async () => {
    const repository = await monorepo();
    const run = await runSentinel(
      ['check', '--component', 'pay', '--version', 'v1.4.0', '--format', 'json'],
      {
        cwd: repository.folder,
      },
    );
    expect(verdicts(run)).toMatchObject({ cart: 'skipped', pay: 'fail' });
    expect(run.exitCode).toBe(1);
  });

  it('refuses a component that does not exist', async () => {
    const { folder: cwd } = await monorepo();
    const run = await runSentinel(['check', '--component', 'search', '--version', 'v1.0.0'], { cwd });
    expect(run.exitCode).toBe(1);
  });
});
