import { z } from 'zod';
import {
  addressSchema,
  instanceSchema,
  natGatewaySchema,
  networkInterfaceSchema,
  routeTableSchema,
  subnetSchema,
  transitGatewayAttachmentSchema,
  vpcEndpointSchema,
  vpcPeeringConnectionSchema,
  vpcSchema,
} from './resources';

/** One of the calls whose output makes an inventory. */
interface Description<T> {
  /** As the AWS CLI calls it; its output is kept in a file `<command>.json`. */
  readonly command: string;
  /** Where the resources stand in the output. */
  readonly key: string;
  readonly schema: z.ZodType<T[]>;
  readonly idOf: (resource: T) => string;
}

const reservationSchema = z.object({
  OwnerId: z.string().nullish(),
  Instances: z.array(instanceSchema).nullish(),
});

export const DESCRIPTIONS = {
  vpcs: description('describe-vpcs', 'Vpcs', z.array(vpcSchema), (vpc) => vpc.VpcId),
  subnets: description('describe-subnets', 'Subnets', z.array(subnetSchema), (subnet) => subnet.SubnetId),
  networkInterfaces: description(
    'describe-network-interfaces',
    'NetworkInterfaces',
    z.array(networkInterfaceSchema),
    (networkInterface) => networkInterface.NetworkInterfaceId,
  ),
  instances: description(
    'describe-instances',
    'Reservations',
    z
      .array(reservationSchema)
      .transform((reservations) =>
        reservations.flatMap(({ OwnerId, Instances }) =>
          (Instances ?? []).map((instance) => ({ OwnerId, ...instance })),
        ),
      ),
    (instance) => instance.InstanceId,
  ),
  natGateways: description(
    'describe-nat-gateways',
    'NatGateways',
    z.array(natGatewaySchema),
    (nat) => nat.NatGatewayId,
  ),
  routeTables: description(
    'describe-route-tables',
    'RouteTables',
    z.array(routeTableSchema),
    (table) => table.RouteTableId,
  ),
  vpcEndpoints: description(
    'describe-vpc-endpoints',
    'VpcEndpoints',
    z.array(vpcEndpointSchema),
    (endpoint) => endpoint.VpcEndpointId,
  ),
  addresses: description(
    'describe-addresses',
    'Addresses',
    z.array(addressSchema),
    (address) => address.AllocationId ?? address.PublicIp,
  ),
  vpcPeeringConnections: description(
    'describe-vpc-peering-connections',
    'VpcPeeringConnections',
    z.array(vpcPeeringConnectionSchema),
    (peering) => peering.VpcPeeringConnectionId,
  ),
  transitGatewayAttachments: description(
    'describe-transit-gateway-attachments',
    'TransitGatewayAttachments',
    z.array(transitGatewayAttachmentSchema),
    (attachment) => attachment.TransitGatewayAttachmentId,
  ),
};

export type ResourceKind = keyof typeof DESCRIPTIONS;
export const RESOURCE_KINDS = Object.keys(DESCRIPTIONS) as ResourceKind[];

/** A resource, and the region that the name or folder of its file tells (null if none). */
export type Resource<K extends ResourceKind> = z.output<(typeof DESCRIPTIONS)[K]['schema']>[number] & {
  readonly describedIn: string | null;
};

/** What AWS accounts have, each resource once, in AWS's own shapes. */
export type Inventory = { readonly [K in ResourceKind]: readonly Resource<K>[] };

export const emptyInventory: Inventory = {
  vpcs: [],
  subnets: [],
  networkInterfaces: [],
  instances: [],
  natGateways: [],
  routeTables: [],
  vpcEndpoints: [],
  addresses: [],
  vpcPeeringConnections: [],
  transitGatewayAttachments: [],
};

function description<T>(
  command: string,
  key: string,
  schema: z.ZodType<T[]>,
  idOf: (resource: T) => string,
): Description<T> {
  return { command, key, schema, idOf };
}
