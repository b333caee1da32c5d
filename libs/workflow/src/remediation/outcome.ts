import type { PassState, States } from '../states-language';
import { catchFault, jsonata, publish } from '../tasks';
import { attribute, updateFinding } from './finding-record';
import { OUTCOME_MESSAGE } from './messages';
import type { RemediationResources } from './remediation-resources';

interface Outcome {
  /** JSONata: what the finding's status becomes. */
  readonly status: string;
  /** JSONata: the rest of a sentence that begins with the resource. */
  readonly headline: string;
  /** JSONata: why. */
  readonly reason: string;
  /** The execution then ends as failed, which is what the alarm on the state machine counts. @default false */
  readonly failed?: boolean;
}

/** How the workflow ended. Every path leads through one of these to the record and the notification. */
export function outcome({ status, headline, reason, failed = false }: Outcome): PassState {
  return {
    Type: 'Pass',
    Assign: {
      outcome: {
        // A Pass state cannot catch: nothing here may come out undefined, whatever the functions left out.
        status: jsonata(`[${status}, 'failed'][0]`),
        headline: jsonata(`(${headline}) & ''`),
        reason: jsonata(`(${reason}) & ''`),
        failed,
      },
    },
    Next: 'Record outcome',
  };
}

/** Records and tells how it ended, also when one of the two cannot be done. */
export function outcomeStates({ findingsTableName, notificationTopicArn }: RemediationResources): States {
  return {
    Faulted: outcome({
      status: "'failed'",
      headline: "'could not be handled'",
      reason: "$fault.state & ' failed: ' & $fault.error & ' ' & $fault.cause",
      failed: true,
    }),
    'Record outcome': updateFinding({
      tableName: findingsTableName,
      expression: 'SET #status = :status, reason = :reason, endedAt = :now REMOVE taskToken',
      values: {
        ':status': attribute('$outcome.status'),
        ':reason': attribute("$outcome.reason & ' '"),
        ':now': attribute('$now()'),
      },
      next: 'Notify outcome',
      onFault: 'Outcome not recorded',
    }),
    'Outcome not recorded': {
      Type: 'Pass',
      Assign: {
        outcome: jsonata(`$merge([$outcome, {
          'failed': true,
          'reason': $outcome.reason & ' (The findings table could not be written: ' & $fault.error & '.)'
        }])`),
      },
      Next: 'Notify outcome',
    },
    'Notify outcome': publish({
      topicArn: notificationTopicArn,
      ...OUTCOME_MESSAGE,
      attributes: {
        status: '$outcome.status',
        severity: '$anomaly.severity',
        anomalyType: '$anomaly.anomalyType',
      },
      next: 'Did it work?',
      onFault: 'Record lost notification',
    }),
    'Record lost notification': {
      ...updateFinding({
        tableName: findingsTableName,
        expression: 'SET #status = if_not_exists(#status, :status), notificationError = :error',
        values: {
          ':status': attribute('$outcome.status'),
          ':error': attribute("$fault.error & ' ' & $fault.cause"),
        },
        next: 'Failed',
        onFault: 'Failed',
      }),
      Catch: [catchFault('Failed')],
    },
    'Did it work?': {
      Type: 'Choice',
      Choices: [{ Condition: jsonata('$outcome.failed'), Next: 'Failed' }],
      Default: 'Done',
    },
    Done: { Type: 'Succeed' },
    Failed: {
      Type: 'Fail',
      Error: 'RemediationFailed',
      Cause: 'The finding, the notification or the execution history says what failed.',
    },
  };
}
