import { describe, expect, test } from 'vitest';

import { descriptor } from '../../../../src/runtime/probes/junit/descriptor.ts';
import { probe } from '../../../../src/runtime/probes/junit/probe.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { fieldsOf, observed, probeContext } from '../../../support/probe.ts';

async function look(files: Readonly<Record<string, string>>, patterns: readonly string[]) {
  return await observed(probe, { files: patterns }, probeContext(await temporaryFolder(files)));
}

const read = (xml: string) => look({ 'report.xml': xml }, ['report.xml']);

const counts = (tests: number, more: Readonly<Record<string, unknown>> = {}) => ({
  ok: tests > 0,
  tests,
  passed: tests,
  failures: 0,
  errors: 0,
  skipped: 0,
  time: 0,
  ...more,
});

describe('a report', () => {
  test('is counted by its cases', async () => {
    const fields = await read(`<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="all">
        <testsuite name="a" tests="4" failures="1" errors="1" skipped="1" time="1.5">
          <testcase name="1" time="0.5"/>
          <testcase name="2"><failure message="no">trace</failure><system-out><![CDATA[<error/>]]></system-out></testcase>
          <testcase name="3"><error/><failure/></testcase>
          <testcase name="4"><skipped/></testcase>
        </testsuite>
        <testsuite name="b" tests="1" time="1,000.25"><testcase name="5"/></testsuite>
      </testsuites>`);
    expect(fields).toEqual(
      counts(5, { ok: false, passed: 2, failures: 1, errors: 1, skipped: 1, time: 1_001_750 }),
    );
    expect(Object.keys(fields).sort()).toEqual(Object.keys(descriptor.fields).sort());
  });

  test('of nested suites is not counted twice', async () => {
    expect(
      await read(
        '<testsuites tests="2" time="3"><testsuite tests="2" time="3"><testsuite tests="2" time="3">' +
          '<testcase/><testcase/></testsuite></testsuite></testsuites>',
      ),
    ).toEqual(counts(2, { time: 3000 }));
  });

  test('need not declare anything', async () => {
    expect(await read('<testsuite><testcase time="0.25"/><testcase time="x"/></testsuite>')).toEqual(
      counts(2, { time: 250 }),
    );
  });

  test('is believed about failures outside of its cases', async () => {
    expect(
      await read('<testsuite tests="1" errors="1"><testcase/><error>set-up</error></testsuite>'),
    ).toMatchObject({
      ok: false,
      errors: 1,
      passed: 0,
    });
  });

  test('in which nothing passed is not good', async () => {
    expect(await read('<testsuites/>')).toEqual(counts(0));
    expect(await read('<testsuite><testcase><skipped/></testcase></testsuite>')).toMatchObject({ ok: false });
  });
});

describe('refused is a report', () => {
  const whole = '<testsuite tests="2"><testcase/><testcase/></testsuite>';

  test.each([
    ['that ends early', whole.slice(0, -5), '`report.xml` is not whole XML: '],
    ['that is empty', '', '`report.xml` is not whole XML: '],
    ['with a second root', whole + whole, '`report.xml` is not whole XML: '],
    [
      'with an entity of its own',
      '<!DOCTYPE a [<!ENTITY e "x">]><testsuite>&e;</testsuite>',
      'is not whole XML: ',
    ],
    [
      'that lost tests',
      whole.replace('<testcase/>', ''),
      '`report.xml` declares 2 tests and holds 1 of them',
    ],
    [
      'with a count that is none',
      '<testsuite tests="1" failures="some"><testcase/></testsuite>',
      '`report.xml` declares `failures="some"`, which is no number',
    ],
    [
      'that is a page',
      '<html><testcase/></html>',
      '`report.xml` is no JUnit report, but begins with `<html>`',
    ],
  ])('%s', async (_, xml, message) => {
    await expect(read(xml)).rejects.toThrow(message);
  });
});

describe('several reports', () => {
  const one = '<testsuite><testcase time="1"/></testsuite>';

  test('are added up, each once', async () => {
    const files = { 'r/a.xml': one, 'r/b/c.xml': one, 'r/d.txt': 'x' };
    expect(await look(files, ['r/**/*.xml', 'r/a.xml'])).toEqual(counts(2, { time: 2000 }));
  });

  test('must all be there', async () => {
    await expect(look({ 'a.xml': one }, ['a.xml', 'b/*.xml'])).rejects.toThrow('no report matches `b/*.xml`');
    await expect(look({ 'a.xml': one }, ['a.xml', 'b.xml'])).rejects.toThrow('there is no file `b.xml`');
  });

  test('are told in brackets', async () => {
    const root = await temporaryFolder({ 'a.xml': one, 'b.xml': one });
    const detail = async (files: readonly string[]) =>
      (await probe.observe({ files }, probeContext(root))).detail;
    expect(await detail(['a.xml'])).toBe('1 test in a.xml');
    expect(await detail(['*.xml'])).toBe('2 tests in 2 reports');
  });

  test('are not read on after the end of the run', async () => {
    const root = await temporaryFolder({ 'a.xml': one });
    const signal = AbortSignal.abort(new Error('cancelled'));
    await expect(probe.observe({ files: ['a.xml'] }, probeContext(root, { signal }))).rejects.toThrow(
      'cancelled',
    );
  });
});

test('a large report is read', async () => {
  const root = await temporaryFolder({
    'a.xml': `<testsuite>${`<testcase><system-out>${'x'.repeat(1000)}</system-out></testcase>`.repeat(3000)}</testsuite>`,
  });
  expect(fieldsOf(await probe.observe({ files: ['a.xml'] }, probeContext(root)))).toMatchObject({
    tests: 3000,
  });
});
