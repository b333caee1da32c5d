import { addressKey } from '@egress/addresses';
import type { Inventory, Resource } from '../inventory';

/** An address where some description mentions it. */
interface Sighting {
  readonly address: string | null | undefined;
  readonly isPublic: boolean;
  readonly interfaceId: string | null | undefined;
  readonly vpcId: string | null | undefined;
}

interface AddressRow {
  readonly address_key: string;
  readonly address: string;
  readonly vpc_id: string | null;
  readonly interface_id: string | null;
  readonly is_public: boolean;
}

/**
 * Rows of `ref_addresses`: all addresses of the interfaces, and Elastic IPs that no interface has. IPv6 addresses count
 * as private ones: inside a VPC they are billed alike.
 */
export function addressRows(inventory: Inventory): AddressRow[] {
  const vpcs = new Map(inventory.networkInterfaces.map((item) => [item.NetworkInterfaceId, item.VpcId]));
  const sightings = [
    ...inventory.networkInterfaces.flatMap(interfaceAddresses),
    ...inventory.natGateways.flatMap(natGatewayAddresses),
    ...inventory.addresses.map(({ PublicIp, NetworkInterfaceId }) => ({
      address: PublicIp,
      isPublic: true,
      interfaceId: NetworkInterfaceId,
      vpcId: vpcs.get(NetworkInterfaceId ?? ''),
    })),
  ];
  const rows = new Map<string, AddressRow>();
  for (const { address, isPublic, interfaceId = null, vpcId = null } of sightings) {
    if (!address) continue;
    rows.set(`${interfaceId} ${address}`, {
      address_key: addressKey(address),
      address,
      vpc_id: vpcId,
      interface_id: interfaceId,
      is_public: isPublic,
    });
  }
  return [...rows.values()];
}

function interfaceAddresses(item: Resource<'networkInterfaces'>): Sighting[] {
  const owner = { interfaceId: item.NetworkInterfaceId, vpcId: item.VpcId };
  return [item, ...(item.PrivateIpAddresses ?? [])]
    .flatMap(({ PrivateIpAddress, Association }) => [
      { ...owner, address: PrivateIpAddress, isPublic: false },
      { ...owner, address: Association?.PublicIp, isPublic: true },
    ])
    .concat(
      (item.Ipv6Addresses ?? []).map(({ Ipv6Address }) => ({
        ...owner,
        address: Ipv6Address,
        isPublic: false,
      })),
    );
}

function natGatewayAddresses(nat: Resource<'natGateways'>): Sighting[] {
  return (nat.NatGatewayAddresses ?? []).flatMap(({ NetworkInterfaceId, PrivateIp, PublicIp }) => {
    const owner = { interfaceId: NetworkInterfaceId, vpcId: nat.VpcId };
    return [
      { ...owner, address: PrivateIp, isPublic: false },
      { ...owner, address: PublicIp, isPublic: true },
    ];
  });
}
