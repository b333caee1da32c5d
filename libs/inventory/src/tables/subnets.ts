import type { Inventory } from '../inventory';
import type { Placement } from '../placement';
import { nameOf } from '../resources';
import { rangeRows } from './range-rows';

/** Rows of `ref_subnets`. */
export function subnetRows(inventory: Inventory, { regionOf, accountOf }: Placement) {
  return inventory.subnets.flatMap((subnet) =>
    rangeRows([
      subnet.CidrBlock,
      ...(subnet.Ipv6CidrBlockAssociationSet ?? []).map((block) => block.Ipv6CidrBlock),
    ]).map((range) => ({
      region: regionOf(subnet.VpcId),
      account_id: subnet.OwnerId ?? accountOf(subnet.VpcId),
      vpc_id: subnet.VpcId,
      subnet_id: subnet.SubnetId,
      az_id: subnet.AvailabilityZoneId,
      name: nameOf(subnet.Tags),
      ...range,
    })),
  );
}
