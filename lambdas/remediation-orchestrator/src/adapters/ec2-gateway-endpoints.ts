import {
  CreateVpcEndpointCommand,
  DeleteVpcEndpointsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  ModifyVpcEndpointCommand,
  paginateDescribeRouteTables,
  paginateDescribeVpcEndpoints,
} from '@aws-sdk/client-ec2';
import { ANOMALY_TAG } from '@egress/contracts';
import * as z from 'zod';
import type { OwnershipMark } from '../domain/ownership-mark';
import type { GatewayEndpoint, GatewayEndpoints, RouteTable } from '../domain/vpc-routing';
import { clientToken } from './client-token';
import { tagsAnswer, tagSpecification } from './ec2-tags';
import { policyOf } from './endpoint-policy';
import { deleteUnlessGone } from './unsuccessful-items';

const vpcAnswer = z.object({ Vpcs: z.array(z.object({ Tags: tagsAnswer })).default([]) });

const routeTableAnswer = z.object({
  RouteTableId: z.string(),
  Tags: tagsAnswer,
  Associations: z
    .array(z.object({ Main: z.boolean().optional(), SubnetId: z.string().optional() }))
    .default([]),
  Routes: z
    .array(z.object({ NatGatewayId: z.string().optional(), State: z.string().optional() }))
    .default([]),
});

const endpointAnswer = z.object({
  VpcEndpointId: z.string(),
  // EC2 writes states with and without a capital.
  State: z.string().toLowerCase(),
  RouteTableIds: z.array(z.string()).default([]),
  PolicyDocument: z.string().optional(),
  Tags: tagsAnswer,
});

const creationAnswer = z.object({ VpcEndpoint: z.object({ VpcEndpointId: z.string() }) });

const GONE: readonly string[] = ['deleting', 'deleted'];
const FAILED: readonly string[] = ['failed', 'rejected', 'expired'];
const PAGE = { pageSize: 100 };

/** Gateway endpoints of the client's account and region. */
export function ec2GatewayEndpoints(client: EC2Client, region: string): GatewayEndpoints {
  const serviceName = (service: string) => `com.amazonaws.${region}.${service}`;
  return {
    find: async (vpcId, service) => {
      const tagKeys = await readTagKeys(client, vpcId);
      if (!tagKeys) return undefined;
      const [routeTables, endpoints] = await Promise.all([
        readRouteTables(client, vpcId),
        readEndpoints(client, vpcId, serviceName(service)),
      ]);
      return { tagKeys, routeTables, endpoints };
    },

    create: async (vpcId, service, routeTableIds, mark) => {
      const answer = await client.send(
        new CreateVpcEndpointCommand({
          VpcId: vpcId,
          ServiceName: serviceName(service),
          VpcEndpointType: 'Gateway',
          RouteTableIds: [...routeTableIds],
          ClientToken: clientToken(mark, ...routeTableIds),
          TagSpecifications: [tagSpecification('vpc-endpoint', tagsOf(mark))],
        }),
      );
      return creationAnswer.parse(answer).VpcEndpoint.VpcEndpointId;
    },

    addRouteTables: async (VpcEndpointId, routeTableIds) => {
      await client.send(
        new ModifyVpcEndpointCommand({ VpcEndpointId, AddRouteTableIds: [...routeTableIds] }),
      );
    },

    removeRouteTables: async (VpcEndpointId, routeTableIds) => {
      // One by one: a request that names one that is not on the endpoint changes nothing.
      for (const id of routeTableIds) {
        const request = new ModifyVpcEndpointCommand({ VpcEndpointId, RemoveRouteTableIds: [id] });
        await client.send(request).catch(failUnlessNotOnIt);
      }
    },

    delete: async (endpointId) => {
      const request = new DeleteVpcEndpointsCommand({ VpcEndpointIds: [endpointId] });
      await deleteUnlessGone('DeleteVpcEndpoints', () => client.send(request));
    },
  };
}

/** How EC2 refuses to take a route table off an endpoint that it is not on, or one that was deleted. */
const NOT_ON_IT: readonly string[] = ['InvalidParameter', 'InvalidRouteTableId.NotFound'];

function failUnlessNotOnIt(error: unknown): void {
  if (!(error instanceof Error && NOT_ON_IT.includes(error.name))) throw error;
}

function tagsOf({ anomalyId }: OwnershipMark) {
  return { [ANOMALY_TAG]: anomalyId };
}

/** A filter, unlike an id, finds nothing instead of failing. */
async function readTagKeys(client: EC2Client, vpcId: string): Promise<readonly string[] | undefined> {
  const request = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] };
  const [vpc] = vpcAnswer.parse(await client.send(new DescribeVpcsCommand(request))).Vpcs;
  return vpc?.Tags.map(({ Key }) => Key);
}

async function readRouteTables(client: EC2Client, vpcId: string): Promise<readonly RouteTable[]> {
  const tables: RouteTable[] = [];
  const request = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] };
  for await (const page of paginateDescribeRouteTables({ client, ...PAGE }, request)) {
    tables.push(...(page.RouteTables ?? []).map((answer) => routeTableOf(routeTableAnswer.parse(answer))));
  }
  return tables;
}

function routeTableOf(table: z.output<typeof routeTableAnswer>): RouteTable {
  return {
    routeTableId: table.RouteTableId,
    tagKeys: table.Tags.map(({ Key }) => Key),
    hasSubnets: table.Associations.some(({ Main, SubnetId }) => Main || SubnetId !== undefined),
    leadsToNatGateway: table.Routes.some(
      ({ NatGatewayId, State }) => NatGatewayId !== undefined && State === 'active',
    ),
  };
}

async function readEndpoints(
  client: EC2Client,
  vpcId: string,
  service: string,
): Promise<readonly GatewayEndpoint[]> {
  const endpoints: GatewayEndpoint[] = [];
  const request = {
    Filters: [
      { Name: 'vpc-id', Values: [vpcId] },
      { Name: 'service-name', Values: [service] },
      { Name: 'vpc-endpoint-type', Values: ['Gateway'] },
    ],
  };
  for await (const page of paginateDescribeVpcEndpoints({ client, ...PAGE }, request)) {
    for (const answer of page.VpcEndpoints ?? []) {
      const { VpcEndpointId, State, RouteTableIds, PolicyDocument, Tags } = endpointAnswer.parse(answer);
      if (GONE.includes(State)) continue;
      endpoints.push({
        endpointId: VpcEndpointId,
        routeTableIds: RouteTableIds,
        tagKeys: Tags.map(({ Key }) => Key),
        anomalyId: Tags.find(({ Key }) => Key === ANOMALY_TAG)?.Value ?? null,
        hasFailed: FAILED.includes(State),
        policy: policyOf(PolicyDocument),
      });
    }
  }
  return endpoints;
}
