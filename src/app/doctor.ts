/** `doctor`: whether this machine can run the program, and what a run would find here. */
import { access, constants, realpath } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { formatInstant } from '../plan/units.ts';
import { ciFacts } from './release/ci.ts';
import { askGit } from './release/git.ts';
import type { Host } from './host.ts';
import { findPolicy, treeOf } from './policy/loader.ts';
import { loadOperatorConfig } from './config/operator.ts';
import { packageRoot, programVersion } from './package.ts';
import { isBeneath, shownPath } from './paths.ts';
import { Refusal } from './refusal.ts';
import type { DoctorReport } from './report.ts';
import type { DoctorRequest } from './requests.ts';
import { storesFor } from './store/stores.ts';

type Check = DoctorReport['checks'][number];

const OLDEST_NODE = [22, 13] as const;

export async function doctor(request: DoctorRequest, host: Host): Promise<DoctorReport> {
  const [first, second, repository, policies, operator] = await Promise.all([
    command('sentinel', host),
    command('release-sentinel', host),
    git(request, host),
    policy(request, host),
    operatorConfig(request, host),
  ]);
  return { checks: [node(), first, second, repository, ...policies, operator, ci(host), timeZone()] };
}

function node(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  const old = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  return {
    name: 'Node',
    status: old ? 'problem' : 'ok',
    text: `Node ${process.versions.node}, release-sentinel ${programVersion()}`,
    ...(old && { help: `install Node ${OLDEST_NODE.join('.')} or later` }),
  };
}

/** Another vendor's tool is called `sentinel` too: which one does a shell start? */
async function command(name: string, { env }: Host): Promise<Check> {
  const root = await realpath(packageRoot());
  for (const directory of (env['PATH'] ?? '').split(delimiter).filter(isAbsolute)) {
    const program = await programAt(join(directory, name));
    if (program === undefined) continue;
    const ours = isBeneath(root, program) || program.split('/').includes('release-sentinel');
    return ours
      ? { name, status: 'ok', text: `\`${name}\` on the PATH is this program` }
      : {
          name,
          status: 'warning',
          text: `\`${name}\` on the PATH is another program, \`${program}\``,
          help: 'call this one `release-sentinel`',
        };
  }
  return { name, status: 'ok', text: `no \`${name}\` is on the PATH` };
}

async function programAt(path: string): Promise<string | undefined> {
  try {
    await access(path, constants.X_OK);
    return await realpath(path);
  } catch {
    return undefined; // not there, or not for us: both are no program
  }
}

async function git(request: DoctorRequest, { cwd }: Host): Promise<Check> {
  const name = 'git';
  const [version, inside, shallow] = await askGit(
    cwd,
    [['version'], ['rev-parse', '--is-inside-work-tree'], ['rev-parse', '--is-shallow-repository']],
    request.signal,
  );
  if (version === undefined)
    return {
      name,
      status: 'problem',
      text: 'git is not to be found',
      help: 'install git; gates on `git.*` need it',
    };
  if (inside !== 'true') return { name, status: 'warning', text: `${version}; this is no repository` };
  return shallow === 'true'
    ? {
        name,
        status: 'warning',
        text: `${version}; this clone is shallow`,
        help: 'fetch the tags too (`git fetch --unshallow --tags`), or gates on tags are unknown',
      }
    : { name, status: 'ok', text: version };
}

async function policy(request: DoctorRequest, host: Host): Promise<readonly Check[]> {
  const name = 'policy';
  try {
    const path = findPolicy(host.cwd, request.policy);
    return [
      { name, status: 'ok', text: `\`${shownPath(host.cwd, path)}\`` },
      await store(dirname(path), request, host),
    ];
  } catch (error) {
    return [{ name, ...toldBy(error, 'warning') }];
  }
}

/** The one that a run would use. It is opened, and not created. */
async function store(root: string, request: DoctorRequest, host: Host): Promise<Check> {
  const name = 'store';
  try {
    const operator = await loadOperatorConfig(host, request.config, treeOf(root));
    const access = await storesFor({ flags: {}, operator, root, records: false }, host);
    const { state, from } = access.choice;
    await access.open();
    await access.close();
    const diagnostics = access.takeDiagnostics();
    if (diagnostics.length > 0)
      return {
        name,
        ...toldBy(
          new Refusal(diagnostics),
          diagnostics.some(({ severity }) => severity === 'error') ? 'problem' : 'warning',
        ),
      };
    if (access.report?.createdAt !== undefined)
      return {
        name,
        status: 'ok',
        text: `\`${state.shown}\`, since ${formatInstant(access.report.createdAt)}`,
      };
    return from !== undefined || (await isWritable(root))
      ? { name, status: 'ok', text: `none yet; the first \`apply\` creates \`${state.shown}\`` }
      : {
          name,
          status: 'warning',
          text: 'none, and the directory of the policy is not writable',
          help: 'nothing can be applied here, as it is recorded beside the policy; `SENTINEL_STORE` names another place',
        };
  } catch (error) {
    return { name, ...toldBy(error, 'problem') };
  }
}

async function isWritable(directory: string): Promise<boolean> {
  return access(directory, constants.W_OK).then(
    () => true,
    () => false,
  );
}

async function operatorConfig(request: DoctorRequest, host: Host): Promise<Check> {
  const name = "operator's configuration";
  try {
    const { file, allowEnv } = await loadOperatorConfig(host, request.config, treeOf(host.cwd));
    return {
      name,
      status: 'ok',
      text:
        file === undefined
          ? 'none; policies read the variables that they declare, less the built-in list'
          : `\`${file}\`; ${allowEnv ? `policies read ${allowEnv.join(', ') || 'no variable'}` : 'it sets no `allow_env`'}`,
    };
  } catch (error) {
    return { name, ...toldBy(error, 'problem') };
  }
}

function toldBy(error: unknown, status: 'warning' | 'problem'): Omit<Check, 'name'> {
  if (!(error instanceof Refusal)) throw error;
  const [first] = error.diagnostics;
  return {
    status,
    text: first?.message ?? error.message,
    ...(first?.help !== undefined && { help: first.help }),
  };
}

function ci({ env }: Host): Check {
  const facts = ciFacts(env);
  return { name: 'CI', status: 'ok', text: facts?.system ?? 'not a build of a known system' };
}

function timeZone(): Check {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const data = process.versions['tz'];
  return data === undefined
    ? {
        name: 'time zone',
        status: 'problem',
        text: 'this Node has no time zone data',
        help: 'use a Node that is built with full ICU',
      }
    : { name: 'time zone', status: 'ok', text: `${zone}; time zone data ${data}` };
}
