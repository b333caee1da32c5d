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

/**
 * What the jobs write and replace in the processed bucket: tables and rows they refuse, feature vectors, the bill's prices,
 * what makes results exact. Not what a deployment puts there, nor `published/`, which CloudFront shows to everybody.
 */
const WRITTEN_BY_JOBS = [
  'egress_hourly/',
  'egress_cost_daily/',
  'egress_features_hourly/',
  'quarantine/',
  'training-vectors/',
  'reference/bill_rates/',
  '_ledger/',
  // Without a slash: the file system of Glue marks a folder by an object beside it, staging_$folder$.
  'staging',
] as const;

function glueRole(stack: CoreStack): Role {
  const role = new Role(stack, 'GlueRole', {
    name: 'glue',
    description: 'Turns raw logs and bills into tables',
    assumedBy: { service: 'glue.amazonaws.com' },
  });
  stack.rawLogs.grantRead(role);
  stack.processedData.grantRead(role);
  stack.processedData.grantWrite(role, ...WRITTEN_BY_JOBS);
  // A day is replaced as a whole, and with it files that its new result does not have.
  stack.processedData.grantDelete(role, ...WRITTEN_BY_JOBS);
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
  // Not `models/` nor `glue-scripts/`: what detection goes by and what other services execute.
  stack.modelArtifacts.grantWrite(role, 'training-output/');
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
