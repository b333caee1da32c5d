import type { NatGateway, NetworkInterface, Subnet, VpcEndpoint, Vpc } from './network';
import { resourceId } from './resource-ids';

/** Makers of the network's parts: ids follow from names, so that a part is declared by what is peculiar to it. */

type Extras = Partial<Pick<NetworkInterface, 'secondaryIp' | 'ipv6' | 'publicIp'>>;

const NO_EXTRAS = { secondaryIp: null, ipv6: null, publicIp: null };

export function vpcOf(name: string, region: string, cidr: string, ipv6Cidr: string | null = null): Vpc {
  return { name, vpcId: resourceId('vpc', name), region, cidr, ipv6Cidr };
}

export function subnetOf(vpc: Vpc, name: string, azName: string, azId: string, cidr: string): Subnet {
  return { name, subnetId: resourceId('subnet', `${vpc.name}/${name}`), vpc, azName, azId, cidr };
}

/** An instance with one network interface. */
export function hostOf(
  subnet: Subnet,
  name: string,
  privateIp: string,
  extras: Extras = {},
): NetworkInterface {
  const instanceId = resourceId('i', name);
  return {
    ...NO_EXTRAS,
    name,
    interfaceId: resourceId('eni', name),
    interfaceType: 'interface',
    subnet,
    privateIp,
    instanceId,
    resourceId: instanceId,
    ...extras,
  };
}

export function natGatewayOf(subnet: Subnet, name: string, privateIp: string, publicIp: string): NatGateway {
  const natGatewayId = resourceId('nat', name);
  return {
    natGatewayId,
    networkInterface: {
      ...NO_EXTRAS,
      name,
      interfaceId: resourceId('eni', name),
      interfaceType: 'nat_gateway',
      subnet,
      privateIp,
      publicIp,
      instanceId: null,
      resourceId: natGatewayId,
    },
  };
}

/** A gateway endpoint: routes only, no interfaces. */
export function gatewayEndpointOf(vpc: Vpc, service: string): VpcEndpoint {
  const endpointId = resourceId('vpce', `${vpc.name}/gateway/${service}`);
  return { endpointId, endpointType: 'Gateway', service, vpc, interfaces: [] };
}

/** An interface endpoint with an interface in each of the given subnets, at the given address. */
export function interfaceEndpointOf(
  vpc: Vpc,
  service: string,
  places: readonly { readonly subnet: Subnet; readonly privateIp: string }[],
): VpcEndpoint {
  const name = `${vpc.name}/interface/${service}`;
  const endpointId = resourceId('vpce', name);
  const interfaces = places.map(({ subnet, privateIp }) => ({
    ...NO_EXTRAS,
    name: `${service} endpoint in ${subnet.name}`,
    interfaceId: resourceId('eni', `${name}/${subnet.name}`),
    interfaceType: 'vpc_endpoint' as const,
    subnet,
    privateIp,
    instanceId: null,
    resourceId: endpointId,
  }));
  return { endpointId, endpointType: 'Interface', service, vpc, interfaces };
}

/** The interface by which a transit gateway reaches into a VPC. */
export function transitGatewayInterfaceOf(
  subnet: Subnet,
  attachmentId: string,
  privateIp: string,
): NetworkInterface {
  return {
    ...NO_EXTRAS,
    name: `transit gateway in ${subnet.vpc.name}`,
    interfaceId: resourceId('eni', attachmentId),
    interfaceType: 'transit_gateway',
    subnet,
    privateIp,
    instanceId: null,
    resourceId: attachmentId,
  };
}
