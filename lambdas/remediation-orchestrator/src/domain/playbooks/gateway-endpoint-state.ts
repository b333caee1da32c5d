import { EXEMPTION_TAG } from '@egress/contracts';
import * as z from 'zod';
import type { OwnershipMark } from '../ownership-mark';
import type { GatewayEndpoint, RouteTable, VpcRouting } from '../vpc-routing';

/** What creating an endpoint, or adding to one, starts from. */
export const endpointState = z.strictObject({
  /** The endpoint that gets the route tables; null: it is to be created. */
  endpoint: z
    .strictObject({
      endpointId: z.string(),
      routeTableIds: z.array(z.string()),
      /** As JSON; null: the one that lets everything through. */
      policy: z.string().nullable().default(null),
    })
    .nullable(),
  /** Route tables that no endpoint of the service is on yet. */
  toAdd: z.array(z.string()),
});
export type EndpointState = z.infer<typeof endpointState>;

/** undefined: the VPC does not have all that were asked for. */
export function tablesToServe(
  { routeTables }: VpcRouting,
  wanted: readonly string[] | undefined,
): readonly RouteTable[] | undefined {
  if (!wanted)
    return routeTables.filter(({ hasSubnets, leadsToNatGateway }) => hasSubnets && leadsToNatGateway);
  const known = routeTables.map(({ routeTableId }) => routeTableId);
  return wanted.every((id) => known.includes(id))
    ? routeTables.filter(({ routeTableId }) => wanted.includes(routeTableId))
    : undefined;
}

/** The endpoint that is there, of several always the same, and which of the route tables still lack one. */
export function stateOf({ endpoints }: VpcRouting, tables: readonly RouteTable[]): EndpointState {
  const served = endpoints.flatMap(({ routeTableIds }) => routeTableIds);
  const [first] = [...endpoints].sort((left, right) => (left.endpointId < right.endpointId ? -1 : 1));
  return {
    endpoint: first
      ? {
          endpointId: first.endpointId,
          routeTableIds: [...first.routeTableIds].sort(),
          policy: first.policy,
        }
      : null,
    toAdd: tables
      .map(({ routeTableId }) => routeTableId)
      .filter((id) => !served.includes(id))
      .sort(),
  };
}

/** The endpoint that was extended or created; undefined: it is not there, not any more, or not to be seen yet. */
export function endpointOf({ endpoints }: VpcRouting, before: EndpointState, mark: OwnershipMark) {
  return endpoints.find(({ endpointId, anomalyId }) =>
    before.endpoint ? endpointId === before.endpoint.endpointId : anomalyId === mark.anomalyId,
  );
}

/** What somebody else has made of an endpoint that was created on these route tables; undefined: nothing. */
export function adoptionOf(
  { endpointId, routeTableIds, policy, tagKeys }: GatewayEndpoint,
  { toAdd }: EndpointState,
): string | undefined {
  const foreign = routeTableIds.filter((id) => !toAdd.includes(id));
  if (foreign.length > 0) return `Someone else put ${foreign.join(', ')} on ${endpointId}.`;
  if (policy !== null) return `Someone else gave ${endpointId} a policy.`;
  return tagKeys.includes(EXEMPTION_TAG) ? `Someone tagged ${endpointId} ${EXEMPTION_TAG}.` : undefined;
}

/** Whether the endpoint is on all of the route tables. */
export function isServed(endpoint: GatewayEndpoint | undefined, routeTableIds: readonly string[]): boolean {
  return endpoint !== undefined && routeTableIds.every((id) => endpoint.routeTableIds.includes(id));
}
