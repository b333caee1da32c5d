import {
  EgressStack,
  type EgressStackProps,
  exempt,
  STATE_BUCKET,
  STATE_LOCK_TABLE,
} from '@egress/module-foundation';
import { EncryptionKey } from '@egress/module-security';
import { Bucket, Table } from '@egress/module-storage';
import type { Construct } from 'constructs';

export interface StateBackendStackProps extends EgressStackProps {
  /** How the other stacks lock their state; only `dynamodb` needs a table. */
  readonly locking: 'dynamodb' | 's3-lockfile';
}

/** Versions of a state file outlive the next few deployments, to go back to. */
const KEEP_OLD_STATES_DAYS = 90;

/**
 * The bucket and the table of locks that the S3 backend of all other stacks uses. Its own state is always local: it has
 * to be there before the backend is.
 */
export class StateBackendStack extends EgressStack {
  constructor(scope: Construct, id: string, { deployment, locking }: StateBackendStackProps) {
    super(scope, id, { deployment: { ...deployment, state: { type: 'local' } } });
    const states = new Bucket(this, 'StateFiles', {
      name: STATE_BUCKET,
      lifecycle: [],
      keepOldVersionsDays: KEEP_OLD_STATES_DAYS,
    });
    exempt(states, { CKV_AWS_18: 'is made before there is a bucket that could take its access logs' });
    if (locking === 'dynamodb') this.createLockTable();
  }

  private createLockTable(): void {
    new Table(this, 'Locks', {
      name: STATE_LOCK_TABLE,
      encryptionKey: new EncryptionKey(this, 'EncryptionKey', {
        name: 'terraform-locks',
        description: 'Locks of the Terraform state of the egress cost optimizer',
      }),
      // The name that Terraform's S3 backend expects.
      partitionKey: { name: 'LockID', type: 'S' },
    });
  }
}
