/** `init`: a first policy that fits what lies here. */
import { writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import type { Host } from './host.ts';
import { packageRoot } from './package.ts';
import { isBeneath, shownPath } from './paths.ts';
import { refuse } from './refusal.ts';
import type { InitReport } from './report.ts';
import type { InitRequest } from './requests.ts';
import { starterPolicy } from './starter-policy.ts';
import { starterTests } from './starter-tests.ts';
import { describe, lookAround, type Surroundings } from './surroundings.ts';

export async function init(request: InitRequest, host: Host): Promise<InitReport> {
  const path = resolve(host.cwd, request.policy ?? 'sentinel.yaml');
  const file = shownPath(host.cwd, path);
  const seen = await lookAround(dirname(path), request.signal);
  const text = starterPolicy(seen, schemaAddress(dirname(path), 'policy'));
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
  const next = nextVersion(seen.git?.latest, seen.git?.vTags ?? true);
  return {
    file,
    text,
    ...(tests && { tests }),
    saw: describe(seen),
    next: `sentinel plan --version ${next}`,
  };
}

/** Tests of the policy, where none are there yet; gives the file as it is named to people. */
async function writeTests(policy: string, seen: Surroundings, { cwd }: Host): Promise<string | undefined> {
  const name = basename(policy, extname(policy));
  const path = join(dirname(policy), `${name}.test.yaml`);
  const file = shownPath(cwd, path);
  const text = starterTests(seen, basename(policy), schemaAddress(dirname(path), 'test-file'));
  try {
    await writeFile(path, text, { flag: 'wx' });
    return file;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return undefined;
    refuse('SEN2011', `\`${file}\` cannot be written (${code ?? String(error)})`);
  }
}

/** Where editors find the schema: in the project's own packages, else in this installation. */
function schemaAddress(directory: string, name: string): string {
  const schema = join(packageRoot(), 'schemas', `${name}.schema.json`);
  return isBeneath(directory, schema) ? `./${relative(directory, schema)}` : schema;
}

/** The patch after the latest one, as an example to try. */
function nextVersion(latest: string | undefined, v: boolean): string {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)/u.exec(latest ?? '') ?? [];
  const version = patch === undefined ? '0.1.0' : `${major}.${minor}.${Number(patch) + 1}`;
  return v ? `v${version}` : version;
}
