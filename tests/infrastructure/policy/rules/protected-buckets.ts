import type { Block } from '@egress/module-foundation/testing';
import { resourcesOf } from '../../emitted-environment';
import { example, type Rule } from '../rule';

/** Type of resource → whether it protects its bucket. */
const PROTECTIONS: Readonly<Record<string, (block: Block) => boolean>> = {
  aws_s3_bucket_public_access_block: (block) =>
    ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].every(
      (argument) => block[argument] === true,
    ),
  aws_s3_bucket_ownership_controls: (block) =>
    (block.rule as { object_ownership: string }).object_ownership === 'BucketOwnerEnforced',
  aws_s3_bucket_server_side_encryption_configuration: (block) =>
    JSON.stringify(block).includes('sse_algorithm'),
  aws_s3_bucket_versioning: (block) =>
    (block.versioning_configuration as { status: string }).status === 'Enabled',
  aws_s3_bucket_policy: () => true,
};

const BUCKET = { aws_s3_bucket: { Logs: { bucket: 'logs' } } };

export const protectedBuckets: Rule = {
  id: 'protected-buckets',
  sentence: 'every bucket blocks public access, has no ACLs, is encrypted and versioned, and has a policy',
  violations: (stacks) =>
    resourcesOf(stacks, 'aws_s3_bucket').flatMap(({ address, reference }) =>
      Object.entries(PROTECTIONS)
        .filter(
          ([type, protects]) =>
            !resourcesOf(stacks, type).some(
              ({ block }) => String(block.bucket).includes(`{${reference}.`) && protects(block),
            ),
        )
        .map(([type]) => ({ at: address, problem: `has no ${type} that protects it` })),
    ),
  counterexamples: [
    { stacks: example(BUCKET), says: 'example/Logs: has no aws_s3_bucket_policy that protects it' },
    {
      stacks: example({
        ...BUCKET,
        aws_s3_bucket_public_access_block: {
          Access: {
            bucket: '${aws_s3_bucket.Logs.bucket}',
            block_public_acls: true,
            block_public_policy: false,
            ignore_public_acls: true,
            restrict_public_buckets: true,
          },
        },
      }),
      says: 'example/Logs: has no aws_s3_bucket_public_access_block that protects it',
    },
    {
      stacks: example({
        ...BUCKET,
        aws_s3_bucket_versioning: {
          Versioning: {
            bucket: '${aws_s3_bucket.Other.bucket}',
            versioning_configuration: { status: 'Enabled' },
          },
        },
      }),
      says: 'example/Logs: has no aws_s3_bucket_versioning that protects it',
    },
  ],
};
