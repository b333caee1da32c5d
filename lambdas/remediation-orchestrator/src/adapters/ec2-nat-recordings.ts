import {
  CreateFlowLogsCommand,
  DeleteFlowLogsCommand,
  DescribeNatGatewaysCommand,
  type EC2Client,
  paginateDescribeFlowLogs,
} from '@aws-sdk/client-ec2';
import { ANOMALY_TAG, EXPIRY_TAG } from '@egress/contracts';
import * as z from 'zod';
import type { NatRecordings, Recording } from '../domain/nat-recordings';
import { clientToken } from './client-token';
import { tagsAnswer, tagSpecification } from './ec2-tags';
import { deleteUnlessGone, failUnlessAllDone } from './unsuccessful-items';

/** How recordings are written. */
export interface RecordingSettings {
  /** ARN of a bucket, with a prefix. */
  readonly destination: string;
  /** Names of the fields in their order, as in "Flow log records" of the VPC user guide. */
  readonly fields: readonly string[];
  readonly usdPerGb: number;
}

const gatewayAnswer = z.object({
  NatGateways: z
    .array(
      z.object({
        NatGatewayId: z.string(),
        State: z.string(),
        AvailabilityMode: z.string().optional(),
        NatGatewayAddresses: z.array(z.object({ NetworkInterfaceId: z.string().optional() })).default([]),
        Tags: tagsAnswer,
      }),
    )
    .default([]),
});
type Gateway = z.output<typeof gatewayAnswer>['NatGateways'][number];

const flowLogAnswer = z.object({
  FlowLogId: z.string(),
  ResourceId: z.string(),
  LogDestination: z.string().optional(),
  DeliverLogsStatus: z.string().optional(),
  DeliverLogsErrorMessage: z.string().optional(),
  Tags: tagsAnswer,
});

const AGGREGATION_SECONDS = 60;

/** NAT gateways of the client's account and region, and the flow logs of them that go to the given destination. */
export function ec2NatRecordings(client: EC2Client, settings: RecordingSettings): NatRecordings {
  const { destination, fields, usdPerGb } = settings;
  return {
    destination,
    usdPerGb,

    find: async (natGatewayId) => {
      const request = { Filter: [{ Name: 'nat-gateway-id', Values: [natGatewayId] }] };
      const answer = gatewayAnswer.parse(await client.send(new DescribeNatGatewaysCommand(request)));
      const gateway = answer.NatGateways.find(({ State }) => !['deleting', 'deleted'].includes(State));
      if (!gateway) return undefined;
      const recordableIds = recordableIdsOf(gateway);
      return {
        tagKeys: gateway.Tags.map(({ Key }) => Key),
        recordableIds,
        recordings: await readRecordings(client, recordableIds, destination),
      };
    },

    start: async (resourceIds, mark, expiresAt) => {
      const tags = { [ANOMALY_TAG]: mark.anomalyId, [EXPIRY_TAG]: expiresAt };
      const answer = await client.send(
        new CreateFlowLogsCommand({
          ResourceIds: [...resourceIds],
          ResourceType: resourceIds.every((id) => id.startsWith('nat-'))
            ? 'RegionalNatGateway'
            : 'NetworkInterface',
          TrafficType: 'ALL',
          LogDestinationType: 's3',
          LogDestination: destination,
          LogFormat: fields.map((name) => '${' + name + '}').join(' '),
          MaxAggregationInterval: AGGREGATION_SECONDS,
          // As the permanent flow logs are written, so that the same table reads both.
          DestinationOptions: {
            FileFormat: 'parquet',
            HiveCompatiblePartitions: true,
            PerHourPartition: true,
          },
          ClientToken: clientToken(mark, ...resourceIds),
          TagSpecifications: [tagSpecification('vpc-flow-log', tags)],
        }),
      );
      failUnlessAllDone('CreateFlowLogs', answer);
      return answer.FlowLogIds ?? [];
    },

    stop: async (flowLogIds) => {
      for (const id of flowLogIds) {
        const request = new DeleteFlowLogsCommand({ FlowLogIds: [id] });
        await deleteUnlessGone('DeleteFlowLogs', () => client.send(request));
      }
    },
  };
}

function recordableIdsOf({ NatGatewayId, AvailabilityMode, NatGatewayAddresses }: Gateway): string[] {
  if (AvailabilityMode === 'regional') return [NatGatewayId];
  const interfaces = NatGatewayAddresses.flatMap(({ NetworkInterfaceId }) => NetworkInterfaceId ?? []);
  // Several addresses of a gateway may be on one interface.
  return [...new Set(interfaces)];
}

async function readRecordings(
  client: EC2Client,
  resourceIds: readonly string[],
  destination: string,
): Promise<readonly Recording[]> {
  if (resourceIds.length === 0) return [];
  const recordings: Recording[] = [];
  const request = { Filter: [{ Name: 'resource-id', Values: [...resourceIds] }] };
  for await (const page of paginateDescribeFlowLogs({ client, pageSize: 100 }, request)) {
    const flowLogs = (page.FlowLogs ?? []).map((answer) => flowLogAnswer.parse(answer));
    const toDestination = flowLogs.filter(({ LogDestination }) => LogDestination === destination);
    recordings.push(...toDestination.map(recordingOf));
  }
  return recordings;
}

function recordingOf(flowLog: z.output<typeof flowLogAnswer>): Recording {
  const { FlowLogId, ResourceId, DeliverLogsStatus, DeliverLogsErrorMessage, Tags } = flowLog;
  return {
    flowLogId: FlowLogId,
    resourceId: ResourceId,
    anomalyId: Tags.find(({ Key }) => Key === ANOMALY_TAG)?.Value ?? null,
    failure: DeliverLogsStatus === 'FAILED' ? (DeliverLogsErrorMessage ?? 'no reason given') : null,
  };
}
