import type { NatGateway, NatRecordings } from '../domain/nat-recordings';
import { fail, identifiers } from './aws-errors';

/** NAT gateways with one flow log per interface and destination at most, as in EC2. */
export function inMemoryNatRecordings(
  natGateways: Record<string, NatGateway>,
  journal: string[],
): NatRecordings {
  const newId = identifiers();
  return {
    destination: 'arn:aws:s3:::raw-logs/flow-logs/',
    usdPerGb: 0.28,
    find: async (natGatewayId) => natGateways[natGatewayId],
    start: async (resourceIds, { anomalyId }) => {
      const started: string[] = [];
      for (const resourceId of resourceIds) {
        const [natGatewayId, gateway] =
          Object.entries(natGateways).find(([, { recordableIds }]) => recordableIds.includes(resourceId)) ??
          fail(`InvalidNetworkInterfaceID.NotFound ${resourceId}`);
        if (gateway.recordings.some((recording) => recording.resourceId === resourceId))
          fail('FlowLogAlreadyExists');
        journal.push(`write ${resourceId}`);
        const recording = { flowLogId: newId('fl'), resourceId, anomalyId, failure: null };
        natGateways[natGatewayId] = { ...gateway, recordings: [...gateway.recordings, recording] };
        started.push(recording.flowLogId);
      }
      return started;
    },
    stop: async (flowLogIds) => {
      for (const [natGatewayId, gateway] of Object.entries(natGateways)) {
        const recordings = gateway.recordings.filter(({ flowLogId }) => !flowLogIds.includes(flowLogId));
        if (recordings.length === gateway.recordings.length) continue;
        journal.push(`write ${natGatewayId}`);
        natGateways[natGatewayId] = { ...gateway, recordings };
      }
    },
  };
}
