import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { WORKSPACE_ROOT } from './project-graph';

interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

const ALL_PASSED: JestResult = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe('the closing line of npm test', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'count-tests-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  function countTests(...results: JestResult[]): { status: number | null; line: string } {
    results.forEach((result, n) => writeFileSync(path.join(folder, `${n}.json`), JSON.stringify(result)));
    const script = path.join(WORKSPACE_ROOT, 'tools/count-tests.mjs');
    const { status, stdout } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });
    return { status, line: stdout };
  }

  it('adds up the projects', () => {
    expect(countTests(ALL_PASSED, { ...ALL_PASSED, numPassedTests: 4 })).toEqual({
      status: 0,
      line: '7 passed, 0 failed\n',
    });
  });

  it('names skipped tests', () => {
    expect(countTests({ ...ALL_PASSED, numPendingTests: 2 })).toEqual({
      status: 0,
      line: '3 passed, 0 failed, 2 skipped\n',
    });
  });

  it('fails when a test failed or a test file could not run', () => {
    expect(
      countTests(ALL_PASSED, { ...ALL_PASSED, numFailedTests: 1, numRuntimeErrorTestSuites: 1 }),
    ).toEqual({
      status: 1,
      line: '6 passed, 2 failed\n',
    });
  });

  it('reads what pytest writes', () => {
    const suite = '<testsuite name="pytest" errors="1" failures="1" skipped="1" tests="9" time="3.2">';
    writeFileSync(
      path.join(folder, 'python.xml'),
      `<?xml version="1.0"?><testsuites>${suite}</testsuite></testsuites>`,
    );
    expect(countTests(ALL_PASSED)).toEqual({ status: 1, line: '9 passed, 2 failed, 1 skipped\n' });
  });

  it('fails when nothing ran', () => {
    expect(countTests()).toEqual({ status: 1, line: '0 passed, 0 failed\n' });
  });
});
