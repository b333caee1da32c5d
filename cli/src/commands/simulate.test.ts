import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { simulateCommand } from './simulate';

describe('egress simulate', () => {
  let parent: string;
  let printed: string;
  beforeEach(() => {
    parent = mkdtempSync(path.join(os.tmpdir(), 'egress-simulate-'));
    printed = '';
    const print = (text: string | Uint8Array): boolean => {
      printed += String(text);
      return true;
    };
    jest.spyOn(process.stdout, 'write').mockImplementation(print);
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(parent, { recursive: true });
  });

  const run = (...options: string[]) =>
    simulateCommand()
      .exitOverride()
      .parseAsync(['--out', path.join(parent, 'out'), '--hours', '1', ...options], { from: 'user' });

  it('writes logs, bill, inventory and truth, and prints the truth as JSON', async () => {
    await run('--scenario', 'nat-to-s3-job', '--format', 'v2', '--json');
    expect(readdirSync(path.join(parent, 'out')).sort()).toEqual([
      'bills',
      'cloudfront',
      'flow-logs',
      'inventory',
      's3-access-logs',
      'truth.json',
    ]);
    expect(readdirSync(path.join(parent, 'out', 'flow-logs'))).toEqual(['v2']);
    expect(JSON.parse(printed)).toMatchObject({
      schemaVersion: '1.0',
      anomalies: [{ scenario: 'nat-to-s3-job' }],
    });
  });

  it('prints a summary that fits a terminal', async () => {
    await run();
    expect(printed).toMatch(/nat_processing +\d+\.\d{3} +\d+\.\d\d\n/);
    expect(Math.max(...printed.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it.each([
    [['--scenario', 'flood'], /Allowed choices are public-bucket-drained/],
    [['--format', 'v1'], /Allowed choices are v2/],
    [['--hours', '0'], /at least 1/],
    [['--rate', 'many'], /above 0/],
    [['--seed', '1.5'], /whole number/],
    [['--discount', '2'], /below 1/],
    [['--start', '2026-11-01T00:30:00Z'], /full hour/],
  ])('calls %j wrong usage and says what is allowed', async (options, message) => {
    await expect(run(...options)).rejects.toMatchObject({
      code: 'commander.invalidArgument',
      message: expect.stringMatching(message),
    });
  });
});
