import {
  problems,
  reference,
  resource,
  resources,
  statements,
  testStack,
} from '@egress/module-foundation/testing';
import { Role } from '@egress/module-security';
import { Bucket, type BucketProps } from './bucket';

function bucketInStack(props: Partial<BucketProps> = {}) {
  const stack = testStack();
  const bucket = new Bucket(stack, 'Logs', { name: 'raw-logs', lifecycle: [], ...props });
  return { stack, bucket, arn: reference(stack, bucket.arn) };
}

/** What the statements that a grant gives a role allow. */
function granted(grant: (bucket: Bucket, role: Role) => void) {
  const { stack, bucket, arn } = bucketInStack();
  const assumedBy = { service: 'glue.amazonaws.com' };
  grant(bucket, new Role(stack, 'Role', { name: 'glue', description: 'Reads', assumedBy }));
  const given = statements(resource(stack, 'aws_iam_role_policy'));
  return { arn, given: given.map(({ Action, Resource, Condition }) => ({ Action, Resource, Condition })) };
}

describe('Bucket', () => {
  const { stack, arn } = bucketInStack();

  it('has a name with the prefix of the environment and the suffix of its buckets', () => {
    expect(resource(stack, 'aws_s3_bucket')).toMatchObject({ bucket: 'egress-test-raw-logs-acme' });
  });

  it('is not emptied to be destroyed', () => {
    expect(resource(stack, 'aws_s3_bucket')).not.toHaveProperty('force_destroy');
  });

  it('fails when its full name has more than 63 characters', () => {
    expect(problems(bucketInStack({ name: 'x'.repeat(46) }).stack)).toEqual([]);
    expect(problems(bucketInStack({ name: 'x'.repeat(47) }).stack)).toEqual([
      `[stack/Logs] a bucket name must have at most 63 characters, got "egress-test-${'x'.repeat(47)}-acme"`,
    ]);
  });

  it('blocks public access of every kind', () => {
    expect(resource(stack, 'aws_s3_bucket_public_access_block')).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  it('has no ACLs', () => {
    expect(resource(stack, 'aws_s3_bucket_ownership_controls')).toMatchObject({
      rule: { object_ownership: 'BucketOwnerEnforced' },
    });
  });

  it('is encrypted with AES256', () => {
    expect(resource(stack, 'aws_s3_bucket_server_side_encryption_configuration')).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }],
    });
  });

  it('keeps versions', () => {
    expect(resource(stack, 'aws_s3_bucket_versioning')).toMatchObject({
      versioning_configuration: { status: 'Enabled' },
    });
  });

  it('denies whatever does not come by TLS', () => {
    expect(statements(resource(stack, 'aws_s3_bucket_policy'))).toEqual([
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: ['s3:*'],
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  it.each([
    'aws_s3_bucket_public_access_block',
    'aws_s3_bucket_ownership_controls',
    'aws_s3_bucket_server_side_encryption_configuration',
    'aws_s3_bucket_versioning',
    'aws_s3_bucket_policy',
    'aws_s3_bucket_lifecycle_configuration',
  ])('is what its %s is about', (type) => {
    expect(resource(stack, type).bucket).toMatch(/^\$\{aws_s3_bucket\.Logs_\w+\.bucket\}$/);
  });

  it('changes one setting after the other where AWS refuses both at once', () => {
    expect(resource(stack, 'aws_s3_bucket_policy').depends_on).toEqual([
      expect.stringMatching(/^aws_s3_bucket_public_access_block\./),
    ]);
    expect(resource(stack, 'aws_s3_bucket_lifecycle_configuration').depends_on).toEqual([
      expect.stringMatching(/^aws_s3_bucket_versioning\./),
    ]);
  });

  it('keeps old versions for 30 days, or for as long as it is told', () => {
    const rules = (keepOldVersionsDays?: number) =>
      resource(bucketInStack({ keepOldVersionsDays }).stack, 'aws_s3_bucket_lifecycle_configuration').rule;
    expect(rules()).toHaveProperty('0.noncurrent_version_expiration.0.noncurrent_days', 30);
    expect(rules(90)).toHaveProperty('0.noncurrent_version_expiration.0.noncurrent_days', 90);
  });

  it('leaves lifecycles to the rules of the organisation if the environment says so', () => {
    const stack = testStack({ bucketLifecycleRules: false });
    new Bucket(stack, 'Logs', { name: 'logs', lifecycle: [{ expireAfterDays: 400 }] });
    expect(resources(stack, 'aws_s3_bucket_lifecycle_configuration')).toEqual({});
    expect(resources(stack, 'aws_s3_bucket_versioning')).not.toEqual({});
  });

  it('goes with all that it holds in an environment without deletion protection', () => {
    const stack = testStack({ deletionProtection: false });
    new Bucket(stack, 'Logs', { name: 'logs', lifecycle: [] });
    expect(resource(stack, 'aws_s3_bucket')).toHaveProperty('force_destroy', true);
  });

  it('adds statements to its policy after that on TLS', () => {
    const { stack, bucket } = bucketInStack();
    bucket.allow({
      sid: 'Deliver',
      principal: { Service: 'delivery.logs.amazonaws.com' },
      actions: ['s3:PutObject'],
      resources: [`${bucket.arn}/flow-logs/*`],
    });
    const policy = resource(stack, 'aws_s3_bucket_policy');
    expect(statements(policy).map(({ Sid }) => Sid)).toEqual(['TlsOnly', 'Deliver']);
  });

  it('gives no role any permission by itself', () => {
    expect(resources(stack, 'aws_iam_role_policy')).toEqual({});
  });
});

describe('Bucket.grantRead', () => {
  it('lets a role list the bucket and read all of it', () => {
    const { given, arn } = granted((bucket, role) => bucket.grantRead(role));
    expect(given).toEqual([
      { Action: ['s3:GetObject'], Resource: [`${arn}/*`] },
      { Action: ['s3:ListBucket'], Resource: [arn] },
      { Action: ['s3:GetBucketLocation'], Resource: [arn] },
    ]);
  });

  it('limits both to a prefix', () => {
    const { given, arn } = granted((bucket, role) => bucket.grantRead(role, 'flow-logs/'));
    expect(given).toEqual([
      { Action: ['s3:GetObject'], Resource: [`${arn}/flow-logs/*`] },
      {
        Action: ['s3:ListBucket'],
        Resource: [arn],
        Condition: { StringLike: { 's3:prefix': ['flow-logs/*'] } },
      },
      { Action: ['s3:GetBucketLocation'], Resource: [arn] },
    ]);
  });
});

describe('Bucket.grantWrite', () => {
  it('lets a role write under prefixes, give up uploads, and nothing else', () => {
    const { given, arn } = granted((bucket, role) => bucket.grantWrite(role, 'flow-logs/', 'errors/'));
    expect(given).toEqual([
      {
        Action: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
        Resource: [`${arn}/flow-logs/*`, `${arn}/errors/*`],
      },
      { Action: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'], Resource: [arn] },
    ]);
  });
});

describe('Bucket.grantDelete', () => {
  it('lets a role delete under prefixes, but no old versions', () => {
    const { given, arn } = granted((bucket, role) => bucket.grantDelete(role, 'tables/', 'staging/'));
    const Resource = [`${arn}/tables/*`, `${arn}/staging/*`];
    expect(given).toEqual([{ Action: ['s3:DeleteObject'], Resource }]);
  });
});
