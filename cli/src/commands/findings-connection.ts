import { connectFindings, type FindingsConnection } from '@egress/findings-store';
import { type Command, Option } from 'commander';

export interface FindingsOptions {
  readonly environment: string;
  readonly table?: string;
}

/** Says where the findings are. AWS's account, region and endpoint are those of the SDK's own variables and profile. */
export function withFindingsOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--environment <name>', 'environment whose findings they are')
        .env('EGRESS_ENVIRONMENT')
        .default('example'),
    )
    .option('--table <name>', 'findings table (default: egress-<environment>-findings)');
}

/** Connects for the time of the work. Throws with what to do where AWS does not let us. */
export async function withFindings<T>(
  { environment, table }: FindingsOptions,
  work: (connection: FindingsConnection) => Promise<T>,
): Promise<T> {
  const connection = connectFindings({
    environment,
    ...(table !== undefined && { tableName: table }),
  });
  try {
    return await work(connection);
  } catch (error) {
    throw withAdvice(error, connection);
  } finally {
    connection.close();
  }
}

const NO_CREDENTIALS = [
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'UnrecognizedClientException',
];

function withAdvice(error: unknown, { tableName, orchestratorName }: FindingsConnection): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message } = error;
  if (NO_CREDENTIALS.includes(name)) {
    return new Error(`No usable AWS credentials (${message}). Log in again, or set AWS_PROFILE.`, {
      cause: error,
    });
  }
  if (message === 'Region is missing') {
    return new Error('No region is configured: set AWS_REGION, or AWS_PROFILE.', { cause: error });
  }
  if (name === 'ResourceNotFoundException') {
    return new Error(
      `${tableName} or ${orchestratorName} is not in this account and region (${message}). ` +
        'Deploy the stack ai-orchestration, or name its --environment.',
      { cause: error },
    );
  }
  return error;
}
