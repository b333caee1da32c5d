import { type Anomaly, playbookParametersSchemas } from '@egress/contracts';
import { isSame } from '../fingerprint';
import { definePlaybook } from '../playbook';
import type { GatewayService } from '../vpc-routing';
import { blastRadius, changesOf, count, SERVICE_NAMES } from './gateway-endpoint-plan';
import {
  adoptionOf,
  endpointOf,
  endpointState,
  isServed,
  stateOf,
  tablesToServe,
} from './gateway-endpoint-state';

/**
 * Sends the traffic to S3 or DynamoDB past the NAT gateway, which costs nothing by the byte or hour (VPC pricing, "Gateway
 * endpoints"). An endpoint of the service that is there already gets the missing route tables: there is never a second one.
 */
export const createGatewayEndpoint = definePlaybook({
  id: 'create-gateway-endpoint',
  description:
    'Routes the traffic of a VPC to S3 or DynamoDB through a gateway endpoint instead of the NAT gateway: on the given route tables, else on all that are in use and lead to a NAT gateway. An endpoint of the service that is there already gets the missing route tables, else one is created and tagged with the anomaly. Undo takes away the route tables that were added, or deletes the endpoint that was created.',
  anomalyTypes: ['Nat_Service_Traffic', 'High_Data_Transfer_EC2'],
  parameters: playbookParametersSchemas['create-gateway-endpoint'],
  permissions: [
    {
      actions: ['ec2:DescribeVpcs', 'ec2:DescribeRouteTables', 'ec2:DescribeVpcEndpoints'],
      resource: 'any',
      reason: 'EC2 offers no resource-level permissions for Describe calls.',
    },
    {
      actions: ['ec2:CreateVpcEndpoint'],
      resource: 'vpc',
      reason: 'The change. Which VPC will need an endpoint is not known beforehand.',
    },
    {
      actions: ['ec2:CreateVpcEndpoint'],
      resource: 'routeTable',
      reason: 'The endpoint’s routes.',
    },
    {
      actions: ['ec2:CreateVpcEndpoint'],
      resource: 'vpcEndpoint',
      reason: 'Endpoints are resources of their own.',
    },
    {
      actions: ['ec2:ModifyVpcEndpoint'],
      resource: 'routeTable',
      reason:
        'The routes of an endpoint that is there already; taking them away again needs the same action.',
      forUndo: true,
    },
    {
      actions: ['ec2:ModifyVpcEndpoint'],
      resource: 'vpcEndpoint',
      reason: 'One that is there already gets the missing route tables, and loses them with the undo.',
      forUndo: true,
    },
    {
      actions: ['ec2:CreateTags'],
      resource: 'newVpcEndpoint',
      reason: 'Marks the endpoint as it is created, so that a retry and the undo find it.',
    },
    {
      actions: ['ec2:DeleteVpcEndpoints'],
      resource: 'ownVpcEndpoint',
      reason: 'The undo. Deletes only what a playbook created.',
    },
  ],
  before: endpointState,
  parametersOf: (anomaly) => ({ vpcId: anomaly.evidence['vpcId'], service: serviceOf(anomaly) }),

  plan: async ({ vpcId, service, routeTableIds }, { gatewayEndpoints }) => {
    const vpc = await gatewayEndpoints.find(vpcId, service);
    const tables = vpc && tablesToServe(vpc, routeTableIds);
    if (!tables) return undefined;
    const before = stateOf(vpc, tables);
    const added = tables.filter(({ routeTableId }) => before.toAdd.includes(routeTableId));
    const endpoint = vpc.endpoints.find(({ endpointId }) => endpointId === before.endpoint?.endpointId);
    return {
      resource: vpcId,
      before,
      tagKeys: [vpc, ...added, ...(endpoint ? [endpoint] : [])].flatMap(({ tagKeys }) => tagKeys),
      changes: added.length > 0 ? changesOf(vpcId, service, before, added) : [],
      blastRadius: blastRadius(service, before),
      usdPerMonth: 0,
    };
  },

  apply: async ({ vpcId, service }, before, { gatewayEndpoints }, mark) => {
    const vpc = await gatewayEndpoints.find(vpcId, service);
    if (!vpc) return gone(vpcId);
    const { endpoint, toAdd } = before;
    const served = endpointOf(vpc, before, mark);
    if (served && isServed(served, toAdd)) {
      const reason = `${vpcId} reaches ${SERVICE_NAMES[service]} through a gateway endpoint.`;
      return { done: true, reason, created: endpoint ? [] : [served.endpointId] };
    }
    const tables = vpc.routeTables.filter(({ routeTableId }) => toAdd.includes(routeTableId));
    if (!isSame(stateOf(vpc, tables), before)) {
      return { done: false, reason: `Someone else changed the endpoints or route tables of ${vpcId}.` };
    }
    const reason = `${count(toAdd)} of ${vpcId} lead to ${SERVICE_NAMES[service]} directly.`;
    if (!endpoint) {
      return { done: true, reason, created: [await gatewayEndpoints.create(vpcId, service, toAdd, mark)] };
    }
    await gatewayEndpoints.addRouteTables(endpoint.endpointId, toAdd);
    return { done: true, reason };
  },

  verify: async ({ vpcId, service }, before, { gatewayEndpoints }, mark) => {
    const vpc = await gatewayEndpoints.find(vpcId, service);
    const endpoint = vpc && endpointOf(vpc, before, mark);
    if (!endpoint)
      return { done: false, reason: `${vpcId} has no such endpoint for ${SERVICE_NAMES[service]}.` };
    if (endpoint.hasFailed) return { done: false, reason: `${endpoint.endpointId} failed to start.` };
    return isServed(endpoint, before.toAdd)
      ? { done: true, reason: `${endpoint.endpointId} reads back with ${count(before.toAdd)} added.` }
      : { done: false, reason: `${endpoint.endpointId} lacks route tables that it should have.` };
  },

  undo: async ({ vpcId, service }, before, { gatewayEndpoints }, mark) => {
    const vpc = await gatewayEndpoints.find(vpcId, service);
    if (!vpc) return gone(vpcId);
    const endpoint = endpointOf(vpc, before, mark);
    if (before.endpoint) {
      if (!endpoint) return gone(before.endpoint.endpointId);
      const { endpointId, routeTableIds } = endpoint;
      const added = before.toAdd.filter((id) => mark.created !== undefined || routeTableIds.includes(id));
      await gatewayEndpoints.removeRouteTables(endpointId, added);
      return { done: true, reason: `${count(added)} taken off ${endpointId}.` };
    }
    const adoption = endpoint && adoptionOf(endpoint, before);
    if (adoption !== undefined) return { done: false, reason: adoption };
    const ids = [...new Set([...(endpoint ? [endpoint.endpointId] : []), ...(mark.created ?? [])])];
    for (const id of ids) await gatewayEndpoints.delete(id);
    return ids.length > 0
      ? { done: true, reason: `${ids.join(', ')} was deleted.` }
      : { done: true, reason: `${vpcId} has no endpoint that was created for this anomaly.` };
  },
});

function gone(resource: string) {
  return { done: false, reason: `${resource} does not exist any more.` };
}

/** undefined: another service, or one in another region, where a gateway endpoint does not help. */
function serviceOf({ region, evidence }: Anomaly): GatewayService | undefined {
  if (evidence['remoteRegion'] !== region) return undefined;
  if (evidence['remoteService'] === 'S3') return 's3';
  return evidence['remoteService'] === 'DYNAMODB' ? 'dynamodb' : undefined;
}
