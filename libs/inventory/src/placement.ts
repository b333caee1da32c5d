import type { Inventory } from './inventory';

/** Where resources are: what AWS says of a subnet or VPC holds for everything in it. */
export interface Placement {
  /** Region of a VPC. */
  readonly regionOf: (vpcId: string | null | undefined) => string | null;
  readonly accountOf: (vpcId: string | null | undefined) => string | null;
  /** Zone id of a subnet (`use1-az1`): zone names differ between accounts. */
  readonly zoneOf: (subnetId: string | null | undefined) => string | null;
}

/** Looks up once what the tables ask of every resource. */
export function placementIn(inventory: Inventory): Placement {
  const subnets = new Map(inventory.subnets.map((subnet) => [subnet.SubnetId, subnet]));
  const regions = new Map<string, string>();
  const accounts = new Map<string, string>();
  for (const { vpcId, region, account } of sightings(inventory)) {
    if (!vpcId) continue;
    if (region && !regions.has(vpcId)) regions.set(vpcId, region);
    if (account && !accounts.has(vpcId)) accounts.set(vpcId, account);
  }
  return {
    regionOf: (vpcId) => regions.get(vpcId ?? '') ?? null,
    accountOf: (vpcId) => accounts.get(vpcId ?? '') ?? null,
    zoneOf: (subnetId) => subnets.get(subnetId ?? '')?.AvailabilityZoneId ?? null,
  };
}

interface Sighting {
  readonly vpcId: string | null | undefined;
  readonly region?: string | null;
  readonly account?: string | null;
}

/** Where VPCs are said to be, best source first: zones are the resource's own, a file's name is somebody's word. */
function sightings(inventory: Inventory): Sighting[] {
  const { vpcs, subnets, networkInterfaces, instances, natGateways, routeTables } = inventory;
  return [
    ...vpcs.map((vpc) => ({ vpcId: vpc.VpcId, account: vpc.OwnerId })),
    ...[...subnets, ...networkInterfaces].map((item) => ({
      vpcId: item.VpcId,
      region: regionOfZone(item.AvailabilityZone),
      account: item.OwnerId,
    })),
    ...instances.map((instance) => ({
      vpcId: instance.VpcId,
      region: regionOfZone(instance.Placement?.AvailabilityZone),
      account: instance.OwnerId,
    })),
    ...inventory.vpcPeeringConnections
      .flatMap((peering) => [peering.AccepterVpcInfo, peering.RequesterVpcInfo])
      .map((vpc) => ({ vpcId: vpc?.VpcId, region: vpc?.Region, account: vpc?.OwnerId })),
    ...inventory.vpcEndpoints.map((endpoint) => ({
      vpcId: endpoint.VpcId,
      region: regionOfService(endpoint.ServiceName),
      account: endpoint.OwnerId,
    })),
    ...[...vpcs, ...natGateways, ...routeTables].map((item) => ({
      vpcId: item.VpcId,
      region: item.describedIn,
    })),
  ];
}

/** `us-west-2` for the zone `us-west-2a`, and also for the local zone `us-west-2-lax-1a`. */
function regionOfZone(zone: string | null | undefined): string | null {
  return /^[a-z]{2}(?:-[a-z]+)+-\d/.exec(zone ?? '')?.[0] ?? null;
}

/** `eu-west-1` for `com.amazonaws.eu-west-1.s3`. */
function regionOfService(serviceName: string | null | undefined): string | null {
  return serviceName?.split('.').find((part) => /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(part)) ?? null;
}
