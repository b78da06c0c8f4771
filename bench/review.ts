/** What a review of a large policy costs. */
import { review } from '../src/analysis/review/review.ts';
import type { Reviewed } from '../src/analysis/review/side.ts';
import { compileText } from '../src/app/policy/compile-text.ts';
import { median, spreadOf, type Suite } from './harness.ts';

const RULES = 500;
const ROUNDS = 9;

export const suite: Suite = {
  title: 'Review',
  about: `\`review\` of a policy of ${RULES} gates, freezes and limits for three environments, of which one gate was changed; compiled before.`,
  packages: [],
  async run() {
    const [base, head] = [reviewed(50), reviewed(60)];
    const at = Date.parse('2026-11-21T12:00Z');
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const start = process.cpuUsage();
      const { verdict, proved } = review(base, head, at);
      const { user, system } = process.cpuUsage(start);
      times.push((user + system) / 1000);
      if (verdict !== 'looser' || !proved) throw new Error(`the change is looser, not ${verdict}`);
    }
    return [
      { name: 'the first', value: times[0] ?? 0, unit: 'ms', atMost: 1000 },
      { name: `${RULES} rules`, value: median(times), spread: spreadOf(times), unit: 'ms', atMost: 1000 },
    ];
  },
};

function reviewed(limit: number): Reviewed {
  const { plan } = compileText('sentinel.yaml', policy(limit), 0);
  if (!plan) throw new Error('the policy of the measurement has mistakes');
  return { plan };
}

function policy(limit: number): string {
  const lines = (count: number, line: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i));
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const places = ['[dev, prod]', '[stage, prod]', '[prod]'];
  const hour = (i: number) => `${String(i).padStart(2, '0')}:00`;
  return [
    'sentinel: 1',
    'policy: large',
    'environments: [dev, stage, prod]',
    'probes:',
    ...lines(50, (i) => `  p${i}: { disk: { path: /d${i} } }`),
    'gates:',
    ...lines(
      RULES - 41,
      (i) =>
        `  g${i}: { require: ['p${i % 50}.used < ${50 + (i % 40)}%', 'p${(i * 7) % 50}.free > ${i + 1}MiB'], environments: ${places[i % 3]} }`,
    ),
    `  last: { require: 'p1.used < ${limit}% and p2.used < 60% or release.version is vsemver' }`,
    'freezes:',
    ...lines(
      20,
      (i) =>
        `  f${i}: { environments: [prod], every: [${days[i % 7]}], between: "${hour(i)}-${hour(i + 2)}", timezone: Europe/Berlin }`,
    ),
    'limits:',
    ...lines(20, (i) => `  l${i}: { at_most: ${i + 1} per 1h }`),
    '',
  ].join('\n');
}
