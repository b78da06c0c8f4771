/** How many users are assigned in a second, against the bare hash of Node. */
import { hash } from 'node:crypto';
import type { Flag } from '../src/plan/assignment.ts';
import { assign } from '../src/runtime/core/assignment/assign.ts';
import { bucketOf } from '../src/runtime/core/assignment/bucket.ts';
import { type Bar, measure, printTimes, type Suite, undisturbedSpeed } from './harness.ts';

const flag: Flag = {
  policy: 'shop',
  rollout: 'new-checkout',
  enabled: true,
  paused: false,
  position: 10,
  assignment: {
    seed: 'shop/new-checkout/',
    by: ['workspace', 'actor'],
    overrides: [],
    audiences: [{ reaches: 100, splits: [] }],
    variants: [],
  },
};

export const suite: Suite = {
  title: 'Assignment',
  about: `65,536 users, each by workspace and actor, 34 to 39 bytes with the seed. Base: \`crypto.hash('sha256', text)\` of the same texts. Bucket: seed and
fields to a place between 0 and 1. Answer: the whole of it, from the published flag to in or out.`,
  packages: [],
  run,
};

async function run(): Promise<Bar[]> {
  const users = Array.from({ length: 65_536 }, (_, id) => ['workspace', `user-${id}`] as const);
  const texts = users.map((fields) => flag.assignment.seed + fields.join(':'));
  const attributes = users.map(([workspace, actor]) => new Map(Object.entries({ workspace, actor })));
  let kept = 0;
  const each = (work: (at: number) => number) => (count: number) => {
    for (let i = 0; i < count; i++) kept += work(i & 0xffff);
    return kept;
  };
  const measures = await measure([
    { name: 'crypto.hash', run: each((at) => hash('sha256', texts[at] ?? '').length) },
    { name: 'bucket', run: each((at) => bucketOf(flag.assignment.seed, users[at] ?? []).share) },
    { name: 'answer', run: each((at) => Number(assign(flag, attributes[at] ?? new Map(), 0).in)) },
  ]);
  printTimes(measures);
  const [base, bucket, answer] = measures;
  if (!base || !bucket || !answer) throw new TypeError('nothing was measured');
  return [
    { name: 'buckets against crypto.hash', ...undisturbedSpeed(bucket, base), unit: 'times', atLeast: 0.5 },
    { name: 'answers against crypto.hash', ...undisturbedSpeed(answer, base), unit: 'times', atLeast: 0.5 },
  ];
}
