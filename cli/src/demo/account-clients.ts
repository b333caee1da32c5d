import { EC2Client } from '@aws-sdk/client-ec2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { SdkEnvironment } from '@egress/local-aws';

/** Clients of the demo's account. */
export interface AccountClients {
  readonly s3: S3Client;
  readonly ec2: EC2Client;
  readonly lambda: LambdaClient;
  readonly sageMaker: SageMakerClient;
}

/** AWS_SDK_JS_… are about the SDK itself. */
const SETTING_OF_AN_ACCOUNT = /^AWS_(?!SDK_JS_)/;

/**
 * From here on every AWS client of this process talks to the local AWS, as every one of a user's would who has these
 * variables: of whatever account they had before, nothing is left.
 */
export function connectLocalAccount(environment: SdkEnvironment): AccountClients {
  for (const name of Object.keys(process.env))
    if (SETTING_OF_AN_ACCOUNT.test(name)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, environment);
  return {
    s3: new S3Client({}),
    ec2: new EC2Client({}),
    lambda: new LambdaClient({ requestHandler: { requestTimeout: 120_000 } }),
    sageMaker: new SageMakerClient({}),
  };
}
