import type { PlannedChange } from '@egress/contracts';
import type { GatewayService, RouteTable } from '../vpc-routing';
import type { EndpointState } from './gateway-endpoint-state';

/** As people call the services. */
export const SERVICE_NAMES = { s3: 'S3', dynamodb: 'DynamoDB' } as const satisfies Record<
  GatewayService,
  string
>;

/** The diff: the endpoint if it is new, and a route in each table. */
export function changesOf(
  vpcId: string,
  service: GatewayService,
  { endpoint }: EndpointState,
  added: readonly RouteTable[],
): readonly PlannedChange[] {
  const creation: PlannedChange = {
    action: `create gateway endpoint for ${SERVICE_NAMES[service]}`,
    target: vpcId,
    before: 'no endpoint',
    after: 'endpoint',
  };
  const after = `through ${endpoint?.endpointId ?? 'the new endpoint'}`;
  const routes = added.map(({ routeTableId, leadsToNatGateway }) => ({
    action: `add route to ${SERVICE_NAMES[service]}`,
    target: routeTableId,
    before: leadsToNatGateway ? 'through the NAT gateway' : 'no route of its own',
    after,
  }));
  return endpoint ? routes : [creation, ...routes];
}

/** What changes for clients: "Gateway endpoints for Amazon S3" of the AWS PrivateLink guide. */
export function blastRadius(service: GatewayService, { endpoint, toAdd }: EndpointState): string {
  const policy = endpoint
    ? ` The policy of ${endpoint.endpointId} applies to that traffic from then on.`
    : '';
  return (
    `Subnets of ${count(toAdd)} reach ${SERVICE_NAMES[service]} of their region directly; open connections to it break once and must be made again. ` +
    `Policies that allow by public IP address (aws:SourceIp) no longer match these requests.${policy}`
  );
}

/** For sentences. */
export function count(routeTableIds: readonly string[]): string {
  return routeTableIds.length === 1 ? '1 route table' : `${routeTableIds.length} route tables`;
}
