import type { RemediationRetry } from '@egress/contracts';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { FindingsConnection } from './connect-findings';
import { isRunning } from './execution';
import { readFinding } from './read-finding';
import type { FindingStory, RetryAnswer } from './recorded-finding';

/** Statuses of changes of which nothing is in place. */
const OVER = ['undone', 'abandoned'];

/**
 * Has the workflow analyze and plan a finding anew that ended without a change in place: capped, expired, stopped, failed, and
 * whatever else. The new execution takes the finding over from the one that ended, and of several at once only one does.
 * `by` asks for it; `now` gives the ISO time.
 */
export async function retryFinding(
  connection: FindingsConnection,
  id: string,
  by: string,
  now: () => string,
): Promise<RetryAnswer> {
  const refuse = (status: RetryAnswer['status'], reason: string): RetryAnswer => {
    return { id, status, reason, by, executionArn: null };
  };
  const story = (await readFinding(connection, id))?.story;
  if (!story) return refuse('unknown_finding', 'No finding has this id.');
  const { executionArn: of, anomaly, change, status } = story;
  if (await isRunning(connection, story))
    return refuse('in_progress', `Its workflow is still at work: its status is ${status}.`);
  if (change && !OVER.includes(change.status)) {
    return refuse('in_place', `Its change is ${change.status}: undo it first (egress undo ${id}).`);
  }
  const stateMachineArn = of === null ? undefined : stateMachineOf(of);
  if (of === null || stateMachineArn === undefined)
    return refuse('no_workflow', 'The finding does not tell which workflow handled it.');
  const input: RemediationRetry = { anomaly, retry: { of, by } };
  const { executionArn = null } = await connection.stepFunctions.send(
    new StartExecutionCommand({ stateMachineArn, name: nameOf(story, now()), input: JSON.stringify(input) }),
  );
  return {
    id,
    status: 'started',
    reason: `It is analyzed and planned anew; it was ${status}.`,
    by,
    executionArn,
  };
}

/** `arn:aws:states:region:account:execution:name:id` belongs to `arn:aws:states:region:account:stateMachine:name`. */
function stateMachineOf(executionArn: string): string | undefined {
  const parts = executionArn.split(':');
  if (parts.length !== 8 || parts[5] !== 'execution') return undefined;
  return [...parts.slice(0, 5), 'stateMachine', parts[6]].join(':');
}

/** Up to 80 characters are allowed. The time makes it a name of its own, as that of the anomaly is taken. */
function nameOf({ id }: FindingStory, now: string): string {
  return `${id.slice(0, 50)}-retry-${now.replace(/\D/g, '')}`;
}
