import type { States } from '../states-language';
import { attribute, updateFinding } from './finding-record';
import type { RemediationResources } from './remediation-resources';

/** What an earlier execution left in the finding, and what a new one comes to by itself. */
const LEFT_BEHIND = [
  'reason',
  'endedAt',
  'endsAt',
  'undoable',
  'analysis',
  'remediationPlan',
  'savingUsdPerMonth',
  'approval',
  'approvalExpiresAt',
  'notificationError',
  'undoneBy',
  'undoneAt',
];

/**
 * Takes the finding over from the execution that a person saw end, so that the anomaly is analyzed and planned again. Of two
 * that want to, one finds that the other has it; a retry of this state itself finds that it has.
 */
export function retryStates({ findingsTableName }: RemediationResources): States {
  const update = updateFinding({
    tableName: findingsTableName,
    expression:
      'SET #status = :recorded, executionArn = :executionArn, retriedBy = :by, retriedAt = :now' +
      ` REMOVE ${LEFT_BEHIND.join(', ')}`,
    condition: 'executionArn = :earlier OR executionArn = :executionArn',
    values: {
      ':recorded': { S: 'recorded' },
      ':executionArn': attribute('$states.context.Execution.Id'),
      ':earlier': attribute('$retry.of'),
      ':by': attribute('$retry.by'),
      ':now': attribute('$now()'),
    },
    next: 'Which type is it?',
    onFault: 'Faulted',
  });
  const someoneElseHasIt = {
    ErrorEquals: ['DynamoDB.ConditionalCheckFailedException'],
    Next: 'Already handled',
  };
  return { 'Take finding over': { ...update, Catch: [someoneElseHasIt, ...update.Catch] } };
}
