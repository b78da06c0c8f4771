/** `init`: a first policy that fits what lies here. */
import { writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import type { Host } from '../host.ts';
import { packageRoot } from '../package.ts';
import { isBeneath, shownPath } from '../paths.ts';
import { refuse } from '../refusal.ts';
import type { InitReport } from '../report.ts';
import type { InitRequest } from '../requests.ts';
import { starterPolicy } from './starter-policy.ts';
import { starterTests } from './starter-tests.ts';
import { describe, lookAround, type Surroundings } from './surroundings.ts';

export async function init(request: InitRequest, host: Host): Promise<InitReport> {
  const path = resolve(host.cwd, request.policy ?? 'sentinel.yaml');
  const file = shownPath(host.cwd, path);
  const seen = await lookAround(dirname(path), request.signal);
  const text = lineForEditors(dirname(path), 'policy') + starterPolicy(seen);
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      refuse('SEN2015', `\`${file}\` is there already`, {
        help: 'it is left as it is; `--policy FILE` writes another',
      });
    refuse('SEN2011', `\`${file}\` cannot be written (${code ?? String(error)})`);
  }
  const tests = await writeTests(path, seen, host);
  return {
    file,
    text,
    ...(tests && { tests }),
    saw: describe(seen),
    next: `sentinel plan --version ${nextVersion(seen)}`,
  };
}

/** Tests of the policy, where none are there yet; gives the file as it is named to people. */
async function writeTests(policy: string, seen: Surroundings, { cwd }: Host): Promise<string | undefined> {
  const name = basename(policy, extname(policy));
  const path = join(dirname(policy), `${name}.test.yaml`);
  const file = shownPath(cwd, path);
  const text = lineForEditors(dirname(path), 'test-file') + starterTests(seen, basename(policy));
  try {
    await writeFile(path, text, { flag: 'wx' });
    return file;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return undefined;
    refuse('SEN2011', `\`${file}\` cannot be written (${code ?? String(error)})`);
  }
}

/**
 * Leads editors to the schema in the project's own packages. A program that is installed elsewhere lies at another place on
 * the next machine, and the policy goes to all of them.
 */
function lineForEditors(directory: string, name: string): string {
  const schema = join(packageRoot(), 'schemas', `${name}.schema.json`);
  return isBeneath(directory, schema)
    ? `# yaml-language-server: $schema=./${relative(directory, schema)}\n`
    : '';
}

/** As an example to try: the patch after the latest tag; without one, what the files of the project say. */
function nextVersion({ git, versionFiles }: Surroundings): string {
  const [declared = '0.1.0'] = versionFiles.values();
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)/u.exec(git?.latest ?? '') ?? [];
  const version = patch === undefined ? declared : `${major}.${minor}.${Number(patch) + 1}`;
  return (git?.vTags ?? true) ? `v${version}` : version;
}
