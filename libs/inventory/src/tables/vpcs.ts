import type { Inventory } from '../inventory';
import type { Placement } from '../placement';
import { nameOf } from '../resources';
import { rangeRows } from './range-rows';

/** Rows of `ref_vpcs`: the described VPCs, and those at the far end of a peering connection. */
export function vpcRows(inventory: Inventory, { regionOf, accountOf }: Placement) {
  const described = inventory.vpcs.map((vpc) => ({
    vpcId: vpc.VpcId,
    name: nameOf(vpc.Tags),
    blocks: [
      vpc.CidrBlock,
      ...(vpc.CidrBlockAssociationSet ?? []).map((block) => block.CidrBlock),
      ...(vpc.Ipv6CidrBlockAssociationSet ?? []).map((block) => block.Ipv6CidrBlock),
    ],
  }));
  const peered = inventory.vpcPeeringConnections
    .flatMap((peering) => [peering.AccepterVpcInfo, peering.RequesterVpcInfo])
    .flatMap((vpc) =>
      vpc?.VpcId
        ? [
            {
              vpcId: vpc.VpcId,
              name: null,
              blocks: [
                vpc.CidrBlock,
                ...(vpc.CidrBlockSet ?? []).map((block) => block.CidrBlock),
                ...(vpc.Ipv6CidrBlockSet ?? []).map((block) => block.Ipv6CidrBlock),
              ],
            },
          ]
        : [],
    );
  // Later entries do not replace earlier ones: a description says more than a peering connection.
  const vpcs = new Map([...described, ...peered].reverse().map((vpc) => [vpc.vpcId, vpc]));
  return [...vpcs.values()].flatMap(({ vpcId, name, blocks }) =>
    rangeRows(blocks).map((range) => ({
      region: regionOf(vpcId),
      account_id: accountOf(vpcId),
      vpc_id: vpcId,
      name,
      ...range,
    })),
  );
}
