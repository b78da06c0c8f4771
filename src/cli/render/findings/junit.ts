/** JUnit's XML: one test case for each file or rule. */
import { escapeXml as escape } from '../../text/xml.ts';
import type { Case, Findings } from './findings.ts';

export function junitReport({ suite, cases, summary }: Findings): string {
  const number = (outcome: Case['outcome']) => cases.filter((item) => item.outcome === outcome).length;
  const counts = `tests="${cases.length}" failures="${number('failed')}" errors="${number('error')}" skipped="${number('skipped')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sentinel" ${counts}>`,
    `  <testsuite name="${escape(suite)}" ${counts}>`,
    ...cases.flatMap((item) => testCase(item, suite)),
    `    <system-out>${escape(summary)}</system-out>`,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

const elements = { failed: 'failure', error: 'error', skipped: 'skipped' } as const;

function testCase({ name, file, outcome, texts }: Case, suite: string): string[] {
  const head = `    <testcase name="${escape(name)}" classname="${escape(suite)}" file="${escape(file)}"`;
  const body = texts.map(escape).join('\n');
  if (outcome === 'passed')
    return texts.length === 0
      ? [`${head}/>`]
      : [`${head}>`, `      <system-out>${body}</system-out>`, '    </testcase>'];
  const element = elements[outcome];
  return [
    `${head}>`,
    `      <${element} message="${escape(texts[0] ?? outcome)}">${body}</${element}>`,
    '    </testcase>',
  ];
}
