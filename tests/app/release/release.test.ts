import { describe, expect, test } from 'vitest';
import { resolveRelease, type ReleaseSources } from '../../../src/app/release/release.ts';
import type { EvaluationPlan } from '../../../src/plan/plan.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import { planWith } from '../../support/plan.ts';

const head = { commit: 'abc', tags: ['v1.2.3', 'nightly'] };

function field(name: string, sources: Partial<ReleaseSources>, parts: Partial<EvaluationPlan> = {}) {
  const { fields } = resolveRelease(planWith(parts), { flags: {}, ...sources });
  const found = fields.find((candidate) => candidate.name === name);
  return (
    found &&
    (isUnknown(found.value) ? { unknown: found.value.reason } : { value: found.value, from: found.from })
  );
}

function messages(sources: Partial<ReleaseSources>, parts: Partial<EvaluationPlan>) {
  return resolveRelease(planWith(parts), { flags: {}, ...sources }).diagnostics;
}

describe('the version', () => {
  test('is the flag’s, then the tag’s that is built, then the tag’s at HEAD', () => {
    const ci = { system: 'GitLab CI', tag: { value: 'v1.2.4', from: 'CI_COMMIT_TAG' } };
    expect(field('version', { flags: { version: 'v9.0.0' }, ci, head })).toEqual({
      value: 'v9.0.0',
      from: '--version',
    });
    expect(field('version', { ci, head })).toEqual({ value: 'v1.2.4', from: 'CI_COMMIT_TAG' });
    expect(field('version', { head })).toEqual({ value: 'v1.2.3', from: 'tag at HEAD' });
  });

  test('is unknown without any, and where the tags name several', () => {
    expect(field('version', {})).toHaveProperty('unknown');
    expect(field('version', { head: { commit: 'abc', tags: ['v1.0.0', 'v2.0.0'] } })).toEqual({
      unknown: 'the tags at HEAD name several: v1.0.0, v2.0.0',
    });
  });

  test('that disagrees with the tag at HEAD is a warning', () => {
    expect(messages({ flags: { version: 'v9.0.0' }, head }, {})).toMatchObject([
      { code: 'SEN2018', message: '`--version v9.0.0` is not the version of the tag at HEAD, `v1.2.3`' },
    ]);
    expect(messages({ flags: { version: 'v1.2.3' }, head }, {})).toEqual([]);
    expect(messages({ flags: { version: 'v9.0.0' }, head: { commit: 'abc', tags: [] } }, {})).toEqual([]);
  });
});

describe('the tag', () => {
  const release = {
    tag: '{component}/{version}',
    paths: [],
    versionMap: { api: 'api/package.json', ui: 'ui/package.json' },
  };

  test('is made of version and component', () => {
    expect(field('tag', { flags: { version: 'v1.2.3', component: 'api' } }, { release })).toEqual({
      value: 'api/v1.2.3',
      from: 'release.tag',
    });
    expect(field('tag', { flags: { version: 'v1.2.3' } }, { release })).toHaveProperty('unknown');
    expect(field('tag', { flags: {} })).toHaveProperty('unknown');
  });

  test('yields both', () => {
    const tagged = { head: { commit: 'abc', tags: ['ui/v1.2.3'] } };
    expect(field('version', tagged, { release })).toMatchObject({ value: 'v1.2.3' });
    expect(field('component', tagged, { release })).toMatchObject({ value: 'ui' });
  });

  test('of the component that is named counts', () => {
    const tagged = {
      flags: { component: 'api' },
      head: { commit: 'abc', tags: ['ui/v1.2.3', 'api/v2.0.0'] },
    };
    expect(field('version', tagged, { release })).toMatchObject({ value: 'v2.0.0' });
  });

  test('has only components of the map', () => {
    expect(messages({ flags: { component: 'apii' } }, { release })).toMatchObject([
      { code: 'SEN2019', help: 'did you mean `api`?' },
    ]);
  });
});

describe('the environment', () => {
  const environments = ['dev', 'stage', 'prod'];

  test('is one of those declared', () => {
    expect(field('env', { flags: { env: 'prod' } }, { environments })).toEqual({
      value: 'prod',
      from: '--env',
    });
    expect(field('env', {}, { environments: ['prod'] })).toMatchObject({ value: 'prod' });
    expect(field('env', {})).toEqual({ unknown: 'the policy declares no environments' });
  });

  test.each([
    ['production', 'did you mean `prod`?'],
    ['prd', 'did you mean `prod`?'],
    ['live', 'did you mean `prod`?'],
    ['STAGING', 'did you mean `stage`?'],
    ['dve', 'did you mean `dev`?'],
    ['moon', 'it declares `dev`, `stage`, `prod`'],
  ])('%s is refused', (env, help) => {
    expect(messages({ flags: { env } }, { environments })).toMatchObject([{ code: 'SEN2013', help }]);
  });

  test('none may be given where none is declared', () => {
    expect(messages({ flags: { env: 'prod' } }, {})).toMatchObject([{ code: 'SEN2013' }]);
  });

  test('must be given where there are several', () => {
    expect(messages({}, { environments })).toMatchObject([
      { code: 'SEN2014', message: 'the policy has several environments: `dev`, `stage`, `prod`' },
    ]);
  });
});

test('other fields come from flags, then from CI, then from git', () => {
  const ci = {
    system: 'GitHub Actions',
    event: { value: 'push', from: 'GITHUB_EVENT_NAME' },
    commit: { value: 'def', from: 'GITHUB_SHA' },
    branch: { value: 'main', from: 'GITHUB_REF_NAME' },
  };
  expect(field('commit', { ci, head })).toEqual({ value: 'def', from: 'GITHUB_SHA' });
  expect(field('commit', { head })).toEqual({ value: 'abc', from: 'git' });
  expect(field('event', { ci, flags: { event: 'tag' } })).toEqual({ value: 'tag', from: '--event' });
  expect(field('source', { ci })).toEqual({ value: 'ci', from: 'GitHub Actions' });
  expect(field('region', {})).toEqual({ unknown: '`--region` is not given' });
  expect(resolveRelease(planWith(), { flags: {}, ci }).ciBranch).toBe('main');
});
