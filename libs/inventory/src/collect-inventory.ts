import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { EC2Client } from '@aws-sdk/client-ec2';
import { ec2Descriptions } from './ec2-descriptions';
import { DESCRIPTIONS, RESOURCE_KINDS, type ResourceKind } from './inventory';

export interface CollectOptions {
  /** @default the region of the AWS configuration */
  readonly regions?: readonly string[];
  /** Folder for the `describe-*.json`; of several regions each gets a folder in it. */
  readonly out: string;
  /** Called before each call, with a text such as `us-east-1 describe-vpcs`. */
  readonly onCall?: (call: string) => void;
  /** @default a client that retries adaptively */
  readonly connect?: (region: string | undefined) => Promise<EC2Client>;
}

export interface CollectedInventory {
  readonly files: readonly { readonly path: string; readonly region: string; readonly resources: number }[];
  /** Calls that failed, in sentences that say what to do; the files of the others are written nevertheless. */
  readonly problems: readonly string[];
}

const NOT_ALLOWED = ['UnauthorizedOperation', 'AccessDenied', 'AccessDeniedException'];
/** Without these no call can succeed: no use in trying the others. */
const NO_ACCESS = [
  'CredentialsProviderError',
  'AuthFailure',
  'InvalidClientTokenId',
  'ExpiredToken',
  'RequestExpired',
];

/**
 * Writes what EC2's Describe calls say of one or more regions as the AWS CLI prints it, for `readInventory`. Only reads.
 * Throws where no call can succeed: no region, no or expired credentials.
 */
export async function collectInventory(options: CollectOptions): Promise<CollectedInventory> {
  const { regions = [], out, onCall = () => {}, connect = connectToEc2 } = options;
  const pagesOf = ec2Descriptions(await import('@aws-sdk/client-ec2'));
  const files: CollectedInventory['files'][number][] = [];
  const problems: string[] = [];
  for (const wanted of regions.length > 0 ? regions : [undefined]) {
    const client = await connect(wanted);
    const region = await configuredRegion(client);
    const folder = regions.length > 1 ? path.join(out, region) : out;
    for (const kind of RESOURCE_KINDS) {
      const { command } = DESCRIPTIONS[kind];
      onCall(`${region} ${command}`);
      try {
        const resources = await allResources(pagesOf[kind](client), kind);
        const file = path.join(folder, `${command}.json`);
        await writeWhole(file, `${JSON.stringify({ [DESCRIPTIONS[kind].key]: resources }, null, 4)}\n`);
        files.push({ path: file, region, resources: resources.length });
      } catch (error) {
        problems.push(problemOf(error as Error, region, command));
      }
    }
    client.destroy();
  }
  return { files, problems };
}

async function connectToEc2(region: string | undefined): Promise<EC2Client> {
  const { EC2Client } = await import('@aws-sdk/client-ec2');
  return new EC2Client({
    ...(region === undefined ? {} : { region }),
    retryMode: 'adaptive',
    maxAttempts: 8,
  });
}

async function configuredRegion(client: EC2Client): Promise<string> {
  try {
    return await client.config.region();
  } catch (error) {
    throw new Error('No region is configured: give --region, or set AWS_REGION.', { cause: error });
  }
}

async function allResources(pages: AsyncIterable<object>, kind: ResourceKind): Promise<unknown[]> {
  const resources: unknown[] = [];
  for await (const page of pages) {
    resources.push(...((page as Record<string, unknown[] | undefined>)[DESCRIPTIONS[kind].key] ?? []));
  }
  return resources;
}

function problemOf(error: Error, region: string, command: string): string {
  if (NO_ACCESS.includes(error.name)) {
    throw new Error(
      `${region}: no usable AWS credentials (${error.message}). Log in again, or set AWS_PROFILE.`,
      {
        cause: error,
      },
    );
  }
  if (NOT_ALLOWED.includes(error.name)) {
    return `${region}: ${command} is not allowed; allow the action ${actionOf(command)} to the caller and try again.`;
  }
  return `${region}: ${command} failed (${error.name}: ${error.message}).`;
}

/** `ec2:DescribeVpcs` for `describe-vpcs`. */
function actionOf(command: string): string {
  const words = command.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `ec2:${words.join('')}`;
}

/** Readers see the old file or the new one, never half of it. */
async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, file);
}
