import type { Approval } from '@egress/contracts';
import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { type ApprovalRefusal, approvalRefusal } from './approval-refusal';
import type { FindingsConnection } from './connect-findings';
import { isRunning } from './execution';
import { readFinding } from './read-finding';
import type { ApprovalAnswer } from './recorded-finding';

/**
 * Step Functions' names for a token that nobody waits for any more: its time is up or it was used, its task is gone, it is
 * none. https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html
 */
const NOBODY_WAITS = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'];

/**
 * Sends a person's answer to the workflow that waits for it. Of several answers at once Step Functions takes exactly one,
 * and the others get a refusal. `now` gives the ISO time.
 */
export async function answerApproval(
  connection: FindingsConnection,
  id: string,
  approval: Approval,
  now: () => string,
): Promise<ApprovalAnswer> {
  const { story, taskToken } = (await readFinding(connection, id)) ?? {};
  let refusal = approvalRefusal(story, now());
  if (!refusal) {
    const isSent = taskToken !== undefined && (await send(connection, taskToken, approval));
    if (isSent) return { id, status: approval.status, reason: approval.reason ?? '', by: approval.by };
    refusal = await laterRefusal(connection, id, now());
  }
  return { id, ...refusal, by: approval.by };
}

/** false: nobody waits for the token any more. */
async function send(
  { stepFunctions }: FindingsConnection,
  taskToken: string,
  approval: Approval,
): Promise<boolean> {
  try {
    await stepFunctions.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(approval) }));
    return true;
  } catch (error) {
    if (error instanceof Error && NOBODY_WAITS.includes(error.name)) return false;
    throw error;
  }
}

/** Why Step Functions refused: what the finding says by now, or else what its workflow does. */
async function laterRefusal(
  connection: FindingsConnection,
  id: string,
  now: string,
): Promise<ApprovalRefusal> {
  const found = await readFinding(connection, id);
  const refusal = approvalRefusal(found?.story, now);
  if (refusal || !found) return refusal ?? { status: 'unknown_finding', reason: 'The finding is gone.' };
  return (await isRunning(connection, found.story))
    ? { status: 'already_answered', reason: 'It was answered before, and its workflow acts on the answer.' }
    : { status: 'workflow_stopped', reason: 'Its workflow was stopped while it waited.' };
}
