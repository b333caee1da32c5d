import { RECORDING_HOURS } from '@egress/contracts';
import type { StateMachine } from '../states-language';
import { analysisStates } from './analysis';
import { approvalStates } from './approval';
import { changeStates } from './change';
import { intakeStates } from './intake';
import { outcomeStates } from './outcome';
import { planningStates } from './planning';
import { DEFAULT_APPROVAL_TIMEOUT_SECONDS, type RemediationResources } from './remediation-resources';
import { retryStates } from './retry';
import { temporaryChangeStates } from './temporary-change';

/** What everything but the waits for an approval and for the end of a recording may take together, with all retries. */
const WORK_SECONDS = 6 * 3600;

/**
 * From an anomaly to a recorded, notified outcome. The input is an `Anomaly`, the execution's name its id; or a
 * `RemediationRetry`, under any name. Every task has a
 * time-out, is tried again and leads to the outcome when it keeps failing; branches look at the `status` in results, never
 * at the names of errors.
 */
export function remediationWorkflow(resources: RemediationResources): StateMachine {
  return {
    Comment:
      'Explains an egress anomaly, and plans, applies and verifies its fix as far as it is allowed to.',
    QueryLanguage: 'JSONata',
    StartAt: 'Receive anomaly',
    TimeoutSeconds:
      WORK_SECONDS +
      (resources.approvalTimeoutSeconds ?? DEFAULT_APPROVAL_TIMEOUT_SECONDS) +
      RECORDING_HOURS * 3600,
    States: {
      ...intakeStates(resources),
      ...retryStates(resources),
      ...analysisStates(resources),
      ...planningStates(resources),
      ...approvalStates(resources),
      ...changeStates(resources),
      ...temporaryChangeStates(resources),
      ...outcomeStates(resources),
    },
  };
}
