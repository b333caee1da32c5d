import type { GatewayEndpoint, GatewayEndpoints, GatewayService, RouteTable } from '../domain/vpc-routing';
import { fail, identifiers } from './aws-errors';

export interface VpcState {
  tagKeys: readonly string[];
  routeTables: readonly RouteTable[];
  endpoints: Record<GatewayService, readonly GatewayEndpoint[]>;
}

/** VPCs whose route tables have one route to a service at most, as in EC2. */
export function inMemoryGatewayEndpoints(
  vpcs: Record<string, VpcState>,
  journal: string[],
): GatewayEndpoints {
  const newId = identifiers();

  /** The endpoints of the service that the given one is of, and the way to replace them. */
  function endpointsAround(endpointId: string) {
    for (const { endpoints } of Object.values(vpcs)) {
      for (const service of ['s3', 'dynamodb'] as const) {
        const endpoint = endpoints[service].find((each) => each.endpointId === endpointId);
        const others = endpoints[service].filter((each) => each !== endpoint);
        const replace = (...now: readonly GatewayEndpoint[]) => {
          journal.push(`write ${endpointId}`);
          endpoints[service] = [...others, ...now];
        };
        if (endpoint) return { endpoint, others, replace };
      }
    }
    return fail(`InvalidVpcEndpointId.NotFound ${endpointId}`);
  }

  return {
    find: async (vpcId, service) => {
      const vpc = vpcs[vpcId];
      return vpc && { ...vpc, endpoints: vpc.endpoints[service] };
    },
    create: async (vpcId, service, routeTableIds, { anomalyId }) => {
      const vpc = vpcs[vpcId] ?? fail(`InvalidVpcId.NotFound ${vpcId}`);
      failIfServed(routeTableIds, vpc.endpoints[service]);
      journal.push(`write ${vpcId}`);
      const endpointId = newId('vpce');
      const created = { endpointId, routeTableIds, tagKeys: [], anomalyId, hasFailed: false, policy: null };
      vpc.endpoints[service] = [...vpc.endpoints[service], created];
      return endpointId;
    },
    addRouteTables: async (endpointId, routeTableIds) => {
      const { endpoint, others, replace } = endpointsAround(endpointId);
      failIfServed(routeTableIds, [endpoint, ...others]);
      replace({ ...endpoint, routeTableIds: [...endpoint.routeTableIds, ...routeTableIds] });
    },
    removeRouteTables: async (endpointId, routeTableIds) => {
      const { endpoint, replace } = endpointsAround(endpointId);
      const left = endpoint.routeTableIds.filter((id) => !routeTableIds.includes(id));
      if (left.length < endpoint.routeTableIds.length) replace({ ...endpoint, routeTableIds: left });
    },
    delete: async (endpointId) => {
      const known = Object.values(vpcs).flatMap(({ endpoints }) => Object.values(endpoints).flat());
      if (known.some((each) => each.endpointId === endpointId)) endpointsAround(endpointId).replace();
    },
  };
}

function failIfServed(routeTableIds: readonly string[], endpoints: readonly GatewayEndpoint[]): void {
  const served = endpoints.flatMap((endpoint) => endpoint.routeTableIds);
  if (routeTableIds.some((id) => served.includes(id))) fail('RouteAlreadyExists');
}
