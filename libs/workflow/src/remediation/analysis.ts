import type { PlaybookId } from '@egress/contracts';
import type { States } from '../states-language';
import { invokeLambda, jsonata } from '../tasks';
import { attribute, updateFinding } from './finding-record';
import { outcome } from './outcome';
import type { RemediationResources } from './remediation-resources';

/** These find out more about a cause, and are for causes that are not clear. */
const FINDING_OUT: readonly PlaybookId[] = ['start-nat-recording'];

/** Looks for the cause, and hands over to a person unless it is clear and a playbook fits. */
export function analysisStates({
  bedrockAnalyzerArn,
  findingsTableName,
  minimumConfidence = 0.8,
}: RemediationResources): States {
  return {
    'Analyze root cause': invokeLambda({
      functionArn: bedrockAnalyzerArn,
      payload: { anomaly: jsonata('$anomaly') },
      resultVariable: 'analysis',
      next: 'Record analysis',
      onFault: 'Faulted',
    }),
    'Record analysis': updateFinding({
      tableName: findingsTableName,
      expression: 'SET #status = :analyzed, analysis = :analysis',
      values: { ':analyzed': { S: 'analyzed' }, ':analysis': attribute('$string($analysis)') },
      next: 'Is the cause clear?',
      onFault: 'Faulted',
    }),
    'Is the cause clear?': {
      Type: 'Choice',
      Choices: [
        {
          Condition: jsonata(
            `$type($analysis.proposedPlaybook) = 'object' and ($analysis.confidence >= ${minimumConfidence}
              or $analysis.proposedPlaybook.id in ${JSON.stringify(FINDING_OUT)})`,
          ),
          Next: 'Plan remediation',
        },
      ],
      Default: 'Needs review',
    },
    'Needs review': outcome({
      status: "'needs_review'",
      headline: "'needs your review'",
      reason: `$type($analysis.proposedPlaybook) = 'object'
        ? 'The cause is ' & $analysis.cause & ' with a confidence of only ' & $string($analysis.confidence) & '.'
        : 'No playbook fits the cause ' & $analysis.cause & '.'`,
    }),
  };
}
