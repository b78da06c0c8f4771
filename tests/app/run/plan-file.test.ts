import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepare } from '../../../src/app/context/context.ts';
import { PlanFile, savePlan } from '../../../src/app/run/plan-file.ts';
import { RunRecord } from '../../../src/app/run/record.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import { StoreFailure } from '../../../src/runtime/failure.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { hostIn, requestWith } from '../../support/host.ts';

test('a saved plan does not hold where the store cannot say whether its release failed since', async () => {
  const text = 'sentinel: 1\npolicy: shop\nlimits: { hourly: { at_most: 9 per 1h } }\n';
  const host = hostIn(await temporaryFolder({ 'sentinel.yaml': text }));
  const request = requestWith({ release: { version: 'v1.2.3' } });
  const context = await prepare(request, host, 'record');
  try {
    await savePlan('a.plan', context, request, host);
    const file = await PlanFile.open(join(host.cwd, 'a.plan'), host);
    const stores = await context.stores?.open();
    if (!stores || isUnknown(stores)) throw new Error('there is no store');
    const record = new RunRecord(context, stores, host.redactor);
    await file.hold(context, record);
    const read = stores.state.read.bind(stores.state);
    stores.state.read = (key) =>
      key.startsWith('verdict/') ? Promise.reject(new StoreFailure('gone for a moment')) : read(key);
    await expect(file.hold(context, record)).rejects.toThrow('gone for a moment');
  } finally {
    await context.stores?.close();
  }
});
