import { playbookParametersSchemas, RECORDING_HOURS } from '@egress/contracts';
import * as z from 'zod';
import type { NatGateway } from '../nat-recordings';
import type { OwnershipMark } from '../ownership-mark';
import { definePlaybook } from '../playbook';

const HOUR_MS = 3_600_000;

/**
 * What the cost is planned for, as nobody knows beforehand how many connections there will be: a connection through a NAT
 * gateway makes four records a minute (to and fro on either side of the gateway), about 300 bytes each with all fields.
 */
const CONNECTIONS = 10_000;
const BYTES_PER_CONNECTION_HOUR = 4 * 60 * 300;
const GB = 2 ** 30;

/** Starts flow logs of a NAT gateway's own interfaces, to see who sends what to whom while it lasts. */
export const startNatRecording = definePlaybook({
  id: 'start-nat-recording',
  description: `Records who sends what to whom through a NAT gateway, for ${RECORDING_HOURS} hours: a flow log of each of its network interfaces with all fields that the analysis reads, added up over 60 seconds, to the bucket of raw logs. The workflow undoes it when that time is over. The flow logs are tagged with the anomaly and the time from which they may be deleted. Undo deletes them; what was recorded stays. It saves nothing by itself.`,
  anomalyTypes: ['Nat_Service_Traffic', 'Unknown_Destination', 'High_Data_Transfer_EC2'],
  parameters: playbookParametersSchemas['start-nat-recording'],
  permissions: [
    {
      actions: ['ec2:DescribeNatGateways', 'ec2:DescribeFlowLogs'],
      resource: 'any',
      reason: 'EC2 offers no resource-level permissions for Describe calls.',
    },
    {
      actions: ['ec2:CreateFlowLogs'],
      resource: 'networkInterface',
      reason: 'The change. Which NAT gateway will be recorded is not known beforehand.',
    },
    {
      actions: ['ec2:CreateFlowLogs'],
      resource: 'natGateway',
      reason: 'The change for a regional NAT gateway, which has no network interfaces of its own.',
    },
    {
      actions: ['ec2:CreateFlowLogs'],
      resource: 'flowLog',
      reason: 'Flow logs are resources of their own.',
    },
    {
      actions: ['ec2:CreateTags'],
      resource: 'newFlowLog',
      reason: 'Marks the flow log as it is created, so that a retry, the undo and its expiry find it.',
    },
    {
      actions: ['ec2:DeleteFlowLogs'],
      resource: 'ownFlowLog',
      reason: 'The undo. Deletes only what a playbook created.',
    },
    {
      actions: ['logs:CreateLogDelivery', 'logs:DeleteLogDelivery'],
      resource: 'any',
      reason: 'Flow logs to S3 need both, and CloudWatch Logs cannot scope them.',
    },
  ],
  before: z.strictObject({
    /** What nobody records to the product's own destination. */
    toRecord: z.array(z.string()),
  }),
  parametersOf: ({ resource }) => ({ natGatewayId: resource }),

  plan: async ({ natGatewayId }, { natRecordings }) => {
    const gateway = await natRecordings.find(natGatewayId);
    if (!gateway) return undefined;
    const toRecord = unrecorded(gateway);
    const { destination, usdPerGb } = natRecordings;
    const usd = roundToCents((CONNECTIONS * RECORDING_HOURS * BYTES_PER_CONNECTION_HOUR * usdPerGb) / GB);
    return {
      resource: natGatewayId,
      before: { toRecord },
      tagKeys: gateway.tagKeys,
      changes: toRecord.map((id) => ({
        action: 'start flow log',
        target: id,
        before: 'not recorded',
        after: `recorded to ${destination} for ${RECORDING_HOURS} h`,
      })),
      blastRadius: `Nobody notices: flow logs are taken beside the path of the data. The ${usd.toFixed(2)} USD are for ${CONNECTIONS} connections that are open all the time, once and not each month.`,
      usdPerMonth: usd,
      endsAfterHours: RECORDING_HOURS,
    };
  },

  apply: async ({ natGatewayId }, { toRecord }, { natRecordings }, mark) => {
    const gateway = await natRecordings.find(natGatewayId);
    if (!gateway) return gone(natGatewayId);
    const own = ownRecordings(gateway, mark);
    const missing = toRecord.filter((id) => !own.some(({ resourceId }) => resourceId === id));
    const free = unrecorded(gateway);
    if (!missing.every((id) => free.includes(id))) {
      return { done: false, reason: `Someone else records ${natGatewayId} or changed its interfaces.` };
    }
    const expiresAt = new Date(Date.parse(mark.startedAt) + RECORDING_HOURS * HOUR_MS).toISOString();
    const started = missing.length > 0 ? await natRecordings.start(missing, mark, expiresAt) : [];
    const created = [...own.map(({ flowLogId }) => flowLogId), ...started];
    return { done: true, reason: `${natGatewayId} is recorded until ${expiresAt}.`, created };
  },

  verify: async ({ natGatewayId }, { toRecord }, { natRecordings }, mark) => {
    const gateway = await natRecordings.find(natGatewayId);
    if (!gateway) return gone(natGatewayId);
    const own = ownRecordings(gateway, mark);
    const failed = own.find(({ failure }) => failure !== null);
    if (failed)
      return { done: false, reason: `${failed.flowLogId} delivers no records: ${failed.failure ?? ''}` };
    const missing = toRecord.filter((id) => !own.some(({ resourceId }) => resourceId === id));
    return missing.length === 0
      ? { done: true, reason: `Flow logs of ${toRecord.join(', ')} read back as active.` }
      : { done: false, reason: `Not recorded: ${missing.join(', ')}.` };
  },

  undo: async ({ natGatewayId }, _before, { natRecordings }, mark) => {
    const gateway = await natRecordings.find(natGatewayId);
    const seen = gateway ? ownRecordings(gateway, mark).map(({ flowLogId }) => flowLogId) : [];
    const flowLogIds = [...new Set([...seen, ...(mark.created ?? [])])];
    if (!gateway && flowLogIds.length === 0) return gone(natGatewayId);
    await natRecordings.stop(flowLogIds);
    return {
      done: true,
      reason:
        seen.length > 0
          ? `The recording of ${natGatewayId} was stopped: ${flowLogIds.join(', ')}.`
          : `The recording of ${natGatewayId} is over.`,
    };
  },
});

function unrecorded({ recordableIds, recordings }: NatGateway): string[] {
  return recordableIds.filter((id) => !recordings.some(({ resourceId }) => resourceId === id)).sort();
}

function ownRecordings({ recordings }: NatGateway, mark: OwnershipMark) {
  return recordings.filter(({ anomalyId }) => anomalyId === mark.anomalyId);
}

function roundToCents(usd: number): number {
  return Math.round(usd * 100) / 100;
}

function gone(natGatewayId: string) {
  return { done: false, reason: `${natGatewayId} does not exist any more.` };
}
