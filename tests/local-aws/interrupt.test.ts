import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deployStacks, whyNoDeployment } from '@egress/local-aws';

const missing = whyNoDeployment(process.env);
if (missing) console.warn(`SKIPPED: the interruption of a deployment, because ${missing}`);

/** Processes that were started for a deployment in the folder, by their command lines. */
function processesOf(workFolder: string): readonly string[] {
  const all = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => line.includes(workFolder));
}

(missing ? it.skip : it)(
  'ends all that a deployment has started as soon as it is interrupted',
  async () => {
    const workFolder = mkdtempSync(path.join(os.tmpdir(), 'egress-interrupted-'));
    const interrupt = new AbortController();
    const deploying = deployStacks({
      endpointEnvironment: {},
      processEnvironment: process.env,
      workFolder,
      signal: interrupt.signal,
    });
    const outcome = expect(deploying).rejects.toThrow('Ctrl-C');
    const log = path.join(workFolder, 'deploy.log');
    while (!existsSync(log) || readFileSync(log, 'utf8') === '') await sleep(50);
    expect(processesOf(workFolder)).not.toEqual([]);
    interrupt.abort(new Error('Ctrl-C'));
    await outcome;
    expect(processesOf(workFolder)).toEqual([]);
    rmSync(workFolder, { recursive: true });
  },
  120_000,
);
