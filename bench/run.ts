/** `npm run bench [-- NAME…]`: measures, prints tables, and fails when a bar is not met. */
import { report, type Suite } from './harness.ts';

const suites = new Map<string, () => Promise<{ readonly suite: Suite }>>([
  ['start', () => import('./start.ts')],
  ['plan', () => import('./plan.ts')],
  ['many', () => import('./many.ts')],
  ['dsl', () => import('./dsl.ts')],
  ['lsp', () => import('./lsp.ts')],
  ['kernel', () => import('./kernel.ts')],
  ['analysis', () => import('./analysis.ts')],
  ['review', () => import('./review.ts')],
  ['time', () => import('./time.ts')],
  ['assignment', () => import('./assignment.ts')],
  ['limits', () => import('./limits.ts')],
  ['audit', () => import('./audit.ts')],
  ['router', () => import('./router.ts')],
]);

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !suites.has(name));
if (unknown.length > 0) {
  console.error(`no such measurement: ${unknown.join(', ')}; there are ${[...suites.keys()].join(', ')}`);
  process.exitCode = 1;
} else {
  const chosen = Array.from(suites).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  const loaded = await Promise.all(chosen.map(([, load]) => load()));
  const missed = await report(loaded.map(({ suite }) => suite));
  if (missed.length > 0) process.exitCode = 1;
}
