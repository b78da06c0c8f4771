import { renderToString } from 'ink';
import { createElement } from 'react';
import { describe, expect, test } from 'vitest';
import type { RolloutStatus, RunEvent } from '../../../src/app/index.ts';
import { footLines } from '../../../src/cli/live/keys.ts';
import { View, type ViewProps } from '../../../src/cli/live/view.ts';
import {
  nothingWatched,
  type Watched,
  type WatchedRollout,
  watchedAfter,
} from '../../../src/cli/live/watched.ts';
import { lookedAt, statusWith } from '../../support/rollout-status.ts';

const name = 'checkout/main@prod';

/** What is known after these events, ten seconds apart. */
function after(...events: readonly object[]): Watched {
  return events.reduce<Watched>(
    (watched, event, sequence) =>
      watchedAfter(watched, { sequence, at: lookedAt + sequence * 10_000, name, ...event } as RunEvent),
    nothingWatched,
  );
}

/** The one rollout. */
function only({ rollouts }: Watched): WatchedRollout {
  const [first, ...more] = rollouts.values();
  if (!first || more.length > 0) throw new TypeError(`there are ${rollouts.size} rollouts`);
  return first;
}

function changed(type: string, parts: object): object {
  return { type: 'rollout.changed', change: { type, why: '', ...parts } };
}

/** An observation with the look that made it. */
function observed(errors: number, parts: Partial<RolloutStatus> = {}): readonly object[] {
  const verdict = errors < 1 ? 'pass' : 'fail';
  const [first, ...others] = statusWith().checks;
  const check = {
    ...first,
    condition: 'canary.error_rate < 1%',
    observed: `${errors} %`,
    value: errors / 100,
    verdict,
  };
  return [
    changed('checks.observed', { to: verdict, why: `error_rate ${errors} % is not < 1 %` }),
    {
      type: 'rollout.status',
      status: statusWith({ checks: [check, ...others] as RolloutStatus['checks'], ...parts }),
    },
  ];
}

const onItsWay = after(
  changed('shift.intended', { from: 0, to: 10, why: 'stage 1 of 4' }),
  changed('shift.confirmed', { from: 0, to: 10 }),
  ...[0.1, 0.2, 0.2, 0.4, 0.3].flatMap((errors) => observed(errors)),
  changed('stage.passed', { to: 0, why: 'held' }),
  changed('shift.intended', { from: 10, to: 25, why: 'stage 2 of 4' }),
  changed('shift.confirmed', { from: 10, to: 25 }),
  ...[0.5, 0.8, 2.7].flatMap((errors) => observed(errors)),
);

function drawn(watched: Watched, parts: Partial<ViewProps> = {}): string {
  const props: ViewProps = {
    watched,
    columns: 80,
    rows: 24,
    colour: false,
    redact: (text) => text,
    foot: footLines({}, true),
    over: false,
    ...parts,
  };
  return renderToString(createElement(View, props), { columns: props.columns });
}

describe('the live view', () => {
  test.each([
    [80, 24],
    [140, 40],
  ])('at %i by %i, without colour', (columns, rows) => {
    const view = drawn(onItsWay, { columns, rows });
    expect(view.split('\n').length).toBeLessThan(rows);
    expect(view.split('\n').every((line) => line.length <= columns)).toBe(true);
    expect(view).toMatchSnapshot();
  });

  test('with colour', () => {
    expect(drawn(onItsWay, { colour: true })).toMatchSnapshot();
  });

  test('without colour nothing steers the terminal', () => {
    // eslint-disable-next-line no-control-regex
    expect(drawn(onItsWay)).not.toMatch(/\u001b/u);
  });

  test('before the first look, held by another, and when it is over', () => {
    const held = after({ type: 'rollout.held', by: 'web-1, process 7' });
    expect(drawn(held)).toContain('not looked at yet\n  web-1, process 7 looks after it');
    expect(drawn(onItsWay, { over: true })).not.toContain('weight   ');
    expect(
      only(after({ type: 'rollout.held', by: 'x' }, { type: 'rollout.status', status: statusWith() })).heldBy,
    ).toBe(undefined);
  });

  test('of many checks it shows those that fit', () => {
    const [check] = statusWith().checks;
    const checks = Array.from({ length: 30 }, (_, index) => ({ ...check, condition: `c${index} < 1` }));
    const many = after({ type: 'rollout.status', status: statusWith({ checks } as Partial<RolloutStatus>) });
    const view = drawn(many);
    expect(view.split('\n').length).toBeLessThan(24);
    expect(view).toContain('and 20 more');
  });

  test('a name cannot steer the terminal, and a secret is not shown', () => {
    const status = statusWith({ actor: 'eve\u001b[2J', version: 'hunter2' });
    const view = drawn(after({ type: 'rollout.status', status }), {
      redact: (text) => text.replaceAll('hunter2', '‹secret›'),
    });
    expect(view).toContain('eve\\x1b[2J');
    expect(view).toContain('‹secret›');
    expect(view).not.toContain('hunter2');
  });
});

describe('a group', () => {
  const status = (rollout: string, parts: Partial<RolloutStatus>) =>
    statusWith({
      name: `shop/${rollout}@prod`,
      identity: { policy: 'shop', rollout, env: 'prod' },
      group: 'both',
      stages: [50, 100],
      stage: 1,
      weight: { intended: 50, actual: 50 },
      ...parts,
    });
  const told = (rollout: string, type: string, parts: object) => ({
    ...changed(type, parts),
    name: `shop/${rollout}@prod`,
  });
  const seen = (rollout: string, parts: Partial<RolloutStatus> = {}) => ({
    type: 'rollout.status',
    status: status(rollout, parts),
  });
  const waits = [{ for: 'group' as const, why: 'waits for frontend (stage 1 of 2)' }];
  const together = after(
    told('backend', 'shift.intended', { from: 0, to: 50, why: 'stage 1 of 2' }),
    seen('backend'),
    told('backend', 'shift.confirmed', { from: 0, to: 50 }),
    seen('backend'),
    told('frontend', 'shift.intended', { from: 0, to: 50, why: 'stage 1 of 2' }),
    seen('frontend'),
    told('backend', 'checks.observed', { to: 'pass' }),
    seen('backend', { waits, held: { for: 600_000, of: 600_000 } }),
    told('frontend', 'checks.observed', { to: 'fail', why: 'error_rate 2.7 % is not < 1 %' }),
    seen('frontend', { version: 'v5.1.0', weight: { intended: 50, actual: 10 } }),
  );

  test.each([
    [80, 24],
    [140, 40],
  ])('at %i by %i, without colour', (columns, rows) => {
    const view = drawn(together, { columns, rows });
    const below = view.slice(view.indexOf('\n\n') + 1);
    expect(below.split('\n').length).toBeLessThan(rows);
    expect(view.split('\n').every((line) => line.length <= columns)).toBe(true);
    expect(view).toMatchSnapshot();
  });

  test('with colour', () => {
    expect(drawn(together, { colour: true })).toMatchSnapshot();
  });

  test('of many it shows where they are and why they wait', () => {
    const many = ['a', 'b', 'c', 'd'].reduce(
      (before, name) => watchedAfter(before, seen(name, { waits }) as RunEvent),
      nothingWatched,
    );
    const view = drawn(many);
    expect(view.split('\n').length).toBeLessThan(24);
    expect(view).toMatchSnapshot();
  });
});

test('observations are told where they say something new, and kept as values', () => {
  expect(onItsWay.told.map(({ change }) => change.type)).toEqual([
    'shift.intended',
    'shift.confirmed',
    'checks.observed',
    'stage.passed',
    'shift.intended',
    'shift.confirmed',
    'checks.observed',
  ]);
  expect(only(onItsWay).samples.get('canary.error_rate < 1%')).toHaveLength(8);
  expect(after({ type: 'run.started' })).toBe(nothingWatched);
});
