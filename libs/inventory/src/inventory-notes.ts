import { DESCRIPTIONS, type Inventory, type ResourceKind } from './inventory';

/** What cannot be told without a description that every account in use has. */
const NEEDED: Partial<Record<ResourceKind, string>> = {
  subnets: 'the availability zone of addresses',
  networkInterfaces: 'whose an address is, and which interfaces are NAT gateways and endpoints',
  routeTables: 'which path traffic takes where the logs do not say it',
  instances: 'the names of instances',
};

/** Sentences about what an inventory lacks: descriptions, zones, and routes that cannot be followed. */
export function inventoryNotes(inventory: Inventory): string[] {
  const missing = (Object.keys(NEEDED) as ResourceKind[])
    .filter((kind) => inventory[kind].length === 0)
    .map(
      (kind) =>
        `The inventory holds nothing of ${DESCRIPTIONS[kind].command}, which would tell ${NEEDED[kind]}.`,
    );
  const withoutZone = inventory.subnets.filter((subnet) => !subnet.AvailabilityZoneId);
  const gateways = new Set(inventory.vpcEndpoints.map((endpoint) => endpoint.VpcEndpointId));
  const unfollowed = new Set(
    inventory.routeTables.flatMap(({ Routes }) =>
      (Routes ?? []).flatMap(({ DestinationPrefixListId, GatewayId }) =>
        DestinationPrefixListId && !gateways.has(GatewayId ?? '') ? [DestinationPrefixListId] : [],
      ),
    ),
  );
  return [
    ...missing,
    ...(withoutZone.length > 0
      ? [
          `${withoutZone.length} subnets of the inventory have no AvailabilityZoneId: their cross-AZ bytes cannot be told.`,
        ]
      : []),
    ...(unfollowed.size > 0
      ? [
          `Routes to the prefix lists ${[...unfollowed].join(', ')} are not followed: the inventory does not hold their addresses.`,
        ]
      : []),
  ];
}
