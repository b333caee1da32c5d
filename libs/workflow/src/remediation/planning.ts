import type { Mode } from '@egress/contracts';
import type { States } from '../states-language';
import { invokeLambda, jsonata } from '../tasks';
import { attribute, updateFinding } from './finding-record';
import { SAVING_USD_PER_MONTH } from './messages';
import { outcome } from './outcome';
import type { RemediationResources } from './remediation-resources';

/** Plans the change and goes as far as the playbook's mode allows. */
export function planningStates(resources: RemediationResources): States {
  const { remediationOrchestratorArn, mode = 'observe', playbookModes = {} } = resources;
  const modeOfPlan = `$lookup(${JSON.stringify(playbookModes)}, $plan.playbook)`;
  const modeIs = (wanted: Mode) =>
    jsonata(`($m := ${modeOfPlan}; $exists($m) ? $m : '${mode}') = '${wanted}'`);
  return {
    'Plan remediation': invokeLambda({
      functionArn: remediationOrchestratorArn,
      payload: {
        step: 'plan',
        anomaly: jsonata('$anomaly'),
        analysis: jsonata('$analysis'),
      },
      resultVariable: 'plan',
      next: 'Is there a plan?',
      onFault: 'Faulted',
    }),
    'Is there a plan?': {
      Type: 'Choice',
      Choices: [{ Condition: jsonata(`$plan.status = 'planned'`), Next: 'Record plan' }],
      Default: 'Nothing planned',
    },
    'Nothing planned': outcome({
      status: '$plan.status',
      headline: `'was left as it is: ' & $replace($plan.status, '_', ' ')`,
      reason: '$plan.reason',
    }),
    'Record plan': updateFinding({
      tableName: resources.findingsTableName,
      // An approval is of one plan: none of an earlier one may be there.
      expression:
        'SET #status = :planned, remediationPlan = :plan, savingUsdPerMonth = :saving REMOVE approval',
      values: {
        ':planned': { S: 'planned' },
        ':plan': attribute('$string($plan)'),
        ':saving': { N: jsonata(`$string(${SAVING_USD_PER_MONTH})`) },
      },
      next: 'How far may it go?',
      onFault: 'Faulted',
    }),
    'How far may it go?': {
      Type: 'Choice',
      Choices: [
        { Condition: modeIs('auto'), Next: 'Apply plan' },
        { Condition: modeIs('approve'), Next: 'Ask for approval' },
      ],
      Default: 'Observed',
    },
    Observed: outcome({
      status: "'observed'",
      headline: "'has a fix that was not applied'",
      reason: "'The playbook only observes in this environment.'",
    }),
  };
}
