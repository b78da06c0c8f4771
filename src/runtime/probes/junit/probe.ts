/** Test reports in the JUnit XML format. */
import { ProbeFailure } from '../../failure.ts';
import { textsOf } from '../../host/config.ts';
import { readTextConfined } from '../../host/files.ts';
import { findFiles } from '../../host/glob.ts';
import type { Probe } from '../../ports/index.ts';
import { addCounts, noCounts, readReport } from './report.ts';

const MAX_REPORT_BYTES = 32 * 1024 ** 2;

export const probe: Probe = {
  async observe(config, context) {
    const reports = await findReports(context.root, textsOf(config, 'files'));
    let sum = noCounts;
    // One after the other: reports can be large.
    for (const path of reports) {
      context.signal.throwIfAborted();
      const xml = await readTextConfined(context.root, path, MAX_REPORT_BYTES);
      sum = addCounts(sum, await readReport(xml, path));
    }
    const where = reports.length === 1 ? reports[0] : `${reports.length} reports`;
    const passed = Math.max(0, sum.tests - sum.failures - sum.errors - sum.skipped);
    return {
      fields: new Map<string, boolean | number>([
        ['ok', sum.failures === 0 && sum.errors === 0 && passed > 0],
        ['tests', sum.tests],
        ['passed', passed],
        ['failures', sum.failures],
        ['errors', sum.errors],
        ['skipped', sum.skipped],
        ['time', sum.time],
      ]),
      detail: `${sum.tests} ${sum.tests === 1 ? 'test' : 'tests'} in ${where}`,
    };
  },
};

/** Every pattern must find something: a report that was not written is not a test that passed. */
async function findReports(root: string, patterns: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    const paths = await findFiles(root, pattern);
    if (paths.length === 0) throw new ProbeFailure(`no report matches \`${pattern}\``);
    for (const path of paths) found.add(path);
  }
  return [...found];
}
