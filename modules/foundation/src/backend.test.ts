import type { Deployment } from '@egress/configuration';
import { synthesize, testStack } from '../testing';

const BUCKET = { type: 's3', bucket: 'acme-states', dynamodbTable: 'locks', locking: 'dynamodb' } as const;

function terraformBlock(state: Deployment['state']): unknown {
  return synthesize(testStack({ state })).terraform;
}

describe('the state of a stack', () => {
  it('is a file of its own above the output folder, with a local backend', () => {
    expect(terraformBlock({ type: 'local' })).toMatchObject({
      backend: { local: { path: '../../../.terraform-state/egress-test-stack.tfstate' } },
    });
  });

  it('is an encrypted object of its own in S3, locked by a table', () => {
    expect(terraformBlock(BUCKET)).toMatchObject({
      backend: {
        s3: {
          bucket: 'acme-states',
          key: 'egress-test-stack/terraform.tfstate',
          encrypt: true,
          region: 'eu-west-1',
          dynamodb_table: 'locks',
        },
      },
    });
    expect(terraformBlock(BUCKET)).not.toHaveProperty('backend.s3.use_lockfile');
  });

  it('is locked by a file beside it, without a table, with s3-lockfile', () => {
    const terraform = terraformBlock({ ...BUCKET, locking: 's3-lockfile' });
    expect(terraform).toHaveProperty('backend.s3.use_lockfile', true);
    expect(terraform).not.toHaveProperty('backend.s3.dynamodb_table');
  });

  it('may be in a bucket of another region', () => {
    expect(terraformBlock({ ...BUCKET, region: 'us-west-2' })).toHaveProperty(
      'backend.s3.region',
      'us-west-2',
    );
  });

  it('is a workspace of its own in Terraform Cloud', () => {
    expect(
      terraformBlock({ type: 'terraform-cloud', organization: 'acme', hostname: 'tfe.acme.com' }),
    ).toMatchObject({
      cloud: { organization: 'acme', hostname: 'tfe.acme.com', workspaces: { name: 'egress-test-stack' } },
    });
  });
});
