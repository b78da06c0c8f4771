import { revealSecret, SecretText } from '../../../plan/secret.ts';
import { isUnknown, type Value } from '../../../plan/value.ts';
import { StepFailure } from '../../failure.ts';
import { booleanOf, requiredSecretOf, requiredTextOf, textOf } from '../../host/config.ts';
import { memberOf } from '../../host/data.ts';
import { type HttpClient, httpClient } from '../../host/network/client.ts';
import { failingAs } from '../../host/failures.ts';
import type { HttpAnswer } from '../../host/network/http.ts';
import { jsonValue, quoted } from '../../host/network/text.ts';
import { beneath, parseUrl } from '../../host/network/url.ts';
import type { ResolvedRecord, Step, StepContext, StepOutcome } from '../../ports/index.ts';

export const step: Step = {
  perform: (config, context) => failingAs(StepFailure, () => perform(config, context)),
};

async function perform(config: ResolvedRecord, context: StepContext): Promise<StepOutcome> {
  const tag = textOf(config, 'tag') ?? context.tag;
  if (tag === undefined) throw new StepFailure('the tag of the release is not known; give `tag`');
  const api = apiOf(config, await httpClient(config, context));
  const found = await api('GET', `releases/tags/${encodeURIComponent(tag)}`);
  if (found.status === 200) return { result: 'already', text: `GitHub release ${tag} exists` };
  if (found.status !== 404) throw failure(found);
  const made = await api('POST', 'releases', JSON.stringify(releaseOf(config, context, tag)));
  if (made.status === 201) return { result: 'done', text: `created GitHub release ${tag}` };
  // An attempt before may have got through without our seeing its answer.
  if (existsAlready(made)) return { result: 'already', text: `GitHub release ${tag} exists` };
  throw failure(made);
}

/** https://docs.github.com/en/rest/releases/releases */
function apiOf(config: ResolvedRecord, client: HttpClient) {
  const repository = requiredTextOf(config, 'repository');
  if (!/^[\w.-]+\/[\w.-]+$/u.test(repository) || /(?:^|\/)\.{1,2}(?:\/|$)/u.test(repository))
    throw new StepFailure('`repository` is not of the form `owner/name`');
  const base = parseUrl(requiredTextOf(config, 'url'));
  const headers = new Map<string, string | SecretText>([
    ['accept', 'application/vnd.github+json'],
    ['x-github-api-version', '2022-11-28'],
    ['authorization', new SecretText('token', `Bearer ${revealSecret(requiredSecretOf(config, 'token'))}`)],
    ['content-type', 'application/json'],
  ]);
  return async (method: string, path: string, body?: string): Promise<HttpAnswer> => {
    const url = beneath(base, `repos/${repository}/${path}`);
    const { answer } = await client({ url, method, headers, ...(body !== undefined && { body }) });
    return answer;
  };
}

function releaseOf(config: ResolvedRecord, { release }: StepContext, tag: string): object {
  const commit = release['commit'];
  const body = textOf(config, 'body');
  return {
    tag_name: tag,
    name: textOf(config, 'name') ?? tag,
    // Only looked at where the tag does not exist yet.
    ...(commit !== undefined && !isUnknown(commit) && { target_commitish: commit }),
    ...(body !== undefined && { body }),
    prerelease: booleanOf(config, 'prerelease') ?? false,
    generate_release_notes: booleanOf(config, 'generate_notes') ?? false,
  };
}

function existsAlready({ status, body }: HttpAnswer): boolean {
  const errors = memberOf(jsonValue(body), 'errors');
  return (
    status === 422 &&
    Array.isArray(errors) &&
    errors.some((error) => memberOf(error as Value, 'code') === 'already_exists')
  );
}

function failure({ status, body }: HttpAnswer): StepFailure {
  const message = memberOf(jsonValue(body), 'message');
  const said = typeof message === 'string' ? `: ${quoted(message)}` : '';
  return new StepFailure(`GitHub answers HTTP ${status}${said}`);
}
