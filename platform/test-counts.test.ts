import { describe, expect, it } from 'vitest';
import { countReport, readCounts } from './test-counts.ts';

const suite = (status: string, tests: number) => ({ status, assertionResults: Array(tests).fill({}) });

describe('the last line of npm test', () => {
  it('sums the tests', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 2,
      testResults: [suite('passed', 7), suite('failed', 2)],
    };
    expect(countReport(report, 1)).toEqual({ passed: 7, failed: 2 });
  });

  it('counts a suite that does not load', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 0,
      testResults: [suite('passed', 7), suite('failed', 0)],
    };
    expect(countReport(report, 1)).toEqual({ passed: 7, failed: 1 });
  });

  it('does not accept a run without tests, an uncaught error or a missing report', () => {
    expect(countReport({ numPassedTests: 0, numFailedTests: 0, testResults: [] }, 0).failed).toBe(1);
    expect(
      countReport({ numPassedTests: 3, numFailedTests: 0, testResults: [suite('passed', 3)] }, 1).failed,
    ).toBe(1);
    expect(readCounts('/does/not/exist', 0)).toEqual({ passed: 0, failed: 1 });
  });
});
