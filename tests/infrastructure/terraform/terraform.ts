import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as terraform from '@egress/local-aws/terraform';

export interface Outcome {
  readonly succeeded: boolean;
  /** What Terraform said, on both streams. */
  readonly output: string;
}

export function hasTerraform(): boolean {
  return terraform.hasTerraform(environment());
}

/** The folder with the AWS provider for `-plugin-dir`; or why there is none. */
export function findProvider(): terraform.Provider {
  return terraform.findProvider(environment(), mkdtempSync(path.join(os.tmpdir(), 'terraform-provider-')));
}

/** Runs Terraform in a folder, without credentials for anything. */
export function runTerraform(folder: string, ...args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { ...environment() };
    execFile('terraform', [...args], { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ succeeded: error === null, output: stdout + stderr });
    });
  });
}

/** What Terraform and the provider say to the JSON of one stack, whatever keeps its state. */
export async function validateStack(folder: string, plugins: string): Promise<Outcome> {
  const init = await runTerraform(folder, 'init', '-backend=false', `-plugin-dir=${plugins}`);
  return init.succeeded ? runTerraform(folder, 'validate') : init;
}

function environment(): terraform.Variables {
  return terraform.terraformEnvironment(process.env);
}
