/** One file with mistakes of every sort: all are reported at once, each at its place. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectDiags } from '../../src/testkit/index.ts';
import { lintText } from '../support/pipeline.ts';

const text = readFileSync(new URL('fixtures/kitchen-sink.yaml', import.meta.url), 'utf8');

test('every mistake is told', () => {
  expectDiags(text).are(
    'SEN1502 dev',
    'SEN1513 "v{number}"',
    'SEN1205 http://shop.example.com',
    'SEN1505 nowhere',
    'SEN1506 DEPLOY-TOKEN',
    'SEN1514 text',
    'SEN1503 now',
    'SEN1101 pth',
    'SEN1405 secrets.token',
    'SEN1108 3 s',
    'SEN1105 99',
    'SEN1103 ratio',
    'SEN1510 htpt',
    'SEN1507 typo',
    'SEN1101 requre',
    'SEN1401 disc',
    'SEN1402 claen',
    'SEN1404 1',
    'SEN1403 api.latency < 5%',
    'SEN1104 fatal',
    'SEN1301 and',
    'SEN1302 1.5s',
    'SEN1504 production',
    'SEN1508 5m',
    'SEN1507 nothing',
    'SEN1602 # sentinel-ignore SEN1203',
    'SEN1202 friday',
  );
});

test('there is no plan', () => {
  expect(lintText(text).plan).toBeUndefined();
});
