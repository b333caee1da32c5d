import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { whyNoDeployment } from '@egress/local-aws';
import { EGRESS } from './egress';

const missing = whyNoDeployment(process.env);
if (missing) console.warn(`SKIPPED: the demo on a local AWS, because ${missing}`);
const describeWithLocalAws = missing || process.platform !== 'linux' ? describe.skip : describe;

/** Of what `egress demo --json` prints. */
interface Outcome {
  readonly report: string;
  readonly laptopOnlyBecause: string | null;
  readonly seconds: number;
  readonly findings: readonly {
    readonly anomalyType: string;
    readonly status: string;
    readonly savingUsdPerMonth: number | null;
    readonly before: string | null;
    readonly fixed: string | null;
    readonly restored: string | null;
  }[];
}

let root: string;
let temporary: string;
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'egress-demo-test-'));
  temporary = mkdtempSync(path.join(os.tmpdir(), 'egress-demo-test-tmp-'));
});
afterEach(() => [root, temporary].forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A demo whose temporary folders are all below one. */
function startDemo(options: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const demo = spawn(process.execPath, [EGRESS, 'demo', '--out', path.join(root, 'out'), ...options], {
    env: { ...process.env, ...env, TMPDIR: temporary },
  });
  const output = { stdout: '', stderr: '' };
  demo.stdout.on('data', (text: Buffer) => (output.stdout += text.toString()));
  demo.stderr.on('data', (text: Buffer) => (output.stderr += text.toString()));
  const ended = new Promise<number | null>((resolve) => demo.once('close', resolve));
  return { demo, output, ended };
}

type Demo = ReturnType<typeof startDemo>;

async function waitFor({ ended, output }: Demo, isThere: () => boolean): Promise<void> {
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  while (!isThere()) {
    if (hasEnded) throw new Error(`the demo ended too early: ${output.stderr}`);
    await sleep(100);
  }
}

/** What an interrupted demo leaves: processes that were told its temporary folder, by their command lines, and files in that. */
function leftovers(): readonly string[] {
  const processes = readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && readProc(pid, 'environ').includes(temporary),
  );
  // tsx keeps what it has transformed for the next command.
  const files = readdirSync(temporary).filter((name) => !name.startsWith('tsx-'));
  return [...processes.map((pid) => `${pid} ${readProc(pid, 'cmdline')}`), ...files];
}

/** '' for what has ended, or is another user's. */
function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

async function interrupt({ demo, ended }: { demo: ChildProcessWithoutNullStreams; ended: Demo['ended'] }) {
  demo.kill('SIGINT');
  expect(await ended).toBe(130);
  // The emulators see that the demo is gone, and delete their folders.
  for (let tries = 0; leftovers().length > 0 && tries < 100; tries++) await sleep(100);
  expect(leftovers()).toEqual([]);
}

describeWithLocalAws('the demo on a local AWS', () => {
  it('fixes, verifies and undoes three accidents, tells of the fourth, and leaves nothing behind', async () => {
    const running = startDemo(['--keep', '--json']);
    await waitFor(running, () => running.output.stderr.includes('export AWS_ENDPOINT_URL='));
    const outcome = JSON.parse(running.output.stdout) as Outcome;
    console.log(`the demo took ${Math.round(outcome.seconds)} s`);
    expect(outcome.laptopOnlyBecause).toBeNull();
    const fixed = outcome.findings.filter((finding) => finding.fixed !== null);
    expect(fixed.map(({ anomalyType }) => anomalyType).sort()).toEqual([
      'Nat_Service_Traffic',
      'OverlyPermissive_SecurityGroup',
      'S3_Public_Access',
    ]);
    for (const { before, fixed: after, restored, savingUsdPerMonth } of fixed) {
      expect(after).not.toBe(before);
      expect(restored).toBe(before);
      expect(savingUsdPerMonth).toBeGreaterThan(0);
    }
    expect(outcome.findings.map(({ status }) => status).sort()).toEqual([
      'needs_review',
      ...Array<string>(3).fill('undone'),
    ]);
    expect(readFileSync(outcome.report, 'utf8')).toContain('A bucket is read by the public');
    await interrupt(running);
  }, 900_000);

  it.each([
    ['while it simulates', 'simulate two weeks'],
    ['while the local AWS starts', 'start the local AWS'],
    ['while Terraform deploys', 'deploy the stacks'],
  ])(
    'leaves no process and no temporary folder when Ctrl-C ends it %s',
    async (_when, step) => {
      const running = startDemo([]);
      await waitFor(running, () => running.output.stderr.includes(`- ${step}`));
      await sleep(Math.random() * 5_000);
      await interrupt(running);
    },
    300_000,
  );
});

it('says what is missing and how to get it, and shows what a laptop can', async () => {
  const { ended, output } = startDemo(['--json'], { PATH: temporary });
  expect({ code: await ended, stderr: output.stderr }).toMatchObject({ code: 0 });
  const { laptopOnlyBecause, findings, report } = JSON.parse(output.stdout) as Outcome;
  expect(laptopOnlyBecause).toMatch(/Terraform.*https:|node tools\/setup-python\.mjs/);
  expect(output.stderr).toContain(laptopOnlyBecause);
  expect(findings.map(({ status }) => status)).toEqual(Array(4).fill('found'));
  expect(existsSync(report)).toBe(true);
}, 300_000);

it('replaces no folder that is not a demo’s', async () => {
  const { ended, output } = startDemo(['--out', __dirname]);
  expect(await ended).toBe(1);
  expect(output.stderr).toContain('nothing was deleted');
  expect(existsSync(__filename)).toBe(true);
});
