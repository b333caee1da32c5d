// Adds up the results in a folder (one file per project: JSON by jest, JUnit XML by pytest) and prints
// 'N passed, N failed', with ', N skipped' when some were. A test file that could not run counts as one failure. Exit
// code 1 when anything failed or nothing ran.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const READERS = { '.json': readJest, '.xml': readJunit };

const [folder] = process.argv.slice(2);
const counts = (existsSync(folder) ? readdirSync(folder) : []).map((name) =>
  READERS[path.extname(name)](readFileSync(path.join(folder, name), 'utf8')),
);
const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map((outcome) =>
  counts.reduce((total, count) => total + count[outcome], 0),
);

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function readJest(text) {
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests } = JSON.parse(text);
  return {
    passed: numPassedTests,
    failed: numFailedTests + numRuntimeErrorTestSuites,
    skipped: numPendingTests,
  };
}

function readJunit(text) {
  const suite = text.match(/<testsuite .*?>/)[0];
  const [tests, failures, errors, skipped] = ['tests', 'failures', 'errors', 'skipped'].map((name) =>
    Number(suite.match(` ${name}="(\\d+)"`)[1]),
  );
  return { passed: tests - failures - errors - skipped, failed: failures + errors, skipped };
}
