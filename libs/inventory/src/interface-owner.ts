import type { Inventory, Resource } from './inventory';
import { nameOf } from './resources';

/** What a network interface belongs to. */
export interface InterfaceOwner {
  readonly type: string;
  /** nat-…, vpce-…, tgw-attach-…, i-…, or the name of a load balancer or function; null where AWS does not tell. */
  readonly resourceId: string | null;
  readonly name: string | null;
}

/** AWS tells the owner of an interface that a service made only in its description. */
const DESCRIPTIONS: readonly { readonly pattern: RegExp; readonly type: string }[] = [
  { pattern: /^Interface for NAT Gateway (nat-\S+)/, type: 'nat_gateway' },
  { pattern: /^VPC Endpoint Interface (vpce-\S+)/, type: 'vpc_endpoint' },
  { pattern: /^Network Interface for Transit Gateway Attachment (tgw-attach-\S+)/, type: 'transit_gateway' },
  { pattern: /^ELB (net\/\S+)/, type: 'network_load_balancer' },
  { pattern: /^ELB (gwy\/\S+)/, type: 'gateway_load_balancer' },
  { pattern: /^ELB (\S+)/, type: 'load_balancer' },
  { pattern: /^AWS Lambda VPC ENI-(.+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, type: 'lambda' },
  { pattern: /^RDSNetworkInterface/, type: 'rds' },
  { pattern: /^ElastiCache (\S+)/, type: 'elasticache' },
  { pattern: /^EFS mount target for (fs-\S+)/, type: 'efs' },
];

/** Spellings of the API that differ from those of flow logs, and endpoints that bill like the others. */
const TYPES: Readonly<Record<string, string>> = {
  natGateway: 'nat_gateway',
  gateway_load_balancer_endpoint: 'vpc_endpoint',
};

/** Answers what each interface of the inventory belongs to. */
export function interfaceOwners(
  inventory: Inventory,
): (item: Resource<'networkInterfaces'>) => InterfaceOwner {
  const owners = new Map<string, InterfaceOwner>();
  const names = new Map<string, string | null>();
  for (const nat of inventory.natGateways) {
    const owner = { type: 'nat_gateway', resourceId: nat.NatGatewayId, name: nameOf(nat.Tags) };
    names.set(nat.NatGatewayId, owner.name);
    for (const { NetworkInterfaceId } of nat.NatGatewayAddresses ?? []) {
      if (NetworkInterfaceId) owners.set(NetworkInterfaceId, owner);
    }
  }
  for (const endpoint of inventory.vpcEndpoints) {
    const owner = { type: 'vpc_endpoint', resourceId: endpoint.VpcEndpointId, name: nameOf(endpoint.Tags) };
    names.set(endpoint.VpcEndpointId, owner.name);
    for (const networkInterfaceId of endpoint.NetworkInterfaceIds ?? [])
      owners.set(networkInterfaceId, owner);
  }
  for (const item of inventory.transitGatewayAttachments)
    names.set(item.TransitGatewayAttachmentId, nameOf(item.Tags));
  for (const instance of inventory.instances) names.set(instance.InstanceId, nameOf(instance.Tags));

  return (item) => {
    const owner = owners.get(item.NetworkInterfaceId) ?? describedOwner(item);
    const name = nameOf(item.TagSet) ?? owner.name ?? names.get(owner.resourceId ?? '') ?? null;
    return { ...owner, name };
  };
}

function describedOwner({
  Attachment,
  Description,
  InterfaceType,
}: Resource<'networkInterfaces'>): InterfaceOwner {
  const type = TYPES[InterfaceType ?? ''] ?? InterfaceType ?? 'interface';
  if (Attachment?.InstanceId) return { type, resourceId: Attachment.InstanceId, name: null };
  return serviceOwner(Description ?? '') ?? { type, resourceId: null, name: null };
}

function serviceOwner(text: string): InterfaceOwner | undefined {
  for (const { pattern, type } of DESCRIPTIONS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const resourceId = match[1] ?? null;
    const isId = /^(?:nat|vpce|tgw-attach|fs)-/.test(resourceId ?? '');
    return { type, resourceId, name: isId ? null : resourceId };
  }
  return undefined;
}
