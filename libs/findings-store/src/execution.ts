import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import type { FindingsConnection } from './connect-findings';
import type { FindingStory } from './recorded-finding';

/** Whether the finding's workflow still runs. Step Functions forgets an execution 90 days after its end. */
export async function isRunning(
  { stepFunctions }: Pick<FindingsConnection, 'stepFunctions'>,
  { executionArn }: FindingStory,
): Promise<boolean> {
  if (executionArn === null) return false;
  try {
    const { status } = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
    return status === 'RUNNING';
  } catch (error) {
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return false;
    throw error;
  }
}
