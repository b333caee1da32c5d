import { cidrRange } from '@egress/addresses';
import type { Inventory } from '../inventory';
import type { Route } from '../resources';
import { subnetRouting } from '../route-tables';

interface RouteTarget {
  readonly target_type: string;
  readonly target_id: string | null;
}

/** Rows of `ref_routes`. Routes to prefix lists are not among them: their addresses are not in the inventory. */
export function routeRows(inventory: Inventory) {
  return subnetRouting(inventory).flatMap(({ subnetId, vpcId, routeTable }) =>
    (routeTable.Routes ?? []).flatMap((route) => {
      const cidr = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock;
      if (!cidr) return [];
      const { rangeStart, rangeEnd } = cidrRange(cidr);
      return [
        {
          vpc_id: vpcId,
          subnet_id: subnetId,
          range_start: rangeStart,
          range_end: rangeEnd,
          prefix_length: Number(cidr.split('/')[1]),
          ...routeTarget(route),
        },
      ];
    }),
  );
}

/** The keys that name a route's target. A route to an instance names its interface too. */
const TARGET_TYPES: readonly (readonly [key: keyof Route, type: string])[] = [
  ['NatGatewayId', 'nat_gateway'],
  ['TransitGatewayId', 'transit_gateway'],
  ['VpcPeeringConnectionId', 'vpc_peering'],
  ['EgressOnlyInternetGatewayId', 'egress_only_internet_gateway'],
  ['NetworkInterfaceId', 'interface'],
  ['InstanceId', 'interface'],
  ['LocalGatewayId', 'other'],
  ['CarrierGatewayId', 'other'],
  ['CoreNetworkArn', 'other'],
];

/** What a `GatewayId` is. */
const GATEWAY_TYPES: readonly (readonly [prefix: string, type: string])[] = [
  ['local', 'local'],
  ['igw-', 'internet_gateway'],
  ['vgw-', 'virtual_private_gateway'],
  ['vpce-', 'vpc_endpoint'],
];

function routeTarget(route: Route): RouteTarget {
  const [key, type] =
    TARGET_TYPES.find(([name]) => route[name]) ?? (['GatewayId', gatewayType(route)] as const);
  return { target_type: route.State === 'blackhole' ? 'blackhole' : type, target_id: route[key] ?? null };
}

function gatewayType({ GatewayId }: Route): string {
  return GATEWAY_TYPES.find(([prefix]) => GatewayId?.startsWith(prefix))?.[1] ?? 'other';
}
