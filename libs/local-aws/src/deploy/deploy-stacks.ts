import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { cdktfOutput, type StackProgress } from './cdktf-output';
import { runCdktf } from './run-cdktf';
import { findProvider, terraformEnvironment, trustProvider, type Variables } from './terraform';

/** All stacks that a local AWS can hold, in the order of their deployment. */
export const LOCAL_STACKS = [
  'core',
  'ingestion',
  'etl',
  'monitoring',
  'ml-platform',
  'ai-orchestration',
] as const;

export interface StacksOptions {
  /** The AWS to use: the standard variables of the SDKs for endpoint, region and credentials. */
  readonly endpointEnvironment: Variables;
  /** The environment of this process, of which nothing about AWS is used. */
  readonly processEnvironment: Variables;
  /** @default {@link LOCAL_STACKS} */
  readonly stacks?: readonly string[];
  /** A file in `environments` without its ending, or the absolute path of one that ends in `.json`. @default 'local' */
  readonly environment?: string;
  /** Takes Terraform's state, what is synthesised, and the logs. The same folder again changes only what is different. */
  readonly workFolder: string;
  readonly onProgress?: (progress: StackProgress) => void;
  readonly signal?: AbortSignal;
}

/** Stacks that were not deployed, or not destroyed. The message names each stack, resource and Terraform's reason. */
export class DeploymentError extends Error {
  override readonly name = 'DeploymentError';
}

/** Resources that Terraform changes at the same time; it waits for most of them, so there may be more than it has cores. */
const PARALLEL_RESOURCES = 30;

/**
 * Deploys stacks with the cdktf command line, Terraform and its AWS provider, as a person would. @returns seconds taken
 * @throws {DeploymentError} with the state of what was created kept in the folder
 */
export function deployStacks(options: StacksOptions): Promise<number> {
  return changeStacks('deploy', options);
}

/** Destroys what {@link deployStacks} has deployed from the same folder. Throws and returns what that does. */
export function destroyStacks(options: StacksOptions): Promise<number> {
  return changeStacks('destroy', options);
}

async function changeStacks(command: 'deploy' | 'destroy', options: StacksOptions): Promise<number> {
  const { workFolder, stacks = LOCAL_STACKS, onProgress = () => undefined, signal } = options;
  const started = performance.now();
  const output = cdktfOutput(stacks, onProgress);
  const logFile = path.join(workFolder, `${command}.log`);
  const code = await runCdktf({
    arguments: [
      command,
      ...stacks,
      ...['--auto-approve', '--no-color', '--skip-provider-lock'],
      ...['--output', path.join(workFolder, 'cdktf.out')],
      ...['--terraform-parallelism', String(PARALLEL_RESOURCES)],
      // What was deployed is destroyed, whatever has become of the sources.
      ...(command === 'destroy' ? ['--skip-synth'] : []),
    ],
    environment: environmentOf(options),
    logFile,
    onTerraform: output.read,
    onComplaint: output.complain,
    signal,
  });
  if (code === 0) return (performance.now() - started) / 1000;
  throw new DeploymentError(
    `cdktf ${command} failed; all that it said is in ${logFile}.\n${output.reason()}`,
  );
}

function environmentOf(options: StacksOptions): Variables {
  const terraform = terraformEnvironment(options.processEnvironment);
  const folder = path.join(options.workFolder, 'provider');
  mkdirSync(folder, { recursive: true });
  const provider = findProvider(terraform, folder);
  if ('missing' in provider) throw new DeploymentError(provider.missing);
  return {
    ...terraform,
    ...options.endpointEnvironment,
    EGRESS_ENVIRONMENT: options.environment ?? 'local',
    TF_CLI_ARGS_init: `-plugin-dir=${provider.plugins}`,
    TF_CLI_CONFIG_FILE: trustProvider(provider.plugins, folder),
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: 'true',
    // Otherwise cdktf paints its progress over itself.
    CI: 'true',
  };
}
