import { expect, test } from 'vitest';

import { probe } from '../../../../src/runtime/probes/env/probe.ts';
import { observed, probeContext } from '../../../support/probe.ts';

const environment = (name: string): string | undefined => {
  if (name === 'SECRET') throw new Error('the policy may not read `SECRET`');
  return { REGION: 'eu-1', BLANK: '' }[name];
};

const look = (name: string) => observed(probe, { name }, probeContext('/', { environment }));

test('a variable is set, empty or missing', async () => {
  expect(await look('REGION')).toEqual({ set: true, empty: false, value: 'eu-1' });
  expect(await look('BLANK')).toEqual({ set: true, empty: true, value: '' });
  expect(await look('MISSING')).toEqual({
    set: false,
    empty: true,
    value: { unknown: '`MISSING` is not set' },
  });
});

test('only variables that the policy may read are', async () => {
  await expect(look('SECRET')).rejects.toThrow('may not read `SECRET`');
});
