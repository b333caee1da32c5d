import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { organisationByRegion, type RegionalOrganisation } from '../organisation/organisation';
import {
  describeNatGateways,
  describeTransitGatewayAttachments,
  describeVpcEndpoints,
  describeVpcPeeringConnections,
} from './describe-gateways';
import { describeAddresses, describeInstances, describeNetworkInterfaces } from './describe-hosts';
import { describeRouteTables, describeSubnets, describeVpcs } from './describe-network';

const CALLS: Readonly<Record<string, (organisation: RegionalOrganisation) => object>> = {
  'describe-vpcs': describeVpcs,
  'describe-subnets': describeSubnets,
  'describe-route-tables': describeRouteTables,
  'describe-network-interfaces': describeNetworkInterfaces,
  'describe-instances': describeInstances,
  'describe-addresses': describeAddresses,
  'describe-nat-gateways': describeNatGateways,
  'describe-vpc-endpoints': describeVpcEndpoints,
  'describe-vpc-peering-connections': describeVpcPeeringConnections,
  'describe-transit-gateway-attachments': describeTransitGatewayAttachments,
};

/** Writes the JSON that the AWS CLI's describe calls print: a folder per region below `folder`. */
export function writeInventory(folder: string): void {
  for (const organisation of organisationByRegion()) {
    const regionFolder = path.join(folder, organisation.region);
    mkdirSync(regionFolder, { recursive: true });
    for (const [name, describe] of Object.entries(CALLS)) {
      writeFileSync(
        path.join(regionFolder, `${name}.json`),
        `${JSON.stringify(describe(organisation), null, 4)}\n`,
      );
    }
  }
}
