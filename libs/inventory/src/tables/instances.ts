import type { Inventory } from '../inventory';
import type { Placement } from '../placement';
import { nameOf } from '../resources';

/** Rows of `ref_instances`. */
export function instanceRows(inventory: Inventory, { regionOf, accountOf, zoneOf }: Placement) {
  return inventory.instances.map((instance) => ({
    instance_id: instance.InstanceId,
    region: regionOf(instance.VpcId),
    account_id: instance.OwnerId ?? accountOf(instance.VpcId),
    vpc_id: instance.VpcId,
    subnet_id: instance.SubnetId,
    az_id: zoneOf(instance.SubnetId),
    name: nameOf(instance.Tags),
    state: instance.State?.Name,
  }));
}
