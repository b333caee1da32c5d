import { setTimeout as sleep } from 'node:timers/promises';
import { paginateListExecutions, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Anomaly } from '@egress/contracts';
import type { Account } from './account';

export interface Execution {
  /** The anomaly's id. */
  readonly name: string;
  readonly status: string;
  readonly arn: string;
}

/** As detection starts it. */
export async function startExecution(
  { sfn }: Account,
  stateMachineArn: string,
  anomaly: Anomaly,
): Promise<void> {
  await sfn.send(
    new StartExecutionCommand({ stateMachineArn, name: anomaly.id, input: JSON.stringify(anomaly) }),
  );
}

export async function executionsOf({ sfn }: Account, stateMachineArn: string): Promise<readonly Execution[]> {
  const executions: Execution[] = [];
  for await (const page of paginateListExecutions({ client: sfn, pageSize: 1000 }, { stateMachineArn })) {
    for (const { name = '', status = '', executionArn: arn = '' } of page.executions ?? [])
      executions.push({ name, status, arn });
  }
  return executions;
}

/** Waits until none of a state machine's executions is running. `onProgress` is told how many have ended. */
export async function untilAllEnded(
  account: Account,
  stateMachineArn: string,
  onProgress: (ended: number) => void = () => undefined,
): Promise<readonly Execution[]> {
  for (;;) {
    const executions = await executionsOf(account, stateMachineArn);
    const ended = executions.filter(({ status }) => status !== 'RUNNING').length;
    onProgress(ended);
    if (ended === executions.length) return executions;
    await sleep(200);
  }
}
