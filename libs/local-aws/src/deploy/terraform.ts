import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where Terraform itself and administrators put providers for machines without the registry. */
const MIRROR_PARENTS = ['/opt', '/usr/share/terraform', '/usr/local/share/terraform', '~/.terraform.d'];
/** Where the cdktf command line keeps the providers that it has downloaded. */
const DOWNLOADED_PROVIDERS = path.join(os.homedir(), '.terraform.d/plugin-cache');
const PROVIDER = 'registry.terraform.io/hashicorp/aws';
const NO_TERRAFORM =
  'no Terraform was found. 1.7 or newer must be on the PATH: https://developer.hashicorp.com/terraform/install';
const NO_REGISTRY = 'Without the registry, TF_PLUGIN_MIRROR may name a folder that holds the provider.';
const REQUIREMENTS = {
  terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' } } },
};

/** Variables of a process, as in `process.env`. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The AWS provider in the folder for `-plugin-dir`; or why there is none. */
export type Provider = { readonly plugins: string } | { readonly missing: string };

/**
 * What Terraform needs of the environment of a process: without its settings and credentials for AWS, without colours, questions
 * and calls home, and without a settings file that is not there.
 */
export function terraformEnvironment(inherited: Variables): Variables {
  const { TF_CLI_CONFIG_FILE: settings, ...rest } = inherited;
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith('AWS_'))),
    ...(settings && existsSync(settings) ? { TF_CLI_CONFIG_FILE: settings } : {}),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    AWS_CONFIG_FILE: os.devNull,
    CHECKPOINT_DISABLE: 'true',
    TF_CLI_ARGS: '-no-color',
    // The cdktf command line colours the names of stacks even with --no-color, where this is set, as Nx sets it for tests.
    FORCE_COLOR: '0',
    TF_INPUT: 'false',
  };
}

/** Whether Terraform can be run. @param environment of {@link terraformEnvironment} */
export function hasTerraform(environment: Variables): boolean {
  return spawnSync('terraform', ['version'], { env: { ...environment } }).status === 0;
}

/**
 * Gets the AWS provider once, from a mirror on this machine or from the registry.
 *
 * @param environment of {@link terraformEnvironment}; `TF_PLUGIN_MIRROR` names a mirror in an unusual place
 * @param folder an existing folder, in which the provider is or is linked to afterwards
 */
export function findProvider(environment: Variables, folder: string): Provider {
  if (!hasTerraform(environment)) return { missing: NO_TERRAFORM };
  writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify(REQUIREMENTS));
  const mirror = findMirror(environment['TF_PLUGIN_MIRROR']);
  const cache = mirror ? {} : downloadsOnce(environment);
  const { status, stderr } = spawnSync('terraform', ['init', ...(mirror ? [`-plugin-dir=${mirror}`] : [])], {
    cwd: folder,
    env: { ...environment, ...cache },
    encoding: 'utf8',
  });
  if (status !== 0)
    return { missing: `terraform init could not get the AWS provider: ${stderr}${NO_REGISTRY}` };
  return { plugins: path.join(folder, '.terraform/providers') };
}

/**
 * Writes settings for Terraform's command line, and returns their file, with which plans and applies take the provider as it
 * is. They would else add up its 600 MB each time, which takes longer than most of them.
 *
 * @param plugins of {@link findProvider}; `terraform init` still checks what it takes from there
 */
export function trustProvider(plugins: string, folder: string): string {
  const file = path.join(folder, 'terraform.rc');
  const platforms = readdirSync(path.join(plugins, PROVIDER)).flatMap((version) =>
    readdirSync(path.join(plugins, PROVIDER, version)).map((platform) => `${version}/${platform}`),
  );
  const program = path.join(plugins, PROVIDER, platforms[0] ?? '');
  const overrides = `dev_overrides { "hashicorp/aws" = ${JSON.stringify(program)} }`;
  writeFileSync(file, `provider_installation {\n  ${overrides}\n  direct {}\n}\n`);
  return file;
}

/** The given folder, else the first in the usual places that holds the provider. */
function findMirror(given = ''): string | undefined {
  const usual = MIRROR_PARENTS.map((folder) => folder.replace('~', os.homedir()))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)));
  return [given, ...usual].find((folder) => existsSync(path.join(folder, PROVIDER)));
}

function downloadsOnce({ TF_PLUGIN_CACHE_DIR = DOWNLOADED_PROVIDERS }: Variables): Variables {
  mkdirSync(TF_PLUGIN_CACHE_DIR, { recursive: true });
  return { TF_PLUGIN_CACHE_DIR };
}
