import type { Block } from '@egress/module-foundation/testing';
import { resourcesOf } from '../../emitted-environment';
import { example, type Rule } from '../rule';

/** Type of resource → the argument with the key, or the block that must be there. */
const ENCRYPTION: Readonly<Record<string, string>> = {
  aws_athena_workgroup: 'configuration.result_configuration.encryption_configuration.encryption_option',
  aws_cloudwatch_log_group: 'kms_key_id',
  aws_dynamodb_table: 'server_side_encryption.kms_key_arn',
  aws_glue_job: 'security_configuration',
  aws_glue_crawler: 'security_configuration',
  aws_kinesis_firehose_delivery_stream: 'server_side_encryption.enabled',
  aws_lambda_function: 'kms_key_arn',
  aws_sagemaker_endpoint_configuration: 'kms_key_arn',
  aws_sagemaker_notebook_instance: 'kms_key_id',
  aws_sns_topic: 'kms_master_key_id',
  aws_sqs_queue: 'kms_master_key_id',
};

function valueAt(block: Block, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Block | undefined)?.[key], block);
}

export const encrypted: Rule = {
  id: 'encrypted',
  sentence: 'whatever keeps data encrypts it with a key of the environment',
  violations: (stacks) =>
    Object.entries(ENCRYPTION).flatMap(([type, path]) =>
      resourcesOf(stacks, type)
        .filter(({ block }) => !valueAt(block, path))
        .map(({ address }) => ({ at: address, problem: `lacks ${path}` })),
    ),
  counterexamples: [
    {
      stacks: example({ aws_cloudwatch_log_group: { Logs: { name: '/aws/lambda/x' } } }),
      says: 'example/Logs: lacks kms_key_id',
    },
    {
      stacks: example({ aws_dynamodb_table: { Table: { server_side_encryption: { enabled: true } } } }),
      says: 'example/Table: lacks server_side_encryption.kms_key_arn',
    },
  ],
};
