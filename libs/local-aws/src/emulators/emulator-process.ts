import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pythonProgram, whyNoLocalAws } from './python-environment';

const SUPERVISOR = path.join(__dirname, 'supervise.py');
const MOST_LOG = 20_000;
const LINES_IN_ERRORS = 30;
const READY_WITHIN_MS = 60_000;

export interface EmulatorSettings {
  readonly name: string;
  /** A program of the emulators' Python environment. */
  readonly program: string;
  readonly arguments?: readonly string[];
  /** Given the emulator's own temporary folder. */
  readonly environment: (folder: string) => Readonly<Record<string, string>>;
  /** Answers with status 200 once the emulator can be used. */
  readonly readyUrl: string;
}

export interface EmulatorProcess {
  /** Ends when the emulator and everything that it started has ended and its folder is deleted. */
  readonly close: () => Promise<void>;
}

/**
 * Starts an emulator below a supervisor that lives as long as this process does, and waits until it is ready. It inherits
 * nothing from this environment: the AWS settings and credentials of whoever runs this must not reach the functions.
 * Throws with the end of its log when it does not get ready.
 */
export async function startEmulator(settings: EmulatorSettings): Promise<EmulatorProcess> {
  const missing = whyNoLocalAws();
  if (missing !== undefined) throw new Error(missing);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'egress-local-aws-'));
  const child = spawn(
    pythonProgram('python'),
    [SUPERVISOR, folder, pythonProgram(settings.program), ...(settings.arguments ?? [])],
    {
      cwd: folder,
      env: {
        PATH: [path.dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
        HOME: folder,
        TMPDIR: folder,
        LANG: 'C.UTF-8',
        ...settings.environment(folder),
      },
      // Ctrl-C in a terminal is for this process: the supervisor sees its end and tidies up.
      detached: true,
    },
  );
  const ended = endOf(child);
  const log = logOf(child);
  const close = async () => {
    child.stdin.end();
    await ended;
    // The supervisor did so, unless it never ran.
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(settings, ended);
  } catch (error) {
    await close();
    throw new Error(`${settings.name} did not start: ${String(error)}. The end of its log:\n${log()}`, {
      cause: error,
    });
  }
  return { close };
}

/** How it ended, in words. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(`it ended with ${signal ?? `exit code ${code}`}`));
  });
}

/** Keeps the end of what it prints, which must be read so that it never waits for us. */
function logOf(child: ChildProcess): () => string {
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-MOST_LOG)));
  }
  return () => log.trimEnd().split('\n').slice(-LINES_IN_ERRORS).join('\n');
}

async function waitUntilReady({ readyUrl }: EmulatorSettings, ended: Promise<string>): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  let end: string | undefined;
  void ended.then((how) => (end = how));
  while (!(await isReady(readyUrl))) {
    if (end !== undefined) throw new Error(end);
    if (Date.now() > deadline) throw new Error(`it was not ready within ${READY_WITHIN_MS / 1000} s`);
    await sleep(50);
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
