import { CloudBackend, LocalBackend, NamedCloudWorkspace, S3Backend } from 'cdktf';
import type { EgressStack } from './egress-stack';
import { bucketNameOf, nameOf } from './names';

/** Seen from the folder of a synthesised stack, in which Terraform runs. */
const LOCAL_STATE_FOLDER = '../../../.terraform-state';

/** Names, after the environment's prefix, of what the stack `state-backend` creates for the S3 backend. */
export const STATE_BUCKET = 'terraform-state';
export const STATE_LOCK_TABLE = 'terraform-locks';

/** Connects a stack to its own state in the backend that the environment has chosen. */
export function connectBackend(stack: EgressStack): void {
  const { state, region, environment } = stack.deployment;
  const workspace = `egress-${environment}-${stack.node.id}`;
  switch (state.type) {
    case 'local':
      new LocalBackend(stack, { path: `${LOCAL_STATE_FOLDER}/${workspace}.tfstate` });
      return;
    case 's3': {
      const usesTable = state.locking === 'dynamodb';
      new S3Backend(stack, {
        bucket: state.bucket ?? bucketNameOf(stack, STATE_BUCKET),
        key: `${workspace}/terraform.tfstate`,
        region: state.region ?? region,
        encrypt: true,
        dynamodbTable: usesTable ? (state.dynamodbTable ?? nameOf(stack, STATE_LOCK_TABLE)) : undefined,
      });
      if (!usesTable) stack.addOverride('terraform.backend.s3.use_lockfile', true);
      return;
    }
    case 'terraform-cloud':
      new CloudBackend(stack, {
        organization: state.organization,
        hostname: state.hostname,
        workspaces: new NamedCloudWorkspace(workspace),
      });
  }
}
