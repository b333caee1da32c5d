import { interfaceOwners } from '../interface-owner';
import type { Inventory } from '../inventory';
import type { Placement } from '../placement';

/** Rows of `ref_interfaces`. */
export function interfaceRows(inventory: Inventory, { regionOf, zoneOf }: Placement) {
  const ownerOf = interfaceOwners(inventory);
  return inventory.networkInterfaces.map((item) => {
    const { type, resourceId, name } = ownerOf(item);
    return {
      interface_id: item.NetworkInterfaceId,
      account_id: item.OwnerId,
      region: regionOf(item.VpcId),
      vpc_id: item.VpcId,
      subnet_id: item.SubnetId,
      az_id: zoneOf(item.SubnetId),
      interface_type: type,
      resource_id: resourceId,
      instance_id: item.Attachment?.InstanceId,
      name,
    };
  });
}
