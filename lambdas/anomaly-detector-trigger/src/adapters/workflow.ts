import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Anomaly } from '@egress/contracts';

/** Starts the workflow of an anomaly, named by its id; Step Functions keeps names apart for 90 days. */
export async function startWorkflow(
  client: SFNClient,
  stateMachineArn: string,
  anomaly: Anomaly,
): Promise<'started' | 'already_started'> {
  try {
    const input = JSON.stringify(anomaly);
    await client.send(new StartExecutionCommand({ stateMachineArn, name: anomaly.id, input }));
    return 'started';
  } catch (error) {
    if (error instanceof ExecutionAlreadyExists) return 'already_started';
    throw error;
  }
}
