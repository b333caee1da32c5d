import path from 'node:path';
import type { AccountClients } from './account-clients';
import { createNetwork } from './create-network';
import type { DemoFolder } from './demo-folder';
import { readNetwork } from './described-network';
import { createPrivateBucket, openBucket, openSearchIndex } from './mistakes';
import { renameResources } from './rename-resources';
import { DRAINED_BUCKET, REGION, SHOP } from './simulated-organisation';

/**
 * Creates the resources of the simulated shop in the account, with the mistakes that its traffic tells of, and gives the
 * simulated files the ids that the account gave.
 *
 * @returns how many resources were created
 */
export async function prepareAccount({ data }: DemoFolder, { s3, ec2 }: AccountClients): Promise<number> {
  const network = readNetwork(path.join(data, 'inventory', REGION), SHOP);
  const ids = await createNetwork(ec2, network);
  await createPrivateBucket(s3, DRAINED_BUCKET);
  await openBucket(s3, DRAINED_BUCKET);
  for (const { GroupId } of network.securityGroups) await openSearchIndex(ec2, ids.of(GroupId));
  renameResources(data, ids.known);
  return ids.known.size + 1;
}
