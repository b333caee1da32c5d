import { z } from 'zod';

/**
 * What of the AWS CLI's `describe-*` output is used. Keys are AWS's; unknown ones are allowed and dropped, and all that
 * can be done without is optional.
 */
const text = z.string().nullish();
const tags = z.array(z.object({ Key: z.string(), Value: z.string() })).nullish();
const cidr = z.union([z.cidrv4(), z.cidrv6()], { error: 'is no CIDR block' });
const ip = z.union([z.ipv4(), z.ipv6()], { error: 'is no IP address' });
const list = <T extends z.ZodType>(item: T) => z.array(item).nullish();

const ipv6Blocks = list(z.object({ Ipv6CidrBlock: cidr }));

export const vpcSchema = z.object({
  VpcId: z.string(),
  OwnerId: text,
  CidrBlock: cidr.nullish(),
  CidrBlockAssociationSet: list(z.object({ CidrBlock: cidr })),
  Ipv6CidrBlockAssociationSet: ipv6Blocks,
  Tags: tags,
});

export const subnetSchema = z.object({
  SubnetId: z.string(),
  VpcId: z.string(),
  OwnerId: text,
  AvailabilityZone: text,
  AvailabilityZoneId: text,
  CidrBlock: cidr.nullish(),
  Ipv6CidrBlockAssociationSet: ipv6Blocks,
  Tags: tags,
});

export const networkInterfaceSchema = z.object({
  NetworkInterfaceId: z.string(),
  OwnerId: text,
  VpcId: text,
  SubnetId: text,
  AvailabilityZone: text,
  InterfaceType: text,
  Description: text,
  RequesterId: text,
  Attachment: z.object({ InstanceId: text }).nullish(),
  PrivateIpAddress: ip.nullish(),
  PrivateIpAddresses: list(
    z.object({ PrivateIpAddress: ip.nullish(), Association: z.object({ PublicIp: ip.nullish() }).nullish() }),
  ),
  Association: z.object({ PublicIp: ip.nullish() }).nullish(),
  Ipv6Addresses: list(z.object({ Ipv6Address: ip })),
  TagSet: tags,
});

export const instanceSchema = z.object({
  InstanceId: z.string(),
  VpcId: text,
  SubnetId: text,
  Placement: z.object({ AvailabilityZone: text }).nullish(),
  State: z.object({ Name: text }).nullish(),
  Tags: tags,
});

export const natGatewaySchema = z.object({
  NatGatewayId: z.string(),
  VpcId: text,
  /** Absent for regional NAT gateways, which are in all zones. */
  SubnetId: text,
  State: text,
  CreateTime: text,
  NatGatewayAddresses: list(
    z.object({ NetworkInterfaceId: text, PrivateIp: ip.nullish(), PublicIp: ip.nullish() }),
  ),
  Tags: tags,
});

export const routeSchema = z.object({
  DestinationCidrBlock: cidr.nullish(),
  DestinationIpv6CidrBlock: cidr.nullish(),
  DestinationPrefixListId: text,
  State: text,
  GatewayId: text,
  NatGatewayId: text,
  TransitGatewayId: text,
  VpcPeeringConnectionId: text,
  EgressOnlyInternetGatewayId: text,
  NetworkInterfaceId: text,
  InstanceId: text,
  LocalGatewayId: text,
  CarrierGatewayId: text,
  CoreNetworkArn: text,
});

export const routeTableSchema = z.object({
  RouteTableId: z.string(),
  VpcId: z.string(),
  OwnerId: text,
  Associations: list(z.object({ Main: z.boolean().nullish(), SubnetId: text })),
  Routes: list(routeSchema),
});

export const vpcEndpointSchema = z.object({
  VpcEndpointId: z.string(),
  VpcId: text,
  OwnerId: text,
  VpcEndpointType: text,
  ServiceName: text,
  State: text,
  RouteTableIds: list(z.string()),
  SubnetIds: list(z.string()),
  NetworkInterfaceIds: list(z.string()),
  Tags: tags,
});

/** An Elastic IP address. */
export const addressSchema = z.object({
  PublicIp: ip,
  AllocationId: text,
  NetworkInterfaceId: text,
  NetworkBorderGroup: text,
});

const peeredVpc = z.object({
  VpcId: text,
  OwnerId: text,
  Region: text,
  CidrBlock: cidr.nullish(),
  CidrBlockSet: list(z.object({ CidrBlock: cidr })),
  Ipv6CidrBlockSet: ipv6Blocks,
});

export const vpcPeeringConnectionSchema = z.object({
  VpcPeeringConnectionId: z.string(),
  AccepterVpcInfo: peeredVpc.nullish(),
  RequesterVpcInfo: peeredVpc.nullish(),
});

export const transitGatewayAttachmentSchema = z.object({
  TransitGatewayAttachmentId: z.string(),
  TransitGatewayId: text,
  ResourceType: text,
  ResourceId: text,
  ResourceOwnerId: text,
  Tags: tags,
});

export type Route = z.infer<typeof routeSchema>;
export type Tags = z.infer<typeof tags>;

/** The value of the tag `Name`, or null. */
export function nameOf(resourceTags: Tags): string | null {
  return resourceTags?.find((tag) => tag.Key === 'Name')?.Value || null;
}
