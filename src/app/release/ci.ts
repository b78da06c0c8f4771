/**
 * What continuous-integration systems say of a build. Events are named alike for all of them (`push`, `pull_request`,
 * `tag`, `schedule`, `manual`); others keep the system's own name.
 */

export interface CiFacts {
  /** `GitHub Actions`. */
  readonly system: string;
  readonly event?: CiFact;
  readonly commit?: CiFact;
  readonly actor?: CiFact;
  readonly tag?: CiFact;
  /** Where HEAD is detached, as CI systems leave it. */
  readonly branch?: CiFact;
}

export interface CiFact {
  readonly value: string;
  /** The variable. */
  readonly from: string;
}

type Variables = Readonly<Record<string, string | undefined>>;
type Found = CiFact | undefined;

interface CiSystem {
  readonly name: string;
  readonly present: (variables: Variables) => boolean;
  readonly read: (
    variables: Variables,
  ) => Readonly<Record<'event' | 'commit' | 'actor' | 'tag' | 'branch', Found>>;
}

const systems: readonly CiSystem[] = [
  {
    name: 'GitHub Actions',
    present: (v) => v['GITHUB_ACTIONS'] === 'true',
    read: (v) => ({
      event: eventOf(first(v, 'GITHUB_EVENT_NAME'), tagRef(v)),
      commit: first(v, 'GITHUB_SHA'),
      actor: first(v, 'GITHUB_ACTOR'),
      tag: tagRef(v),
      branch:
        first(v, 'GITHUB_HEAD_REF') ??
        (v['GITHUB_REF_TYPE'] === 'branch' ? first(v, 'GITHUB_REF_NAME') : undefined),
    }),
  },
  {
    name: 'GitLab CI',
    present: (v) => v['GITLAB_CI'] === 'true',
    read: (v) => ({
      event: eventOf(first(v, 'CI_PIPELINE_SOURCE'), first(v, 'CI_COMMIT_TAG')),
      commit: first(v, 'CI_COMMIT_SHA'),
      actor: first(v, 'GITLAB_USER_LOGIN'),
      tag: first(v, 'CI_COMMIT_TAG'),
      branch: first(v, 'CI_MERGE_REQUEST_SOURCE_BRANCH_NAME', 'CI_COMMIT_BRANCH'),
    }),
  },
  {
    name: 'Azure Pipelines',
    present: (v) => v['TF_BUILD'] !== undefined,
    read: (v) => ({
      event: eventOf(first(v, 'BUILD_REASON'), underRef(v, 'BUILD_SOURCEBRANCH', 'refs/tags/')),
      commit: first(v, 'BUILD_SOURCEVERSION'),
      actor: first(v, 'BUILD_REQUESTEDFOR'),
      tag: underRef(v, 'BUILD_SOURCEBRANCH', 'refs/tags/'),
      branch:
        underRef(v, 'SYSTEM_PULLREQUEST_SOURCEBRANCH', 'refs/heads/') ??
        underRef(v, 'BUILD_SOURCEBRANCH', 'refs/heads/'),
    }),
  },
  {
    name: 'CircleCI',
    present: (v) => v['CIRCLECI'] === 'true',
    read: (v) => ({
      event: eventOf(
        pullRequest(v, 'CIRCLE_PULL_REQUEST') ?? pushed(v, 'CIRCLE_SHA1'),
        first(v, 'CIRCLE_TAG'),
      ),
      commit: first(v, 'CIRCLE_SHA1'),
      actor: first(v, 'CIRCLE_USERNAME'),
      tag: first(v, 'CIRCLE_TAG'),
      branch: first(v, 'CIRCLE_BRANCH'),
    }),
  },
  {
    name: 'Buildkite',
    present: (v) => v['BUILDKITE'] === 'true',
    read: (v) => ({
      event: eventOf(
        pullRequest(v, 'BUILDKITE_PULL_REQUEST') ?? first(v, 'BUILDKITE_SOURCE'),
        first(v, 'BUILDKITE_TAG'),
      ),
      commit: first(v, 'BUILDKITE_COMMIT'),
      actor: first(v, 'BUILDKITE_BUILD_CREATOR'),
      tag: first(v, 'BUILDKITE_TAG'),
      branch: first(v, 'BUILDKITE_BRANCH'),
    }),
  },
  {
    name: 'Jenkins',
    present: (v) => v['JENKINS_URL'] !== undefined,
    read: (v) => ({
      event: eventOf(pullRequest(v, 'CHANGE_ID') ?? pushed(v, 'GIT_COMMIT'), first(v, 'TAG_NAME')),
      commit: first(v, 'GIT_COMMIT'),
      actor: first(v, 'CHANGE_AUTHOR', 'BUILD_USER_ID'),
      tag: first(v, 'TAG_NAME'),
      branch: first(v, 'CHANGE_BRANCH', 'BRANCH_NAME') ?? localBranch(first(v, 'GIT_BRANCH')),
    }),
  },
];

const eventNames: ReadonlyMap<string, string> = new Map([
  ['api', 'api'],
  ['batchedci', 'push'],
  ['individualci', 'push'],
  ['manual', 'manual'],
  ['merge_request_event', 'pull_request'],
  ['pullrequest', 'pull_request'],
  ['schedule', 'schedule'],
  ['ui', 'manual'],
  ['web', 'manual'],
  ['webhook', 'push'],
  ['workflow_dispatch', 'manual'],
]);

/** What the system of this build says; `undefined` outside of one. */
export function ciFacts(variables: Variables): CiFacts | undefined {
  const system = systems.find(({ present }) => present(variables));
  if (!system) return undefined;
  const found = Object.entries(system.read(variables)).filter(([, fact]) => fact !== undefined);
  return { system: system.name, ...(Object.fromEntries(found) as Omit<CiFacts, 'system'>) };
}

/** The build of a tag is that, whatever pushed it. */
function eventOf(event: Found, tag: Found): Found {
  if (tag) return { value: 'tag', from: tag.from };
  return event && { ...event, value: eventNames.get(event.value.toLowerCase()) ?? event.value };
}

/** The first of these variables that is set and not empty. */
function first(variables: Variables, ...names: readonly string[]): Found {
  const from = names.find((name) => variables[name]);
  return from === undefined ? undefined : { value: variables[from] ?? '', from };
}

function tagRef(variables: Variables): Found {
  return variables['GITHUB_REF_TYPE'] === 'tag' ? first(variables, 'GITHUB_REF_NAME') : undefined;
}

function underRef(variables: Variables, name: string, prefix: string): Found {
  const fact = first(variables, name);
  return fact?.value.startsWith(prefix) ? { ...fact, value: fact.value.slice(prefix.length) } : undefined;
}

function pullRequest(variables: Variables, name: string): Found {
  const fact = first(variables, name);
  return fact && fact.value !== 'false' ? { ...fact, value: 'pull_request' } : undefined;
}

/** These systems do not name the event; what they build was pushed. */
function pushed(variables: Variables, name: string): Found {
  const fact = first(variables, name);
  return fact && { ...fact, value: 'push' };
}

function localBranch(fact: Found): Found {
  return fact && { ...fact, value: fact.value.replace(/^origin\//u, '') };
}
