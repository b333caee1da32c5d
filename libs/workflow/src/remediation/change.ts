import type { JsonObject, States } from '../states-language';
import { invokeLambda, jsonata } from '../tasks';
import { outcome } from './outcome';
import type { RemediationResources } from './remediation-resources';

/**
 * Waits between reading back, in seconds: 2, 4, … 32, about a minute in all. EC2 and S3 may show the state before a change for
 * a while after it. The workflow waits and not the function, which would be paid for and run into its time-out.
 */
const READ_BACK_WAITS = 5;

/** As long is waited before an undo that cannot know what was changed, and has to go by what it reads. */
const SETTLING_SECONDS = 60;

/** Invokes a step of the remediation orchestrator that answers an outcome. */
export function remediationStep(
  { remediationOrchestratorArn }: Pick<RemediationResources, 'remediationOrchestratorArn'>,
  call: {
    readonly step: 'apply' | 'verify' | 'undo';
    readonly input?: JsonObject;
    readonly next: string;
    readonly onFault: string;
  },
) {
  const { step, input, next, onFault } = call;
  return invokeLambda({
    functionArn: remediationOrchestratorArn,
    payload: { step, anomaly: jsonata('$anomaly'), ...input },
    resultVariable: step,
    next,
    onFault,
  });
}

/**
 * Applies the plan that is on record, reads back whether it took effect, and restores the saved state if it did not or if
 * applying broke off half-way. A failure to read back undoes nothing: the change may well be in place, and a person decides.
 * A status that is not known here is recorded and told of, and nothing more is changed.
 */
export function changeStates(resources: RemediationResources): States {
  return {
    'Apply plan': remediationStep(resources, {
      step: 'apply',
      next: 'Was it applied?',
      onFault: 'Let it settle',
    }),
    'Was it applied?': {
      Type: 'Choice',
      Choices: [
        { Condition: jsonata("$apply.status = 'applied'"), Next: 'Verify change' },
        // Refused, but not before an earlier try had begun.
        { Condition: jsonata("$type($apply.savedState) = 'object'"), Next: 'Let it settle' },
      ],
      Default: 'Not applied',
    },
    'Not applied': outcome({
      status: '$apply.status',
      headline: `'was left as it is: ' & $replace($apply.status, '_', ' ')`,
      reason: '$apply.reason',
    }),
    'Verify change': remediationStep(resources, {
      step: 'verify',
      next: 'Is it in effect?',
      onFault: 'Faulted',
    }),
    'Is it in effect?': {
      Type: 'Choice',
      Choices: [
        {
          Condition: jsonata("$verify.status = 'verified' and $exists($plan.endsAfterHours)"),
          Next: 'Record start',
        },
        { Condition: jsonata("$verify.status = 'verified'"), Next: 'Remediated' },
        {
          Condition: jsonata(`$verify.status = 'not_verified' and $readBackWaits < ${READ_BACK_WAITS}`),
          Next: 'Wait to read back',
        },
        { Condition: jsonata("$verify.status = 'not_verified'"), Next: 'Undo change' },
      ],
      Default: 'Left in place',
    },
    'Wait to read back': {
      Type: 'Wait',
      Seconds: jsonata('$power(2, $readBackWaits + 1)'),
      Assign: { readBackWaits: jsonata('$readBackWaits + 1') },
      Next: 'Verify change',
    },
    Remediated: outcome({
      status: "'remediated'",
      headline: "'was fixed'",
      reason: '$verify.reason',
      undoable: 'true',
    }),
    'Left in place': outcome({
      status: '$verify.status',
      headline: `'was changed; whether that helped is open: ' & $replace($verify.status, '_', ' ')`,
      reason: '$verify.reason',
      undoable: 'true',
    }),
    'Let it settle': { Type: 'Wait', Seconds: SETTLING_SECONDS, Next: 'Undo change' },
    'Undo change': remediationStep(resources, {
      step: 'undo',
      input: { by: 'the workflow' },
      next: 'Rolled back',
      onFault: 'Faulted',
    }),
    'Rolled back': outcome({
      status: "$undo.status = 'undone' ? 'undone' : 'failed'",
      headline: `$undo.status = 'undone' ? 'could not be fixed and is as it was' : 'is between two states'`,
      reason: `($type($fault) = 'object' ? $fault.state & ' failed: ' & $fault.error & ' ' & $fault.cause
        : $type($verify) = 'object' ? $verify.reason : $apply.reason) & ' ' & $undo.reason`,
      undoable: "$not($undo.status = 'undone')",
      failed: true,
    }),
  };
}
