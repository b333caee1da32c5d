import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Measurement {
  readonly seconds: number;
  /** Highest resident memory of the process itself, in MiB. */
  readonly peakMiB: number;
  readonly stdout: string;
}

const POLL_MS = 50;

/** Runs a command to its end and measures wall time and peak memory (Linux's VmHWM). Throws when it fails. */
export function measure(command: string, args: readonly string[]): Promise<Measurement> {
  return new Promise((resolve, reject) => {
    const startedAt = process.hrtime.bigint();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let peakMiB = 0;
    const poll = setInterval(() => {
      peakMiB = Math.max(peakMiB, residentPeakMiB(child.pid));
    }, POLL_MS);
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(poll);
      const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
      if (code === 0) resolve({ seconds, peakMiB, stdout: Buffer.concat(chunks).toString() });
      else reject(new Error(`${command} ${args.join(' ')} ended with exit code ${code}`));
    });
  });
}

function residentPeakMiB(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0; // The process has just ended.
  }
}
