import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** Faults that must be in the table. */
const FAULTS = [
  'SageMaker endpoint down',
  'SageMaker endpoint throttled',
  'SageMaker endpoint gives NaN scores',
  'Bedrock throttled',
  'Bedrock slow',
  'Bedrock refusing',
  'Bedrock answers malformed JSON',
  'Bedrock invents a resource',
  'Bedrock invents a fact',
  "Prompt injection in a bucket's name",
  'Prompt injection in a tag',
  'Prompt injection in a user agent',
  'CloudTrail and Config empty',
  'Lambda time-out',
  'Crash half-way through apply',
  'Duplicate event',
  'Expired approval',
  'Replayed approval',
  'SNS down',
  'Table throttled',
  '500 anomalies at once',
];

interface Row {
  readonly fault: string;
  readonly outcome: string;
  readonly tests: readonly string[];
}

function rowsOf(table: string): readonly Row[] {
  const lines = table.split('\n').filter((line) => line.includes(' › '));
  return lines.map((line) => {
    const [fault = '', outcome = '', tests = ''] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    return { fault, outcome, tests: tests.split('<br>') };
  });
}

/** What a reference to a test names that is not there: its file, or a title or case that is in it as a string. */
function missingOf(reference: string): readonly string[] {
  const [file = '', ...titles] = reference.replaceAll('`', '').split(' › ');
  if (!existsSync(path.join(ROOT, file))) return [file];
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  return titles.filter((title) => !source.includes(`'${title}'`));
}

const rows = rowsOf(readFileSync(path.join(ROOT, 'docs/faults.md'), 'utf8'));

it('tells of every fault', () => {
  expect(rows.map(({ fault }) => fault)).toEqual(FAULTS);
});

it.each(rows)('says of “$fault” what you get, and names tests that there are', ({ outcome, tests }) => {
  expect(outcome).not.toBe('');
  for (const test of tests) {
    expect(test).toMatch(/^`.+` › /);
    expect({ test, missing: missingOf(test) }).toEqual({ test, missing: [] });
  }
});

it('notices a test that is gone', () => {
  expect(missingOf('`tests/faults/gone.test.ts` › any')).toEqual(['tests/faults/gone.test.ts']);
  expect(missingOf('`tests/faults/detection.test.ts` › is down › no such case')).toEqual(['no such case']);
});
