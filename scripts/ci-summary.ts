/**
 * Prints `N passed, N failed, N skipped` over the JSON reports of the test runner, and exits 1 unless every report is there,
 * nothing failed and every step succeeded. Usage: `ci-summary.ts FAILED_STEPS REPORT…`
 */
import { existsSync, readFileSync } from 'node:fs';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}

const [failedSteps = '', ...files] = process.argv.slice(2);
const total = { passed: 0, failed: Number(failedSteps), skipped: 0 };

for (const file of files) {
  if (!existsSync(file)) {
    console.log(`missing report: ${file}`);
    total.failed += 1;
    continue;
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  total.passed += report.numPassedTests;
  total.failed += report.numFailedTests;
  total.skipped += report.numPendingTests;
  if (report.numPassedTests === 0) total.failed += 1;
}

console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
