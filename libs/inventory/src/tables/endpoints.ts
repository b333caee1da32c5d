import { endpointService } from '../endpoint-service';
import type { Inventory, Resource } from '../inventory';
import type { Placement } from '../placement';
import { subnetRouting } from '../route-tables';

/** States in which an endpoint neither carries traffic nor costs anything. */
const GONE = ['deleting', 'deleted', 'rejected', 'failed', 'expired'];

function isThere({ State }: Resource<'vpcEndpoints'>): boolean {
  return !GONE.includes(State?.toLowerCase() ?? '');
}

/** Rows of `ref_endpoints`. */
export function endpointRows(inventory: Inventory, { regionOf, accountOf, zoneOf }: Placement) {
  return inventory.vpcEndpoints.filter(isThere).map((endpoint) => ({
    endpoint_id: endpoint.VpcEndpointId,
    region: regionOf(endpoint.VpcId),
    account_id: endpoint.OwnerId ?? accountOf(endpoint.VpcId),
    vpc_id: endpoint.VpcId,
    service_name: endpoint.ServiceName,
    service: endpointService(endpoint.ServiceName),
    endpoint_type: endpoint.VpcEndpointType,
    az_count: new Set((endpoint.SubnetIds ?? []).map((subnetId) => zoneOf(subnetId) ?? subnetId)).size,
  }));
}

/** Rows of `ref_gateway_endpoints`. */
export function gatewayEndpointRows(inventory: Inventory) {
  const gateways = inventory.vpcEndpoints.filter(
    (endpoint) => endpoint.VpcEndpointType === 'Gateway' && isThere(endpoint),
  );
  return subnetRouting(inventory).flatMap(({ subnetId, vpcId, routeTable }) => {
    const routed = new Set((routeTable.Routes ?? []).map((route) => route.GatewayId));
    return gateways
      .filter(
        ({ VpcEndpointId, RouteTableIds }) =>
          routed.has(VpcEndpointId) || (RouteTableIds ?? []).includes(routeTable.RouteTableId),
      )
      .map((endpoint) => ({
        vpc_id: vpcId,
        subnet_id: subnetId,
        endpoint_id: endpoint.VpcEndpointId,
        service: endpointService(endpoint.ServiceName),
      }));
  });
}
