import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pythonProgram } from '../emulators/python-environment';
import type { Variables } from './terraform';

const ROOT = path.resolve(__dirname, '../../../..');
const CDKTF = path.join(ROOT, 'node_modules/cdktf-cli/bundle/bin/cdktf');
const SUPERVISOR = path.resolve(__dirname, '../emulators/supervise.py');

export interface CdktfRun {
  readonly arguments: readonly string[];
  readonly environment: Variables;
  /** Gets what is printed, after what earlier runs have printed. */
  readonly logFile: string;
  /** Told each line of what Terraform prints. */
  readonly onTerraform: (line: string) => void;
  /** Told each line that is cdktf's own complaint. */
  readonly onComplaint: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs the cdktf command line at the root of this repository, with no colours. It lives no longer than this process, and
 * neither does the Terraform that it starts. Throws when the signal aborts it. @returns its exit code
 */
export async function runCdktf(run: CdktfRun): Promise<number> {
  const { environment, signal } = run;
  signal?.throwIfAborted();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'egress-cdktf-'));
  const child = spawn(
    pythonProgram('python'),
    [SUPERVISOR, folder, process.execPath, CDKTF, ...run.arguments],
    { cwd: ROOT, env: { ...environment, TMPDIR: folder }, detached: true },
  );
  const stop = () => child.stdin.end();
  signal?.addEventListener('abort', stop);
  const log = createWriteStream(run.logFile, { flags: 'a' });
  const readLines = (stream: Readable, onLine: (line: string) => void) =>
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      onLine(line);
    });
  readLines(child.stdout, run.onTerraform);
  readLines(child.stderr, run.onComplaint);
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? 1));
    });
    signal?.throwIfAborted();
    return code;
  } finally {
    signal?.removeEventListener('abort', stop);
    await new Promise((resolve) => log.end(resolve));
  }
}
