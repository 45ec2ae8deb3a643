import { readFileSync } from 'node:fs';

/** What the last line of `npm test` says. */
export interface Counts {
  passed: number;
  failed: number;
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/**
 * Counts the tests in vitest's JSON report. What went wrong outside a test counts as a failed one:
 * a suite that does not load, a run without a test, an error that no test caught, no report at all.
 */
export function readCounts(file: string, exitCode: number): Counts {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return { passed: 0, failed: 1 };
  }
  return countReport(report, exitCode);
}

/** The counting itself, see `readCounts`. */
export function countReport(report: Report, exitCode: number): Counts {
  const passed = report.numPassedTests;
  const notLoaded = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + notLoaded;
  const silent = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: silent ? 1 : failed };
}
