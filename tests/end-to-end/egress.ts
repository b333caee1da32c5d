import { spawn } from 'node:child_process';
import path from 'node:path';

/** The command as npm links it. */
export const EGRESS = path.resolve(__dirname, '../../cli/bin/egress.js');

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a user would. */
export function egress(...args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [EGRESS, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        exitCode: code ?? -1,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      }),
    );
  });
}

/** Runs it and returns the JSON document that it prints; throws with its messages when it fails. */
export async function egressJson<T>(...args: readonly string[]): Promise<T> {
  const { exitCode, stdout, stderr } = await egress(...args, '--json');
  if (exitCode !== 0) throw new Error(`egress ${args.join(' ')} ended with ${exitCode}: ${stderr}`);
  return JSON.parse(stdout) as T;
}
