import type { Inventory } from '../inventory';
import type { Placement } from '../placement';
import { nameOf } from '../resources';

/** Rows of `ref_nat_gateways`; a regional NAT gateway has no subnet and no zone. */
export function natGatewayRows(inventory: Inventory, { regionOf, accountOf, zoneOf }: Placement) {
  return inventory.natGateways.map((nat) => ({
    nat_gateway_id: nat.NatGatewayId,
    region: regionOf(nat.VpcId),
    account_id: accountOf(nat.VpcId),
    vpc_id: nat.VpcId,
    subnet_id: nat.SubnetId,
    az_id: zoneOf(nat.SubnetId),
    name: nameOf(nat.Tags),
    state: nat.State,
    created_at: nat.CreateTime ? Math.floor(Date.parse(nat.CreateTime) / 1000) : null,
  }));
}
