import type { NetworkInterface } from '../organisation/network';
import { IDLE_ADDRESS, interfacesOf } from '../organisation/other-networks';
import type { RegionalOrganisation } from '../organisation/organisation';
import { ACCOUNT_ID, resourceId } from '../organisation/resource-ids';
import { WEB_SECURITY_GROUP_ID } from '../organisation/storefront';
import { nameTag } from './tags';

/** What `aws ec2 describe-network-interfaces`, `-instances` and `-addresses` print for a region. */

export function describeNetworkInterfaces({ networks }: RegionalOrganisation): object {
  return { NetworkInterfaces: networks.flatMap((network) => interfacesOf(network).map(networkInterfaceOf)) };
}

function networkInterfaceOf(networkInterface: NetworkInterface): object {
  const {
    interfaceType,
    subnet,
    privateIp,
    secondaryIp,
    ipv6,
    instanceId,
    resourceId: owner,
  } = networkInterface;
  const association = associationOf(networkInterface);
  return {
    ...(association && { Association: association }),
    Attachment: {
      AttachmentId: resourceId('eni-attach', networkInterface.interfaceId),
      DeviceIndex: instanceId === null ? 1 : 0,
      Status: 'attached',
      ...(instanceId === null
        ? { InstanceOwnerId: 'amazon-aws' }
        : { InstanceId: instanceId, InstanceOwnerId: ACCOUNT_ID }),
      DeleteOnTermination: instanceId !== null,
    },
    AvailabilityZone: subnet.azName,
    Description: DESCRIPTIONS[interfaceType](owner),
    Groups: [],
    InterfaceType: interfaceType,
    Ipv6Addresses: ipv6 === null ? [] : [{ Ipv6Address: ipv6 }],
    NetworkInterfaceId: networkInterface.interfaceId,
    OwnerId: ACCOUNT_ID,
    PrivateIpAddress: privateIp,
    PrivateIpAddresses: [
      { Primary: true, PrivateIpAddress: privateIp, ...(association && { Association: association }) },
      ...(secondaryIp === null ? [] : [{ Primary: false, PrivateIpAddress: secondaryIp }]),
    ],
    RequesterManaged: interfaceType !== 'interface',
    SourceDestCheck: interfaceType === 'interface',
    Status: 'in-use',
    SubnetId: subnet.subnetId,
    TagSet: [],
    VpcId: subnet.vpc.vpcId,
  };
}

const DESCRIPTIONS: Readonly<Record<NetworkInterface['interfaceType'], (owner: string) => string>> = {
  interface: () => '',
  nat_gateway: (id) => `Interface for NAT Gateway ${id}`,
  vpc_endpoint: (id) => `VPC Endpoint Interface ${id}`,
  transit_gateway: (id) => `Network Interface for Transit Gateway Attachment ${id}`,
};

function associationOf({ publicIp, interfaceId }: NetworkInterface): object | null {
  if (publicIp === null) return null;
  return {
    AllocationId: allocationIdOf(publicIp),
    AssociationId: resourceId('eipassoc', interfaceId),
    IpOwnerId: ACCOUNT_ID,
    PublicDnsName: '',
    PublicIp: publicIp,
  };
}

export function allocationIdOf(publicIp: string): string {
  return resourceId('eipalloc', publicIp);
}

export function describeInstances({ networks }: RegionalOrganisation): object {
  return {
    Reservations: networks.flatMap(({ hosts }) =>
      hosts.map((host) => ({
        ReservationId: resourceId('r', host.name),
        OwnerId: ACCOUNT_ID,
        Groups: [],
        Instances: [instanceOf(host)],
      })),
    ),
  };
}

function instanceOf(host: NetworkInterface): object {
  const { subnet, publicIp } = host;
  return {
    Architecture: 'arm64',
    InstanceId: host.instanceId,
    InstanceType: 'm7g.large',
    LaunchTime: '2026-08-03T09:00:00+00:00',
    NetworkInterfaces: [
      { NetworkInterfaceId: host.interfaceId, PrivateIpAddress: host.privateIp, SubnetId: subnet.subnetId },
    ],
    Placement: { AvailabilityZone: subnet.azName, GroupName: '', Tenancy: 'default' },
    PrivateIpAddress: host.privateIp,
    ...(publicIp !== null && { PublicIpAddress: publicIp }),
    SecurityGroups: host.name.startsWith('web-')
      ? [{ GroupName: 'web', GroupId: WEB_SECURITY_GROUP_ID }]
      : [],
    State: { Code: 16, Name: 'running' },
    SubnetId: subnet.subnetId,
    Tags: nameTag(host.name),
    VpcId: subnet.vpc.vpcId,
  };
}

/** Elastic IPs, the idle one among them. */
export function describeAddresses({ region, networks }: RegionalOrganisation): object {
  const used = networks.flatMap((network) =>
    interfacesOf(network).flatMap((networkInterface) =>
      networkInterface.publicIp === null
        ? []
        : [
            {
              ...(networkInterface.instanceId !== null && { InstanceId: networkInterface.instanceId }),
              PublicIp: networkInterface.publicIp,
              AllocationId: allocationIdOf(networkInterface.publicIp),
              AssociationId: resourceId('eipassoc', networkInterface.interfaceId),
              Domain: 'vpc',
              NetworkInterfaceId: networkInterface.interfaceId,
              NetworkInterfaceOwnerId: ACCOUNT_ID,
              PrivateIpAddress: networkInterface.privateIp,
              PublicIpv4Pool: 'amazon',
              NetworkBorderGroup: region,
            },
          ],
    ),
  );
  const idle = {
    PublicIp: IDLE_ADDRESS,
    AllocationId: allocationIdOf(IDLE_ADDRESS),
    Domain: 'vpc',
    PublicIpv4Pool: 'amazon',
    NetworkBorderGroup: region,
  };
  return { Addresses: region === 'us-east-1' ? [...used, idle] : used };
}
