import { describe, expect, test } from 'vitest';
import { createRedactor, type RunEvent } from '../../../src/app/index.ts';
import { Output } from '../../../src/cli/output.ts';
import { progressDisplay } from '../../../src/cli/render/progress.ts';
import { keepingSink } from '../../support/sink.ts';

/** What is written while these events happen. */
function written(events: readonly object[], options: { terminal?: boolean; verbose?: boolean } = {}): string {
  const sink = keepingSink(options.terminal ? 60 : undefined);
  const output = new Output(sink, createRedactor().filter(), false);
  const display = progressDisplay(output, options.verbose ?? false);
  events.forEach((event, sequence) => display.listener({ sequence, at: 0, ...event } as RunEvent));
  display.close();
  output.flush();
  return sink.written();
}

function progress(elapsed: number, fields: object = {}): object {
  return {
    type: 'gate.progress',
    gate: 'slo',
    elapsed,
    duration: 300_000,
    observations: elapsed / 15_000 + 1,
    failures: 0,
    unknowns: 0,
    tolerate: 3,
    ...fields,
  };
}

describe('where there is no terminal', () => {
  test('a line at each tenth and at each change', () => {
    const reason = 'p95 1.3 s is not < 1 s';
    const events = [
      progress(0),
      progress(15_000),
      progress(30_000),
      progress(45_000, { failures: 1, reason }),
      progress(60_000, { failures: 1, unknowns: 1 }),
    ];
    expect(written(events)).toBe(`slo: 0 ms of 5 min, 1 observation, 0 failures (3 tolerated)
slo: 30 s of 5 min, 3 observations, 0 failures (3 tolerated)
slo: 45 s of 5 min, 4 observations, 1 failure (3 tolerated); p95 1.3 s is not < 1 s
slo: 1 min of 5 min, 5 observations, 1 failure (3 tolerated), 1 unknown
`);
  });

  test('probes and steps only when asked to say more', () => {
    const events = [
      { type: 'probe.finished', probe: 'disk', kind: 'disk', duration: 3, subject: 'web-1' },
      { type: 'probe.finished', probe: 'up', kind: 'http', item: 'cart', duration: 9, failure: 'HTTP 503' },
      { type: 'step.started', phase: 'after', step: 'tag', kind: 'git_tag' },
    ];
    expect(written(events)).toBe('');
    expect(written(events, { verbose: true })).toBe(`probe disk: 3 ms (web-1)
probe up cart: 9 ms: HTTP 503
step tag (git_tag) starts
`);
  });
});

describe('on a terminal', () => {
  test('is drawn in place, cut to the width, and taken away', () => {
    const long = progress(60_000, { failures: 1, reason: 'p95 1.3 s is not < 1 s' });
    const text = written([progress(0), long, { type: 'rule.judged', rule: { name: 'slo' } }], {
      terminal: true,
    });
    const clear = '\r\u001b[2K';
    const clearOne = `${clear}\u001b[1A${clear}`;
    expect(text).toBe(
      [
        clear,
        'slo: 0 ms of 5 min, 1 observation, 0 failures (3 tolerated)\n',
        clearOne,
        'slo: 1 min of 5 min, 5 observations, 1 failure (3 tolerated\n',
        clearOne,
      ].join(''),
    );
  });

  test('other lines stand above it', () => {
    const text = written([progress(0), { type: 'probe.finished', probe: 'p', kind: 'http', duration: 1 }], {
      terminal: true,
      verbose: true,
    });
    expect(text).toContain('probe p: 1 ms\nslo: ');
    expect(text.endsWith('\r\u001b[2K')).toBe(true);
  });
});
