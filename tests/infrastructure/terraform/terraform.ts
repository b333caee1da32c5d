import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where Terraform itself and administrators put providers for machines without the registry. */
const MIRROR_PARENTS = ['/opt', '/usr/share/terraform', '/usr/local/share/terraform', '~/.terraform.d'];
const PROVIDER = 'registry.terraform.io/hashicorp/aws';
const REQUIREMENTS = {
  terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' } } },
};

export interface Outcome {
  readonly succeeded: boolean;
  /** What Terraform said, on both streams. */
  readonly output: string;
}

export function hasTerraform(): boolean {
  return spawnSync('terraform', ['version'], { env: environment() }).status === 0;
}

/**
 * Gets the AWS provider once, from a mirror on this machine or from the registry, and returns the folder for `-plugin-dir`;
 * or why that failed.
 */
export function findProvider(): { readonly plugins: string } | { readonly missing: string } {
  if (!hasTerraform()) return { missing: 'no Terraform was found' };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'terraform-provider-'));
  writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify(REQUIREMENTS));
  const mirror = findMirror();
  const args = ['init', ...(mirror ? [`-plugin-dir=${mirror}`] : [])];
  const { status, stderr } = spawnSync('terraform', args, {
    cwd: folder,
    env: environment(),
    encoding: 'utf8',
  });
  if (status !== 0) return { missing: `terraform init could not get the AWS provider: ${stderr}` };
  return { plugins: path.join(folder, '.terraform/providers') };
}

/** `TF_PLUGIN_MIRROR`, else the first folder in the usual places that holds the provider. */
function findMirror(): string | undefined {
  const { TF_PLUGIN_MIRROR } = process.env;
  const usual = MIRROR_PARENTS.map((folder) => folder.replace('~', os.homedir()))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)));
  return [TF_PLUGIN_MIRROR ?? '', ...usual].find((folder) => existsSync(path.join(folder, PROVIDER)));
}

/** Runs Terraform in a folder, without credentials for anything. */
export function runTerraform(folder: string, ...args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile('terraform', [...args], { cwd: folder, env: environment() }, (error, stdout, stderr) => {
      resolve({ succeeded: error === null, output: stdout + stderr });
    });
  });
}

/** What Terraform and the provider say to the JSON of one stack, whatever keeps its state. */
export async function validateStack(folder: string, plugins: string): Promise<Outcome> {
  const init = await runTerraform(folder, 'init', '-backend=false', `-plugin-dir=${plugins}`);
  return init.succeeded ? runTerraform(folder, 'validate') : init;
}

/** Without colours, questions, credentials and calls home; without a settings file that is not there. */
function environment(): NodeJS.ProcessEnv {
  const { TF_CLI_CONFIG_FILE, ...rest } = process.env;
  const inherited = Object.entries(rest).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(inherited),
    ...(TF_CLI_CONFIG_FILE && existsSync(TF_CLI_CONFIG_FILE) ? { TF_CLI_CONFIG_FILE } : {}),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    AWS_CONFIG_FILE: os.devNull,
    CHECKPOINT_DISABLE: 'true',
    TF_CLI_ARGS: '-no-color',
    TF_INPUT: 'false',
  };
}
