import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

/** ARN of whoever the SDK's credentials belong to. Needs no permission. */
export async function callerArn(): Promise<string> {
  const client = new STSClient({ maxAttempts: 5 });
  try {
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    if (Arn === undefined) throw new Error('AWS STS named no ARN for the caller.');
    return Arn;
  } finally {
    client.destroy();
  }
}
