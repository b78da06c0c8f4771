/** `simulate`: a rollout, or a period of releases, in virtual time. Nothing is changed. */
import { dirname, resolve } from 'node:path';
import type { Diagnostic } from '../../plan/diagnostic.ts';
import { SourceText } from '../../plan/span.ts';
import { tagOf } from '../../plan/tag-form.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Known, Value } from '../../plan/value.ts';
import { Judge, type ReleaseFields } from '../../analysis/judge.ts';
import { play } from '../../analysis/play/play.ts';
import { courseOf } from '../../analysis/simulate/course.ts';
import { frozenBetween } from '../../analysis/simulate/frozen.ts';
import { type FactSeries, generatedFacts } from '../../analysis/simulate/generate.ts';
import { type SimulatedRelease, simulate as simulateReleases } from '../../analysis/simulate/simulate.ts';
import { factsOver } from '../../analysis/test/case.ts';
import { bindTests } from '../../analysis/test/bind.ts';
import { readTests } from '../../analysis/test/file.ts';
import { loadCalendars } from '../../runtime/calendars/index.ts';
import { environmentMeant } from '../context/environments.ts';
import type { Host } from '../host.ts';
import { resolveInputs } from '../context/inputs.ts';
import { findPolicy, loadValidPolicy, type ValidPolicy } from '../policy/loader.ts';
import { readNamedFile } from '../read-file.ts';
import { refuse, Refusal } from '../refusal.ts';
import type { SimulationReport } from '../report.ts';
import type { SimulateRequest } from '../requests.ts';
import { comingInstant, instantGiven, pastInstant } from '../when.ts';

const DAY = 86_400_000;

/** A rollout that nobody ends is followed so long. */
const LONGEST = 14 * DAY;
const MOST_RELEASES = 10_000;

export async function simulate(request: SimulateRequest, host: Host): Promise<SimulationReport> {
  const path = findPolicy(host.cwd, request.policy);
  const policy = await loadValidPolicy({ ...request, policy: path }, host);
  const { plan } = policy;
  const judge = new Judge(
    plan,
    await loadCalendars(plan.freezes, {
      root: dirname(path),
      clock: host.clock,
      signal: request.signal,
      offline: request.untrusted ?? false,
    }),
  );
  const shared = {
    policy: { name: plan.policy, file: policy.file },
    diagnostics: policy.diagnostics,
    sources: new Map([[policy.file, policy.text]]),
  };
  if (request.file !== undefined) {
    const scenes = scenesOf(request.file, judge, host);
    return { ...shared, facts: 'given', releases: scenes, frozen: frozenIn(judge, scenes, undefined) };
  }
  const env = environmentMeant(plan, request.release['env']);
  const now = host.clock.now();
  const [from, facts] = startOf(request, now);
  const until = request.until === undefined ? from : comingInstant(request.until, from);
  const release = releaseOf(plan, { ...request.release, ...(env !== undefined && { env }) });
  const series = await seriesOf(request, policy, release, from, host);
  const releases = simulateReleases(judge, {
    instants: instantsOf(from, until, request.every),
    release,
    given: inputsOf(plan, request, shared),
    series,
    longest: LONGEST,
  });
  return {
    ...shared,
    facts,
    ...(facts === 'generated' && { seed: request.seed }),
    releases,
    frozen: frozenIn(judge, releases, env),
  };
}

function frozenIn(
  judge: Judge,
  releases: readonly SimulatedRelease[],
  env: string | undefined,
): SimulationReport['frozen'] {
  const from = Math.min(...releases.map(({ at }) => at));
  const until = Math.max(...releases.map(({ at, course }) => course?.until ?? at));
  return frozenBetween(judge, env, from, until);
}

/** The rollouts of a test file's cases, each from its beginning. */
function scenesOf(name: string, judge: Judge, host: Host): readonly SimulatedRelease[] {
  const { file, text } = readNamedFile(resolve(host.cwd, name), host.cwd);
  const refuseFor = (diagnostics: readonly Diagnostic[]) => {
    if (diagnostics.some(({ severity }) => severity === 'error'))
      throw new Refusal(diagnostics, new Map([[file, text]]));
  };
  const { tests, diagnostics } = readTests(new SourceText(file, text));
  refuseFor(diagnostics);
  const bound = tests && bindTests(tests, judge.plan);
  refuseFor(bound?.diagnostics ?? []);
  const scenes = (bound?.cases ?? []).flatMap(
    ({ name: title, at, release, facts, starts, rollout, timeline, expect }) => {
      if (!rollout) return [];
      const until = Math.max(timeline.at(-1)?.at ?? at, at + (expect.within ?? DAY));
      const over = factsOver({ facts, timeline });
      const course = courseOf(
        rollout,
        play(judge, { rollout, release, at, facts: over, moments: timeline, asksStarts: false, until }),
      );
      const { decision } = judge.judge({ at, release, facts, starts });
      return { title, at, decision, stoppedBy: [], admitted: true, ...(course && { course }) };
    },
  );
  if (scenes.length === 0)
    refuse('SEN2711', `no case of \`${file}\` has a rollout`, {
      help: 'a case with `rollout:` and `timeline:` is played',
    });
  return scenes;
}

function startOf(
  { at, since, facts = 'generated' }: SimulateRequest,
  now: number,
): readonly [from: number, facts: SimulationReport['facts']] {
  if (facts === 'generated') return [at === undefined ? now : instantGiven(at), facts];
  if (since === undefined)
    refuse('SEN2711', 'what was recorded is played from some time on', {
      help: 'say from when: `--since 6h`, or an instant',
    });
  const from = pastInstant(since, now);
  if (from < now) return [from, facts];
  refuse('SEN2711', 'nothing is recorded of what is to come', { help: 'give a past time: `--since 6h`' });
}

async function seriesOf(
  request: SimulateRequest,
  policy: ValidPolicy,
  release: ReleaseFields,
  from: number,
  host: Host,
): Promise<FactSeries> {
  switch (request.facts ?? 'generated') {
    case 'generated':
      return generatedFacts(policy.plan, request.seed, release);
    case 'recorded':
      return (await import('./recorded.ts')).recordedFacts(request, from, host);
    case 'audit':
      return (await import('./remembered.ts')).rememberedFacts(request, policy.plan.policy, host);
  }
}

function instantsOf(from: number, until: number, every: number | undefined): readonly number[] {
  const step = every ?? DAY;
  const count = Math.max(1, Math.ceil((until - from) / step));
  if (count > MOST_RELEASES)
    refuse('SEN2711', `${count.toLocaleString('en-US')} releases are too many to be played`, {
      help: `at most ${MOST_RELEASES.toLocaleString('en-US')}: give a longer \`--every\`, or an earlier \`--until\``,
    });
  return Array.from({ length: count }, (_, index) => from + index * step);
}

/** What of a release is not said is made up. */
function releaseOf(plan: EvaluationPlan, given: ReleaseFields): ReleaseFields {
  const release: Record<string, string> = {
    version: 'v1.0.0',
    source: 'ci',
    event: 'push',
    actor: 'nobody',
    workload: plan.policy,
    commit: '0'.repeat(40),
    ...given,
  };
  const { version = '', component } = release;
  const tag = tagOf(plan.release.tag, { version, component });
  return { ...(tag !== undefined && { tag }), ...release };
}

function inputsOf(
  plan: EvaluationPlan,
  { set }: SimulateRequest,
  { sources }: Pick<SimulationReport, 'sources'>,
): ReadonlyMap<string, Known<Value>> {
  const { inputs, diagnostics } = resolveInputs(plan.inputs, set);
  if (diagnostics.length > 0) throw new Refusal(diagnostics, sources);
  return new Map(Array.from(inputs, ([name, { value }]) => [name, value]));
}
