import type { StateMachine } from '../states-language';
import { analysisStates } from './analysis';
import { approvalStates } from './approval';
import { changeStates } from './change';
import { intakeStates } from './intake';
import { outcomeStates } from './outcome';
import { planningStates } from './planning';
import { DEFAULT_APPROVAL_TIMEOUT_SECONDS, type RemediationResources } from './remediation-resources';

/** What everything but the wait for an approval may take together, all retries and waits for a function's turn included. */
const WORK_SECONDS = 6 * 3600;

/**
 * From an anomaly to a recorded, notified outcome. The input is an `Anomaly`, the execution's name its id. Every task has a
 * time-out, is tried again and leads to the outcome when it keeps failing; branches look at the `status` in results, never
 * at the names of errors.
 */
export function remediationWorkflow(resources: RemediationResources): StateMachine {
  return {
    Comment:
      'Explains an egress anomaly, and plans, applies and verifies its fix as far as it is allowed to.',
    QueryLanguage: 'JSONata',
    StartAt: 'Receive anomaly',
    TimeoutSeconds: WORK_SECONDS + (resources.approvalTimeoutSeconds ?? DEFAULT_APPROVAL_TIMEOUT_SECONDS),
    States: {
      ...intakeStates(resources),
      ...analysisStates(resources),
      ...planningStates(resources),
      ...approvalStates(resources),
      ...changeStates(resources),
      ...outcomeStates(resources),
    },
  };
}
