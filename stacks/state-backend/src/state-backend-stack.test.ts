import {
  nextStack,
  problems,
  resource,
  resources,
  synthesize,
  testDeployment,
} from '@egress/module-foundation/testing';
import { Testing } from 'cdktf';
import { StateBackendStack, type StateBackendStackProps } from './state-backend-stack';

const deployment = testDeployment({ state: { type: 's3', locking: 'dynamodb' } });

function stateBackend(locking: StateBackendStackProps['locking']): StateBackendStack {
  return new StateBackendStack(Testing.app(), 'state-backend', { deployment, locking });
}

describe('StateBackendStack', () => {
  const stack = stateBackend('dynamodb');

  it('keeps its own state locally, whatever the others do', () => {
    expect(synthesize(stack).terraform['backend']).toEqual({
      local: { path: '../../../.terraform-state/egress-test-state-backend.tfstate' },
    });
    expect(problems(stack)).toEqual([]);
  });

  it('makes the bucket and the table that the backends of the other stacks name', () => {
    const other = nextStack(Testing.app(), 'core', { state: deployment.state });
    expect(synthesize(other).terraform['backend']).toMatchObject({
      s3: {
        bucket: resource(stack, 'aws_s3_bucket')['bucket'],
        dynamodb_table: resource(stack, 'aws_dynamodb_table')['name'],
      },
    });
  });

  it('has the key that Terraform locks with', () => {
    expect(resource(stack, 'aws_dynamodb_table')).toMatchObject({
      hash_key: 'LockID',
      attribute: [{ name: 'LockID', type: 'S' }],
      deletion_protection_enabled: true,
    });
  });

  it('keeps old states for 90 days', () => {
    expect(resource(stack, 'aws_s3_bucket_versioning')).toMatchObject({
      versioning_configuration: { status: 'Enabled' },
    });
    expect(resource(stack, 'aws_s3_bucket_lifecycle_configuration')).toMatchObject({
      rule: [{ noncurrent_version_expiration: [{ noncurrent_days: 90 }] }],
    });
  });

  it('makes no table, and no key for it, where lock files do', () => {
    const lockFiles = stateBackend('s3-lockfile');
    expect(resources(lockFiles, 'aws_dynamodb_table')).toEqual({});
    expect(resources(lockFiles, 'aws_kms_key')).toEqual({});
  });
});
