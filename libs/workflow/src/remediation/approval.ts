import type { States } from '../states-language';
import { catchFault, jsonata, publish, RETRY_FAULTS } from '../tasks';
import { attribute, FINDING_KEY, updateFinding } from './finding-record';
import { APPROVAL_MESSAGE } from './messages';
import { outcome } from './outcome';
import { DEFAULT_APPROVAL_TIMEOUT_SECONDS, type RemediationResources } from './remediation-resources';

/**
 * Asks a person and waits. The task token is kept in the finding, where `egress approve` and `egress reject` take it
 * from; they send the answer as data, an `Approval` of the contracts. The token leaves the finding with the outcome, and
 * Step Functions refuses one that has expired or was used.
 */
export function approvalStates(resources: RemediationResources): States {
  const timeoutSeconds = resources.approvalTimeoutSeconds ?? DEFAULT_APPROVAL_TIMEOUT_SECONDS;
  return {
    'Ask for approval': publish({
      topicArn: resources.notificationTopicArn,
      ...APPROVAL_MESSAGE,
      attributes: {
        status: "'awaiting_approval'",
        severity: '$anomaly.severity',
        anomalyType: '$anomaly.anomalyType',
      },
      next: 'Wait for approval',
      onFault: 'Faulted',
    }),
    'Wait for approval': {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
      Arguments: {
        TableName: resources.findingsTableName,
        Key: FINDING_KEY,
        UpdateExpression: 'SET #status = :awaiting, taskToken = :token, approvalExpiresAt = :expiresAt',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':awaiting': { S: 'awaiting_approval' },
          ':token': attribute('$states.context.Task.Token'),
          ':expiresAt': attribute(`$fromMillis($millis() + ${timeoutSeconds * 1000})`),
        },
      },
      Assign: { approval: jsonata('$states.result') },
      TimeoutSeconds: timeoutSeconds,
      // A second wait after a time-out would be a second approval period.
      Retry: RETRY_FAULTS.map((retrier) => ({ ...retrier, ErrorEquals: ['States.TaskFailed'] })),
      // Step Functions has no other way to tell that time is up than an error.
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Approval expired' }, catchFault('Faulted')],
      Next: 'Is it approved?',
    },
    'Is it approved?': {
      Type: 'Choice',
      Choices: [{ Condition: jsonata("$approval.status = 'approved'"), Next: 'Record approval' }],
      Default: 'Rejected',
    },
    // The function that makes the change believes no other.
    'Record approval': updateFinding({
      tableName: resources.findingsTableName,
      expression: 'SET approval = :approval',
      values: { ':approval': attribute('$string($approval)') },
      next: 'Apply plan',
      onFault: 'Faulted',
    }),
    Rejected: outcome({
      status: "'rejected'",
      headline: "'was left as it is: the fix was rejected'",
      reason: "'Rejected by ' & $approval.by & ': ' & $approval.reason",
    }),
    'Approval expired': outcome({
      status: "'expired'",
      headline: "'was left as it is: nobody approved the fix'",
      reason: `'No answer within ${Math.round(timeoutSeconds / 36) / 100} h.'`,
    }),
  };
}
