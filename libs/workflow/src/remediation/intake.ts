import type { AnomalyType } from '@egress/contracts';
import type { States } from '../states-language';
import { jsonata } from '../tasks';
import { attribute, updateFinding } from './finding-record';
import type { RemediationResources } from './remediation-resources';

/** Types whose anomaly names the cause and the resource to change: nothing is left to analyze. */
const DIRECT_TYPES: readonly AnomalyType[] = ['S3_Public_Access', 'OverlyPermissive_SecurityGroup'];

/**
 * Records the anomaly and sends it on its way. The first execution to record an anomaly owns it; a second one under
 * another name sees that in the record and ends, while a retry of the first finds itself there and goes on.
 */
export function intakeStates(resources: RemediationResources): States {
  return {
    'Receive anomaly': {
      Type: 'Pass',
      Assign: {
        anomaly: jsonata('$exists($states.input.retry) ? $states.input.anomaly : $states.input'),
        retry: jsonata('$exists($states.input.retry) ? $states.input.retry : null'),
        // Not every path sets these, and every path's end mentions them.
        analysis: null,
        plan: null,
        approval: null,
        fault: null,
        verify: null,
        readBackWaits: 0,
      },
      Next: 'Is it a retry?',
    },
    'Is it a retry?': {
      Type: 'Choice',
      Choices: [{ Condition: jsonata("$type($retry) = 'object'"), Next: 'Take finding over' }],
      Default: 'Record finding',
    },
    'Record finding': updateFinding({
      tableName: resources.findingsTableName,
      expression: [
        'SET #status = if_not_exists(#status, :recorded)',
        'anomaly = if_not_exists(anomaly, :anomaly)',
        'executionArn = if_not_exists(executionArn, :executionArn)',
        'recordedAt = if_not_exists(recordedAt, :now)',
      ].join(', '),
      values: {
        ':recorded': { S: 'recorded' },
        ':anomaly': attribute('$string($anomaly)'),
        ':executionArn': attribute('$states.context.Execution.Id'),
        ':now': attribute('$now()'),
      },
      returnValues: 'ALL_NEW',
      assign: { owner: jsonata('$states.result.Attributes.executionArn.S') },
      next: 'Is it ours?',
      onFault: 'Faulted',
    }),
    'Is it ours?': {
      Type: 'Choice',
      Choices: [{ Condition: jsonata('$owner = $states.context.Execution.Id'), Next: 'Which type is it?' }],
      Default: 'Already handled',
    },
    'Already handled': { Type: 'Succeed' },
    'Which type is it?': {
      Type: 'Choice',
      Choices: [
        {
          Condition: jsonata(`$anomaly.anomalyType in ${JSON.stringify(DIRECT_TYPES)}`),
          Next: 'Plan remediation',
        },
      ],
      Default: 'Analyze root cause',
    },
  };
}
