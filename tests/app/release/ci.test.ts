import { describe, expect, test } from 'vitest';
import { ciFacts } from '../../../src/app/release/ci.ts';

/** Values only; the variables that they come from are tested once, below. */
function values(variables: Readonly<Record<string, string>>): Record<string, string> {
  const { system, ...facts } = ciFacts(variables) ?? { system: '' };
  return { system, ...Object.fromEntries(Object.entries(facts).map(([name, { value }]) => [name, value])) };
}

describe('continuous integration', () => {
  test('none', () => {
    expect(ciFacts({ CI: 'true', BRANCH_NAME: 'x' })).toBeUndefined();
  });

  test('each fact names its variable', () => {
    expect(ciFacts({ GITHUB_ACTIONS: 'true', GITHUB_SHA: 'abc' })?.commit).toEqual({
      value: 'abc',
      from: 'GITHUB_SHA',
    });
  });

  test.each([
    [
      'GitHub, push',
      {
        GITHUB_ACTIONS: 'true',
        GITHUB_EVENT_NAME: 'push',
        GITHUB_REF_TYPE: 'branch',
        GITHUB_REF_NAME: 'main',
        GITHUB_SHA: 'abc',
        GITHUB_ACTOR: 'ada',
        GITHUB_HEAD_REF: '',
      },
      { system: 'GitHub Actions', event: 'push', branch: 'main', commit: 'abc', actor: 'ada' },
    ],
    [
      'GitHub, pull request',
      {
        GITHUB_ACTIONS: 'true',
        GITHUB_EVENT_NAME: 'pull_request',
        GITHUB_REF_TYPE: 'branch',
        GITHUB_REF_NAME: '7/merge',
        GITHUB_HEAD_REF: 'feature',
      },
      { system: 'GitHub Actions', event: 'pull_request', branch: 'feature' },
    ],
    [
      'GitHub, tag',
      {
        GITHUB_ACTIONS: 'true',
        GITHUB_EVENT_NAME: 'push',
        GITHUB_REF_TYPE: 'tag',
        GITHUB_REF_NAME: 'v1.2.3',
      },
      { system: 'GitHub Actions', event: 'tag', tag: 'v1.2.3' },
    ],
    [
      'GitLab, merge request',
      {
        GITLAB_CI: 'true',
        CI_PIPELINE_SOURCE: 'merge_request_event',
        CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'feature',
        CI_COMMIT_SHA: 'abc',
      },
      { system: 'GitLab CI', event: 'pull_request', branch: 'feature', commit: 'abc' },
    ],
    [
      'GitLab, tag',
      { GITLAB_CI: 'true', CI_PIPELINE_SOURCE: 'push', CI_COMMIT_TAG: 'v1.2.3' },
      { system: 'GitLab CI', event: 'tag', tag: 'v1.2.3' },
    ],
    [
      'Azure, tag',
      { TF_BUILD: 'True', BUILD_REASON: 'IndividualCI', BUILD_SOURCEBRANCH: 'refs/tags/v1.2.3' },
      { system: 'Azure Pipelines', event: 'tag', tag: 'v1.2.3' },
    ],
    [
      'Azure, branch by hand',
      { TF_BUILD: 'True', BUILD_REASON: 'Manual', BUILD_SOURCEBRANCH: 'refs/heads/main' },
      { system: 'Azure Pipelines', event: 'manual', branch: 'main' },
    ],
    [
      'CircleCI',
      { CIRCLECI: 'true', CIRCLE_SHA1: 'abc', CIRCLE_BRANCH: 'main' },
      { system: 'CircleCI', event: 'push', commit: 'abc', branch: 'main' },
    ],
    [
      'Buildkite, no pull request',
      {
        BUILDKITE: 'true',
        BUILDKITE_SOURCE: 'schedule',
        BUILDKITE_PULL_REQUEST: 'false',
        BUILDKITE_BRANCH: 'main',
      },
      { system: 'Buildkite', event: 'schedule', branch: 'main' },
    ],
    [
      'Jenkins',
      { JENKINS_URL: 'http://ci', GIT_COMMIT: 'abc', GIT_BRANCH: 'origin/main' },
      { system: 'Jenkins', event: 'push', commit: 'abc', branch: 'main' },
    ],
    [
      'Jenkins, pull request',
      { JENKINS_URL: 'http://ci', CHANGE_ID: '7', CHANGE_BRANCH: 'feature', BRANCH_NAME: 'PR-7' },
      { system: 'Jenkins', event: 'pull_request', branch: 'feature' },
    ],
  ])('%s', (_, variables, facts) => {
    expect(values(variables)).toEqual(facts);
  });
});
