import { type Account, type Item, type Notification } from '@egress/bench/anomalies/account';
import { type Execution, startExecution, untilAllEnded } from '@egress/bench/anomalies/executions';
import type { Anomaly } from '@egress/contracts';

/** What somebody finds who looks for an anomaly, and what was done about it. */
export interface Handled {
  readonly execution: Execution | undefined;
  readonly finding: Item | undefined;
  /** Statuses of its change in the audit trail, the first one first; none: nothing was begun. */
  readonly changeHistory: readonly string[];
  /** That tell of it. */
  readonly messages: readonly Notification[];
  /** Requests meanwhile that change a resource of the account, also those that failed. */
  readonly writes: readonly string[];
}

/** Has the workflow handle an anomaly. */
export function handle(account: Account, workflow: string, anomaly: Anomaly): Promise<Handled> {
  return whatCameOf(account, workflow, anomaly.id, () => startExecution(account, workflow, anomaly));
}

/** Does something, and waits until no execution of the workflow is running. */
export async function whatCameOf(
  account: Account,
  workflow: string,
  anomalyId: string,
  happening: () => Promise<unknown>,
): Promise<Handled> {
  const before = account.aws.requests.length;
  await happening();
  const executions = await untilAllEnded(account, workflow);
  const requests = account.aws.requests.slice(before);
  account.aws.faults.clear();
  const items = (await account.items()).filter((item) => item.anomalyId === anomalyId);
  const change = items.find(({ record }) => record === 'change');
  return {
    execution: executions.find(({ name }) => name === anomalyId),
    finding: items.find(({ record }) => record === 'finding'),
    changeHistory: ((change?.['history'] ?? []) as { status: string }[]).map(({ status }) => status),
    messages: (await account.notifications()).filter(({ message }) => message.includes(anomalyId)),
    writes: requests
      .filter(({ service }) => service === 's3' || service === 'ec2')
      .map(({ action }) => action)
      .filter((action) => !/^(Get|List|Describe|Head)/.test(action)),
  };
}
