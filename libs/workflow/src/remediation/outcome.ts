import type { PassState, States } from '../states-language';
import { jsonata, publish } from '../tasks';
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
  /** JSONata, a boolean: something may be different from before. @default nothing is */
  readonly undoable?: string;
  /** The execution then ends as failed, which is what the alarm on the state machine counts. @default false */
  readonly failed?: boolean;
}

/** How the workflow ended. Every path leads through one of these to the record and the notification. */
export function outcome({
  status,
  headline,
  reason,
  undoable = 'false',
  failed = false,
}: Outcome): PassState {
  return {
    Type: 'Pass',
    Assign: {
      outcome: {
        // A Pass state cannot catch: nothing here may come out undefined, whatever the functions left out.
        status: jsonata(`[${status}, 'failed'][0]`),
        headline: jsonata(`(${headline}) & ''`),
        reason: jsonata(`(${reason}) & ''`),
        undoable: jsonata(undoable),
        failed,
      },
    },
    Next: 'Record outcome',
  };
}

/** Records and tells how it ended, also when one of the two, or both, cannot be done. */
export function outcomeStates({ findingsTableName, notificationTopicArn }: RemediationResources): States {
  const outcomeRecord = {
    tableName: findingsTableName,
    // The anomaly is set again for the case that the table could not be written when it came.
    expression:
      'SET #status = :status, reason = :reason, endedAt = :now, undoable = :undoable, anomaly = :anomaly,' +
      ' recordedAt = if_not_exists(recordedAt, :now), executionArn = if_not_exists(executionArn, :executionArn)',
    values: {
      ':status': attribute('$outcome.status'),
      ':reason': attribute('$outcome.reason'),
      ':undoable': { BOOL: jsonata('$outcome.undoable') },
      ':anomaly': attribute('$string($anomaly)'),
      ':executionArn': attribute('$states.context.Execution.Id'),
      ':now': attribute('$now()'),
    },
  } as const;
  return {
    Faulted: outcome({
      status: "'failed'",
      headline: "'could not be handled'",
      reason: "$fault.state & ' failed: ' & $fault.error & ' ' & $fault.cause",
      undoable: "$fault.state in ['Verify change', 'Undo change', 'End it']",
      failed: true,
    }),
    'Record outcome': updateFinding({
      ...outcomeRecord,
      expression: `${outcomeRecord.expression} REMOVE taskToken`,
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
    'Record lost notification': updateFinding({
      ...outcomeRecord,
      expression: `${outcomeRecord.expression}, notificationError = :error REMOVE taskToken`,
      values: {
        ...outcomeRecord.values,
        ':error': attribute("$fault.error & ' ' & $fault.cause"),
      },
      next: 'Failed',
      onFault: 'Failed',
    }),
    'Did it work?': {
      Type: 'Choice',
      Choices: [{ Condition: jsonata('$outcome.failed'), Next: 'Failed' }],
      Default: 'Done',
    },
    Done: { Type: 'Succeed' },
    // The last resort: with neither table nor topic, the execution itself carries the outcome to whoever its alarm wakes.
    Failed: {
      Type: 'Fail',
      Error: 'RemediationFailed',
      Cause: jsonata(
        `$anomaly.resource & ' ' & $outcome.headline & '. ' & $outcome.reason & ' Story: egress findings ' & $anomaly.id`,
      ),
    },
  };
}
