import {
  type Block,
  resources,
  type Statement,
  statements,
  testDeployment,
} from '@egress/module-foundation/testing';
import { Testing } from 'cdktf';
import { CoreStack } from './core-stack';

const USE_KEY =
  'kms:Encrypt kms:Decrypt kms:ReEncrypt* kms:GenerateDataKey* kms:DescribeKey on EncryptionKey';
const READ = 's3:GetObject on';
const LIST = 's3:ListBucket on';
const LOCATE = 's3:GetBucketLocation on';
const WRITE = 's3:PutObject s3:AbortMultipartUpload s3:ListMultipartUploadParts on';
const LIST_UPLOADS = 's3:GetBucketLocation s3:ListBucketMultipartUploads on';
const WRITTEN_BY_JOBS = [
  'egress_hourly/',
  'egress_cost_daily/',
  'egress_features_hourly/',
  'quarantine/',
  'training-vectors/',
  'reference/bill_rates/',
  '_ledger/',
  'staging',
]
  .map((prefix) => `ProcessedData/${prefix}*`)
  .join(' ');
const LOG = 'logs:CreateLogStream logs:PutLogEvents on';

/** Id of a role → all that this stack lets it do. Later stacks give the rest, for what is theirs. */
const PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  FirehoseRole: [],
  GlueRole: [
    `${READ} RawLogs/*`,
    `${LIST} RawLogs`,
    `${LOCATE} RawLogs`,
    `${READ} ProcessedData/*`,
    `${LIST} ProcessedData`,
    `${LOCATE} ProcessedData`,
    `${WRITE} ${WRITTEN_BY_JOBS}`,
    `${LIST_UPLOADS} ProcessedData`,
    `s3:DeleteObject on ${WRITTEN_BY_JOBS}`,
    `${READ} ModelArtifacts/glue-scripts/*`,
    `${LIST} ModelArtifacts if s3:prefix is glue-scripts/*`,
    `${LOCATE} ModelArtifacts`,
    `${LOG} GlueLogs:*`,
    USE_KEY,
  ],
  SageMakerRole: [
    `${READ} ProcessedData/*`,
    `${LIST} ProcessedData`,
    `${LOCATE} ProcessedData`,
    `${READ} ModelArtifacts/*`,
    `${LIST} ModelArtifacts`,
    `${LOCATE} ModelArtifacts`,
    `${WRITE} ModelArtifacts/training-output/*`,
    `${LIST_UPLOADS} ModelArtifacts`,
    `${LOG} SageMakerLogs:*`,
    USE_KEY,
  ],
  QuickSightRole: [
    `${READ} ProcessedData/*`,
    `${LIST} ProcessedData`,
    `${LOCATE} ProcessedData`,
    `${WRITE} ProcessedData/athena-results/*`,
    `${LIST_UPLOADS} ProcessedData`,
  ],
  'FunctionRole-anomaly-detector-trigger': [],
  'FunctionRole-bedrock-analyzer': ['sts:AssumeRole on BedrockAccessRole'],
  'FunctionRole-remediation-orchestrator': [],
  'FunctionRole-egress-cost-metric': [],
  'FunctionRole-model-promoter': [],
  BedrockAccessRole: [],
};

const OF_THIS_ACCOUNT = { StringEquals: { 'aws:SourceAccount': '111122223333' } };

const stack = new CoreStack(Testing.app(), 'core', { deployment: testDeployment() });
const roles = resources(stack, 'aws_iam_role');
const policies = resources(stack, 'aws_iam_role_policy');

/** Puts the id of a construct where Terraform has a reference to it. */
function readable(arn: string): string {
  return arn.replace(/\$\{\w+\.([\w-]+)_[0-9A-F]{8}\.\w+\}/, '$1');
}

function sentence({ Action, Resource, Condition }: Statement): string {
  const prefix = (Condition as { StringLike?: Record<string, string[]> } | undefined)?.StringLike?.[
    's3:prefix'
  ];
  const condition = prefix ? ` if s3:prefix is ${prefix.join(', ')}` : '';
  return `${[Action].flat().join(' ')} on ${[Resource].flat().map(readable).join(' ')}${condition}`;
}

function trustOf(id: string): Statement | undefined {
  return statements(roles[`${id}/Resource`], 'assume_role_policy')[0];
}

describe('the roles of core', () => {
  it('are those of this table', () => {
    expect(Object.keys(roles).sort()).toEqual(
      Object.keys(PERMISSIONS)
        .map((id) => `${id}/Resource`)
        .sort(),
    );
  });

  it.each(Object.entries(PERMISSIONS))('%s has exactly what it needs', (id, permissions) => {
    const policy: Block | undefined = policies[`core-${id}-permissions/Resource`];
    expect(policy ? statements(policy).map(sentence) : []).toEqual(permissions);
  });

  it.each([
    ['FirehoseRole', 'firehose'],
    ['GlueRole', 'glue'],
    ['SageMakerRole', 'sagemaker'],
    ['QuickSightRole', 'quicksight'],
  ])('%s is assumed by %s for this account alone', (id, service) => {
    expect(trustOf(id)).toMatchObject({
      Principal: { Service: `${service}.amazonaws.com` },
      Condition: OF_THIS_ACCOUNT,
    });
  });

  it('lets Lambda assume the roles of functions', () => {
    for (const id of Object.keys(PERMISSIONS).filter((id) => id.startsWith('FunctionRole-'))) {
      expect(trustOf(id)).toMatchObject({ Principal: { Service: 'lambda.amazonaws.com' } });
    }
  });

  it('lets the analyzer alone assume the role that calls Bedrock', () => {
    const { AWS } = trustOf('BedrockAccessRole')?.Principal as { AWS: string };
    expect(readable(AWS)).toBe('FunctionRole-bedrock-analyzer');
    expect(trustOf('BedrockAccessRole')).not.toHaveProperty('Condition');
  });
});
