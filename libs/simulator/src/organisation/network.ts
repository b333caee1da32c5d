/** The parts of the simulated network, in AWS's terms. Everything else refers to these. */

export interface Vpc {
  readonly name: string;
  readonly vpcId: string;
  readonly region: string;
  readonly cidr: string;
  readonly ipv6Cidr: string | null;
}

export interface Subnet {
  readonly name: string;
  readonly subnetId: string;
  readonly vpc: Vpc;
  /** The account's name of the zone (`us-east-1a`); which zone that is differs per account. */
  readonly azName: string;
  readonly azId: string;
  readonly cidr: string;
}

export type InterfaceType = 'interface' | 'nat_gateway' | 'vpc_endpoint' | 'transit_gateway';

export interface NetworkInterface {
  readonly name: string;
  readonly interfaceId: string;
  readonly interfaceType: InterfaceType;
  readonly subnet: Subnet;
  readonly privateIp: string;
  readonly secondaryIp: string | null;
  readonly ipv6: string | null;
  /** Elastic IP or public IPv4 address. */
  readonly publicIp: string | null;
  readonly instanceId: string | null;
  /** What the interface belongs to: an instance, NAT gateway, endpoint or transit gateway attachment. */
  readonly resourceId: string;
}

export interface NatGateway {
  readonly natGatewayId: string;
  readonly networkInterface: NetworkInterface;
}

export interface VpcEndpoint {
  readonly endpointId: string;
  readonly endpointType: 'Gateway' | 'Interface';
  /** As in `com.amazonaws.<region>.<service>`. */
  readonly service: string;
  readonly vpc: Vpc;
  /** Of interface endpoints, one per zone. */
  readonly interfaces: readonly NetworkInterface[];
}

export interface Route {
  /** A CIDR, or the prefix list of a gateway endpoint (`pl-…`). */
  readonly destination: string;
  /** `local`, or the id of a gateway, NAT gateway, transit gateway, peering connection or endpoint. */
  readonly target: string;
  readonly isBlackhole?: boolean;
}

export interface RouteTable {
  readonly routeTableId: string;
  readonly name: string;
  readonly vpc: Vpc;
  /** Empty for a VPC's main table, which serves the subnets that no other table names. */
  readonly subnets: readonly Subnet[];
  readonly routes: readonly Route[];
}

export interface PeeringConnection {
  readonly peeringId: string;
  readonly requester: Vpc;
  readonly accepter: Vpc;
}

export interface TransitGatewayAttachment {
  readonly attachmentId: string;
  readonly transitGatewayId: string;
  readonly vpc: Vpc;
  readonly networkInterface: NetworkInterface;
}

/** A VPC with all that is in it. */
export interface Network {
  readonly vpc: Vpc;
  readonly subnets: readonly Subnet[];
  readonly hosts: readonly NetworkInterface[];
  readonly natGateways: readonly NatGateway[];
  readonly endpoints: readonly VpcEndpoint[];
  readonly routeTables: readonly RouteTable[];
}
