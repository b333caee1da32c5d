import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface LifecycleScriptProps {
  /** Minutes without use after which the instance stops itself. */
  readonly idleStopMinutes: number;
  /** Where in S3 the notebooks are that it installs. @default none */
  readonly notebooks?: NotebooksLocation;
}

export interface NotebooksLocation {
  readonly bucketName: string;
  /** With a slash at the end; the last name of it is that of the folder on the instance. */
  readonly folder: string;
}

/** SageMaker's limit for a script, in base64. */
export const LONGEST_SCRIPT = 16_384;

/**
 * The script that prepares a notebook instance at every start, in parts to put together, of which the bucket's name is one:
 * Terraform knows it only when it deploys.
 */
export function lifecycleScript({ idleStopMinutes, notebooks }: LifecycleScriptProps): string[] {
  const beforeName = ['#!/bin/bash', 'set -eu', `IDLE_MINUTES=${idleStopMinutes}`, 'NOTEBOOKS_BUCKET='];
  const afterName = [
    '',
    `NOTEBOOKS_FOLDER=${notebooks?.folder ?? ''}`,
    `STOP_WHEN_IDLE=${read('stop-when-idle.py').toString('base64')}`,
    `INSTALL_NOTEBOOKS=${read('install-notebooks.sh').toString('base64')}`,
    read('on-start.sh').toString(),
  ];
  return [beforeName.join('\n'), notebooks?.bucketName ?? '', afterName.join('\n')];
}

function read(file: string): Buffer {
  return readFileSync(path.join(__dirname, file));
}
