import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface LifecycleScriptProps {
  /** Minutes without use after which the instance stops itself. */
  readonly idleStopMinutes: number;
  /** Python packages in the form of pip, pinned: `duckdb==1.4.1`. */
  readonly packages: readonly string[];
}

/** SageMaker's limit for a script, in base64. */
export const LONGEST_SCRIPT = 16_384;

/** The script that prepares a notebook instance at every start, in base64 as SageMaker takes it. */
export function lifecycleScript({ idleStopMinutes, packages }: LifecycleScriptProps): string {
  const stopWhenIdle = readFileSync(path.join(__dirname, 'stop-when-idle.py')).toString('base64');
  const onStart = readFileSync(path.join(__dirname, 'on-start.sh'), 'utf8');
  const script = [
    '#!/bin/bash',
    'set -eu',
    `IDLE_MINUTES=${idleStopMinutes}`,
    `PACKAGES='${packages.join(' ')}'`,
    `STOP_WHEN_IDLE=${stopWhenIdle}`,
    onStart,
  ].join('\n');
  return Buffer.from(script).toString('base64');
}
