/** A small policy with one rollout to put the lines under test into. */
import { cleanTree, policyWith } from './policy.ts';

export function rolloutWith(...lines: readonly string[]): string {
  return rolloutOf(
    lines.some(
      (line) => line.startsWith('stages:') || line.startsWith('ramp:') || line.startsWith('audience:'),
    )
      ? lines
      : ['stages: [{ weight: 10%, hold: 30m }, { weight: 100%, hold: 1h }]', ...lines],
  );
}

function rolloutOf(lines: readonly string[]): string {
  return policyWith(
    'environments: [dev, prod]',
    'probes:',
    '  errors:',
    '    prometheus:',
    '      url: http://prom:9090',
    '      ratio: { bad: \'e{track="${track}"}\', total: \'t{track="${track}"}\', window: 1m }',
    '      min_samples: 100',
    '  load: { prometheus: { url: http://prom:9090, query: load } }',
    '  disk: { disk: { path: / } }',
    ...cleanTree,
    'rollouts:',
    '  main:',
    '    traffic: { haproxy: { socket: /run/h.sock, backend: be, slots: [blue, green] } }',
    ...lines.map((line) => `    ${line}`),
  );
}
