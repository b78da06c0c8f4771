/**
 * Reviews of what a stranger changed. Whatever their policy and their repository hold: no process is started but git with
 * the same few arguments, no socket is opened, no file is read that a review of an empty policy would not read as well, and
 * nothing of it becomes markup, an order to a CI system, or a sequence for a terminal.
 */
import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { describeWithDaemon } from '../support/daemons.ts';
import { temporaryFolder } from '../support/folder.ts';
import { runs, skipUnlessProving, tier } from '../support/tier.ts';

const run = promisify(execFile);
const entry = join(import.meta.dirname, '../../dist/sentinel.js');

const base = `sentinel: 1
policy: shop
environments: [dev, prod]
inputs: { ticket: { type: string, default: "" } }
gates:
  clean-tree: { require: git.clean }
  ticket: { environments: [prod], require: 'ticket matches /^OPS-[0-9]+$/' }
`;

/** Zones of time are read by whoever has a freeze. */
const nights = 'freezes: { nights: { every: day, between: "22:00-06:00", timezone: UTC } }\n';

/** Files of the head, by name; a text that begins with \`-> \` is a link. */
interface Poison {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Lines for `.git/config`. */
  readonly config?: string;
}

const withGates = (...gates: readonly string[]): string =>
  `${base}${gates.map((gate) => `  ${gate}\n`).join('')}`;
const policy = (text: string): Poison['files'] => ({ 'sentinel.yaml': text });

const outside = [
  '/etc/passwd',
  '/etc/hostname',
  '../../../../../../etc/passwd',
  '/proc/self/environ',
  '/dev/zero',
  '~/.ssh/id_rsa',
];
const traversal: readonly Poison[] = outside.flatMap((path) => [
  {
    name: `extends ${path}`,
    files: policy(base.replace('policy: shop', `policy: shop\nextends: ${JSON.stringify(path)}`)),
  },
  {
    name: `extends ${path}.yaml`,
    files: policy(base.replace('policy: shop', `policy: shop\nextends: ${JSON.stringify(`${path}.yaml`)}`)),
  },
  {
    name: `a calendar at ${path}`,
    files: policy(`${base}freezes: { x: { calendar: ${JSON.stringify(path)}, timezone: UTC } }\n`),
  },
]);

const links: readonly Poison[] = outside.slice(0, 4).flatMap((path) => [
  { name: `the policy is a link to ${path}`, files: policy(`-> ${path}`) },
  {
    name: `what it extends is a link to ${path}`,
    files: {
      ...policy(base.replace('policy: shop', 'policy: shop\nextends: ./org.yaml')),
      'org.yaml': `-> ${path}`,
    },
  },
  {
    name: `its calendar is a link to ${path}`,
    files: {
      ...policy(`${base}freezes: { x: { calendar: ./x.ics, timezone: UTC } }\n`),
      'x.ics': `-> ${path}`,
    },
  },
  {
    name: `its folder is a link to ${path}`,
    files: {
      ...policy(base.replace('policy: shop', 'policy: shop\nextends: ./d/org.yaml')),
      d: `-> ${dirname(path)}`,
    },
  },
]);

const bombs: readonly Poison[] = [
  { name: 'aliases of aliases', files: policy(`${base}owners: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n`) },
  { name: 'a mebibyte', files: policy(`${base}#${'x'.repeat(1_100_000)}\n`) },
  {
    name: 'deep brackets',
    files: policy(withGates(`deep: { require: '${'('.repeat(3000)}true${')'.repeat(3000)}' }`)),
  },
  { name: 'deep lists', files: policy(`${base}owners: ${'['.repeat(3000)}${']'.repeat(3000)}\n`) },
  {
    name: 'a large regular expression',
    files: policy(withGates(`re: { require: 'ticket matches /(a{1,50}){1,50}/' }`)),
  },
  {
    name: 'many texts',
    files: policy(
      withGates(
        `many: { require: 'ticket in [${Array.from({ length: 3000 }, (_, i) => `"t${i}"`).join(', ')}]' }`,
      ),
    ),
  },
  {
    name: 'many globs',
    files: policy(
      withGates(
        `globs: { require: 'git.branch like [${Array.from({ length: 60 }, (_, i) => `"*a${i}*b*c*"`).join(', ')}]' }`,
      ),
    ),
  },
  {
    name: 'many gates',
    files: policy(
      withGates(...Array.from({ length: 1500 }, (_, i) => `g${i}: { require: 'ticket != "${i}"' }`)),
    ),
  },
  {
    name: 'a freeze of every second',
    files: policy(
      `${base}freezes: { x: { rrule: FREQ=SECONDLY, start: 2020-01-01T00:00, duration: 1s, timezone: UTC } }\n`,
    ),
  },
  {
    name: 'a rollout of years',
    files: policy(
      `${base}rollouts: { x: { traffic: { haproxy: { socket: /run/x, backend: b, slots: [a, c] } }, stages: [{ weight: 10%, hold: 900d }, { weight: 100% }], checks: { every: 1s, require: canary.x.ok } } }\n`,
    ),
  },
  {
    name: 'facts that all hang together',
    files: policy(
      withGates(
        `web: { require: '${Array.from({ length: 9 }, (_, i) => `release.version + "${i}" != release.tag`).join(' and ')}' }`,
      ),
    ),
  },
];

const programs = ['touch /tmp/poisoned-review', 'sh -c "echo poisoned"', '!touch poisoned'];
const hooks: readonly Poison[] = programs.flatMap((program) => [
  {
    name: `a file-system monitor: ${program}`,
    files: policy(base),
    config: `[core]\n\tfsmonitor = ${JSON.stringify(program)}\n`,
  },
  {
    name: `a pager and an editor: ${program}`,
    files: policy(base),
    config: `[core]\n\tpager = ${JSON.stringify(program)}\n\teditor = ${JSON.stringify(program)}\n`,
  },
  {
    name: `an alias: ${program}`,
    files: policy(base),
    config: `[alias]\n\tcat-file = ${JSON.stringify(program)}\n\tls-tree = ${JSON.stringify(program)}\n`,
  },
  {
    name: `a filter: ${program}`,
    files: { ...policy(base), '.gitattributes': '* filter=evil diff=evil\n' },
    config: `[filter "evil"]\n\tsmudge = ${JSON.stringify(program)}\n\tclean = ${JSON.stringify(program)}\n[diff "evil"]\n\ttextconv = ${JSON.stringify(program)}\n`,
  },
  {
    name: `a transport: ${program}`,
    files: policy(base),
    config: `[core]\n\tsshCommand = ${JSON.stringify(program)}\n\tgitProxy = ${JSON.stringify(program)}\n[remote "origin"]\n\turl = "ext::${program.replaceAll('"', '')}"\n\tpromisor = true\n`,
  },
  {
    name: `hooks: ${program}`,
    files: {
      ...policy(base),
      'hooks/post-checkout': `#!/bin/sh\n${program}\n`,
      'hooks/reference-transaction': `#!/bin/sh\n${program}\n`,
    },
    config: '[core]\n\thooksPath = hooks\n',
  },
]);

const marks = [
  '\u001b]0;owned\u0007',
  '\u001b[2J\u001b[31m',
  '\u202egnp.exe',
  '</details></summary><img src=x onerror=alert(1)>',
  '@everyone @org/team',
  '::set-output name=x::y',
  '##[group]x',
  '[click](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '`` ` `` | a | b |',
  'https://evil.example www.evil.example',
  '<!-- --><script>alert(1)</script>',
];
const markup: readonly Poison[] = marks.flatMap((mark) => {
  const text = JSON.stringify(mark);
  return [
    { name: `a rule called ${text}`, files: policy(withGates(`${text}: { require: git.clean }`)) },
    {
      name: `a condition about ${text}`,
      files: policy(
        base
          .replace('/^OPS-[0-9]+$/', '/^OPS/')
          .replace(`'ticket matches`, `'ticket != ${text.replaceAll("'", "''")} and ticket matches`),
      ),
    },
    {
      name: `an environment called ${text}`,
      files: policy(base.replace('[dev, prod]', `[dev, prod, ${text}]`)),
    },
    {
      name: `a file called ${text}`,
      files: {
        ...policy(base.replace('policy: shop', `policy: ${text}`)),
        [`${mark.replaceAll('/', '_')}.yaml`]: base,
      },
    },
  ];
});

const poisons = [...traversal, ...links, ...bombs, ...hooks, ...markup];

/** Commands of git that a review runs, whatever it reviews. */
const commands: readonly RegExp[] = [
  /^"git", "--version"\]/u,
  /^"git", "config", "--null", "--get-regexp", "[^"]*"\]/u,
  /^"git", "rev-parse", "--verify", "--quiet", "--end-of-options", "(?:main|head)\^\{commit\}"\]/u,
  /^"git", "ls-tree", "-z", "-l", "--full-tree", "[0-9a-f]{40}", "--", /u,
  /^"git", "cat-file", "blob", "[0-9a-f]{40}"\]/u,
];

interface Traced {
  readonly stdout: string;
  readonly stderr: string;
  readonly started: readonly string[];
  readonly sockets: readonly string[];
  readonly read: ReadonlySet<string>;
}

async function review(cwd: string, ...head: readonly string[]): Promise<Traced> {
  const log = join(await temporaryFolder(), 'trace');
  const args = [
    '-f',
    '-qq',
    '-s',
    '4096',
    '-e',
    'trace=execve,socket,open,openat',
    '-o',
    log,
    process.execPath,
    entry,
  ];
  const words = ['review', 'main', ...head, '--format', 'markdown'];
  const { stdout, stderr } = await run('strace', [...args, ...words], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd },
    maxBuffer: 64 * 1024 ** 2,
  }).catch((error: unknown) => {
    // A refusal ends with 1.
    if (error instanceof Error && 'code' in error && error.code === 1)
      return error as unknown as { readonly stdout: string; readonly stderr: string };
    throw error;
  });
  const calls = (await readFile(log, 'utf8')).split('\n').slice(1);
  return {
    stdout,
    stderr,
    started: calls.flatMap((call) => / execve\("[^"]*", \[(.*)/u.exec(call)?.[1] ?? []),
    sockets: calls.filter((call) => / socket\((?!AF_UNIX)/u.test(call)),
    read: new Set(
      calls.flatMap((call) => {
        const path = / open(?:at)?\((?:AT_FDCWD, )?"([^"]*)".* = \d+/u.exec(call)?.[1];
        return path === undefined || isProgram(path, cwd) ? [] : [path.replace(cwd, '.')];
      }),
    ),
  };
}

/** The program's own files, git's objects, and what the kernel says of processes. */
function isProgram(path: string, cwd: string): boolean {
  return (
    path.startsWith(dirname(entry)) ||
    path.startsWith('/proc/') ||
    path.startsWith('/sys/') ||
    path.replace(cwd, '.').includes('.git/objects/')
  );
}

async function repository({ files, config }: Pick<Poison, 'files' | 'config'>): Promise<string> {
  const cwd = await temporaryFolder({ 'sentinel.yaml': base });
  const git = (...args: readonly string[]) =>
    run(
      'git',
      ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'core.hooksPath=/dev/null', ...args],
      { cwd },
    );
  await git('init', '-q', '-b', 'main');
  await git('add', '.');
  await git('commit', '-q', '-m', 'base');
  await rm(join(cwd, 'sentinel.yaml'));
  for (const [name, text] of Object.entries(files)) {
    const path = join(cwd, name);
    await mkdir(dirname(path), { recursive: true });
    if (text.startsWith('-> ')) await symlink(text.slice(3), path);
    else await writeFile(path, text);
    if (name.startsWith('hooks/')) await chmod(path, 0o755);
  }
  await git('add', '.');
  await git('commit', '-q', '--allow-empty', '-m', 'head');
  await git('branch', 'head');
  await git('update-ref', 'refs/heads/main', 'HEAD~1');
  if (config !== undefined) await writeFile(join(cwd, '.git/config'), config, { flag: 'a' });
  return cwd;
}

describeWithDaemon(['strace'], 'a review of what a stranger changed', () => {
  let known: Promise<ReadonlySet<string>> | undefined;

  /** What is read for a policy that names another file, of which there is none, and for one with a freeze. */
  async function plainly(): Promise<ReadonlySet<string>> {
    const read = new Set<string>();
    for (const text of [base.replace('policy: shop', 'policy: shop\nextends: ./org.yaml'), base + nights]) {
      const cwd = await repository({ files: policy(text) });
      for (const head of [[], ['head']]) for (const path of (await review(cwd, ...head)).read) read.add(path);
    }
    return read;
  }

  const chosen = poisons.filter((_, i) => i % (tier === 'long' ? 1 : runs(25, 6)) === 0);

  it('there are enough', () => {
    expect(poisons.length).toBeGreaterThanOrEqual(100);
  });

  it.each(chosen)('$name', { timeout: 60_000 }, async (poison) => {
    const plain = await (known ??= plainly());
    const cwd = await repository(poison);
    const own = Object.keys(poison.files).filter((name) => !poison.files[name]?.startsWith('-> '));
    for (const head of [[], ['head']]) {
      const { stdout, stderr, started, sockets, read } = await review(cwd, ...head);
      expect(started.filter((words) => !commands.some((known) => known.test(words)))).toEqual([]);
      expect(sockets).toEqual([]);
      // What it brings beside the policy may be looked at; a link leads nowhere.
      const beyond = [...read].filter((path) => !plain.has(path) && !own.some((name) => path.endsWith(name)));
      expect(beyond).toEqual([]);
      expect(stdout.length).toBeLessThan(60_000);
      expect(stdout).not.toMatch(/<(?!\/?(?:details|summary|code|b|span)>)/u);
      expect(stdout.match(/<details>/gu)?.length ?? 0).toBe(stdout.match(/<\/details>/gu)?.length ?? 0);
      for (const text of [stdout, stderr]) {
        expect(text).not.toMatch(/[\u001b\u0007\u202e]/u);
        expect(text).not.toMatch(/^\s*::/mu);
        expect(text).not.toContain('##[');
      }
      expect(stdout).not.toMatch(/@\w|\]\(|:\/\//u);
    }
  });

  it.skipIf(skipUnlessProving)('a policy that is new is looked for in the base without more', async () => {
    const config = hooks.map((poison) => poison.config ?? '').join('');
    const cwd = await repository({ files: { 'a/x.yaml': base, '.gitattributes': '* diff=evil\n' }, config });
    await run('git', ['update-ref', 'refs/heads/main', await emptyCommit(cwd)], { cwd });
    const { stdout, started, sockets } = await review(cwd, 'head', '--policy', 'a/x.yaml');
    expect(stdout).toContain('this policy is new');
    const search = /^"git", "grep", "--name-only", "--null", "--text", "--extended-regexp", "-e", /u;
    expect(started.some((words) => search.test(words))).toBe(true);
    expect(started.filter((words) => ![...commands, search].some((known) => known.test(words)))).toEqual([]);
    expect(sockets).toEqual([]);
  });
});

/** Without a file. */
async function emptyCommit(cwd: string): Promise<string> {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  const { stdout: tree } = await run('git', ['hash-object', '-t', 'tree', '-w', '/dev/null'], { cwd });
  return (await run('git', [...author, 'commit-tree', '-m', 'empty', tree.trim()], { cwd })).stdout.trim();
}
