import type { Inventory, Resource } from './inventory';

/** A subnet with the route table that it uses. */
export interface SubnetRouting {
  readonly subnetId: string;
  readonly vpcId: string;
  readonly routeTable: Resource<'routeTables'>;
}

/** The route table of each subnet: the one associated with it, else its VPC's main one. */
export function subnetRouting(inventory: Inventory): SubnetRouting[] {
  const explicit = new Map<string, Resource<'routeTables'>>();
  const main = new Map<string, Resource<'routeTables'>>();
  for (const routeTable of inventory.routeTables) {
    for (const { SubnetId, Main } of routeTable.Associations ?? []) {
      if (SubnetId) explicit.set(SubnetId, routeTable);
      if (Main) main.set(routeTable.VpcId, routeTable);
    }
  }
  return inventory.subnets.flatMap(({ SubnetId, VpcId }) => {
    const routeTable = explicit.get(SubnetId) ?? main.get(VpcId);
    return routeTable ? [{ subnetId: SubnetId, vpcId: VpcId, routeTable }] : [];
  });
}
