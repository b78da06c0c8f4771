/** `test`: the cases of test files, each against the policy that it names. Nothing but these files is read. */
import { readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { EvaluationPlan } from '../plan/plan.ts';
import { SourceText } from '../plan/span.ts';
import { bindTests } from '../analysis/test/bind.ts';
import { shareSeen } from '../analysis/test/coverage.ts';
import { readTests, type TestFile } from '../analysis/test/file.ts';
import { TestRun } from '../analysis/test/run.ts';
import { loadCalendars } from '../runtime/calendars/index.ts';
import type { Host } from './host.ts';
import { compileFile, findPolicy } from './policy/loader.ts';
import { shownPath } from './paths.ts';
import { readNamedFile } from './read-file.ts';
import { refuse } from './refusal.ts';
import type { TestReport } from './report.ts';
import type { TestRequest } from './requests.ts';

/** Test files beside a policy: `sentinel.test.yaml`, `freezes.test.yaml`. */
const testName = /\.test\.ya?ml$/u;

export async function test(request: TestRequest, host: Host): Promise<TestReport> {
  const paths = filesOf(request, host);
  const tester = new Tester(request, host);
  for (const path of paths) await tester.test(path);
  return tester.report();
}

function filesOf({ files, policy }: TestRequest, { cwd }: Host): readonly string[] {
  if (files.length > 0) return files.map((file) => resolve(cwd, file));
  const beside = findPolicy(cwd, policy);
  const directory = dirname(beside);
  const found = readdirSync(directory)
    .filter((name) => testName.test(name))
    .toSorted();
  if (found.length === 0)
    refuse('SEN2701', `there is no test file beside \`${basename(beside)}\``, {
      help: 'write one as `sentinel.test.yaml`, or name one: `sentinel test FILE`',
    });
  return found.map((name) => join(directory, name));
}

class Tester {
  readonly #request: TestRequest;
  readonly #host: Host;
  /** By the absolute path of the policy. */
  readonly #runs = new Map<string, TestRun>();
  readonly #files: TestReport['files'][number][] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #sources = new Map<string, string>();
  readonly #read = new Set<string>();

  constructor(request: TestRequest, host: Host) {
    this.#request = request;
    this.#host = host;
  }

  async test(path: string): Promise<void> {
    const { cwd } = this.#host;
    const { file, text } = readNamedFile(path, cwd);
    this.#sources.set(file, text);
    this.#read.add(path);
    const { tests, diagnostics } = readTests(new SourceText(file, text));
    this.#diagnostics.push(...diagnostics);
    if (!tests) return;
    const policy = this.#policyOf(path, tests);
    const plan = policy === undefined ? undefined : this.#compile(policy);
    if (policy === undefined || !plan) return;
    const bound = bindTests(tests, plan);
    this.#diagnostics.push(...bound.diagnostics);
    if (bound.cases.length === 0) return;
    const run = await this.#runFor(policy, plan);
    const cases = bound.cases.map((one) => run.run(one));
    this.#files.push({ file, policy: shownPath(cwd, policy), cases });
  }

  report(): TestReport {
    const coverage = [...this.#runs.values()].flatMap((run) => run.coverage());
    const covered = shareSeen(coverage);
    const { coverageMin } = this.#request;
    return {
      files: this.#files,
      coverage,
      covered,
      ...(coverageMin !== undefined && { coverageMin }),
      diagnostics: this.#diagnostics,
      sources: this.#sources,
      read: [...this.#read],
    };
  }

  /** `--policy` goes before what the file says: the same tests, of another policy. */
  #policyOf(path: string, { policy }: TestFile): string {
    if (this.#request.policy !== undefined) return resolve(this.#host.cwd, this.#request.policy);
    return policy ? resolve(dirname(path), policy.value) : findPolicy(dirname(path), undefined);
  }

  #compile(path: string): EvaluationPlan | undefined {
    const { file, text, plan, diagnostics } = compileFile(path, this.#host);
    this.#sources.set(file, text);
    this.#read.add(path);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    if (!plan && !this.#runs.has(path)) this.#diagnostics.push(...errors);
    return plan;
  }

  async #runFor(path: string, plan: EvaluationPlan): Promise<TestRun> {
    const known = this.#runs.get(path);
    if (known) return known;
    const calendars = await loadCalendars(plan.freezes, {
      root: dirname(path),
      clock: this.#host.clock,
      signal: this.#request.signal,
      offline: true,
    });
    const run = new TestRun(plan, calendars);
    this.#runs.set(path, run);
    return run;
  }
}
