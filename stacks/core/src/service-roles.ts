import { Role } from '@egress/module-security';
import type { CoreStack } from './core-stack';

/** Roles that AWS services assume. */
export interface ServiceRoles {
  readonly firehose: Role;
  readonly glue: Role;
  readonly sageMaker: Role;
  readonly quickSight: Role;
}

/** The roles of the services that work on core's buckets, with what they need there and nowhere else. */
export function createServiceRoles(stack: CoreStack): ServiceRoles {
  return {
    firehose: firehoseRole(stack),
    glue: glueRole(stack),
    sageMaker: sageMakerRole(stack),
    quickSight: quickSightRole(stack),
  };
}

/** Starts empty: the delivery stream gives it what it needs. */
function firehoseRole(stack: CoreStack): Role {
  return new Role(stack, 'FirehoseRole', {
    name: 'firehose',
    description: 'Delivers flow logs to the raw bucket',
    assumedBy: { service: 'firehose.amazonaws.com' },
  });
}

function glueRole(stack: CoreStack): Role {
  const role = new Role(stack, 'GlueRole', {
    name: 'glue',
    description: 'Turns raw logs and bills into tables',
    assumedBy: { service: 'glue.amazonaws.com' },
  });
  stack.rawLogs.grantRead(role);
  stack.processedData.grantRead(role);
  stack.processedData.grantWrite(role);
  // A re-run of an hour replaces that hour's files.
  stack.processedData.grantDelete(role, '');
  stack.modelArtifacts.grantRead(role, 'glue-scripts/');
  stack.logGroups.glue.grantWrite(role);
  stack.encryptionKey.grantEncryptDecrypt(role);
  return role;
}

function sageMakerRole(stack: CoreStack): Role {
  const role = new Role(stack, 'SageMakerRole', {
    name: 'sagemaker',
    description: 'Trains and hosts the anomaly detector, and runs the notebook',
    assumedBy: { service: 'sagemaker.amazonaws.com' },
  });
  stack.processedData.grantRead(role);
  stack.modelArtifacts.grantRead(role);
  stack.modelArtifacts.grantWrite(role);
  stack.logGroups.sageMaker.grantWrite(role);
  stack.encryptionKey.grantEncryptDecrypt(role);
  return role;
}

function quickSightRole(stack: CoreStack): Role {
  const role = new Role(stack, 'QuickSightRole', {
    name: 'quicksight',
    description: 'Reads the tables through Athena for dashboards',
    assumedBy: { service: 'quicksight.amazonaws.com' },
  });
  stack.processedData.grantRead(role);
  stack.processedData.grantWrite(role, 'athena-results/');
  return role;
}
