import type { JsonObject, States } from '../states-language';
import { invokeLambda, jsonata } from '../tasks';
import { outcome } from './outcome';
import type { RemediationResources } from './remediation-resources';

/**
 * Applies the plan, reads back whether it took effect, and restores the saved state if it did not or if applying broke off
 * half-way. A failure to read back undoes nothing: the change may well be in place, and a person decides. A status that is
 * not known here is recorded and told of, and nothing more is changed.
 */
export function changeStates({ remediationOrchestratorArn }: RemediationResources): States {
  const step = (name: 'apply' | 'verify' | 'undo', input: JsonObject, next: string, onFault: string) =>
    invokeLambda({
      functionArn: remediationOrchestratorArn,
      payload: { step: name, anomaly: jsonata('$anomaly'), ...input },
      resultVariable: name,
      next,
      onFault,
    });
  const allowed = { plan: jsonata('$plan'), approval: jsonata('$approval') };
  return {
    'Apply plan': step('apply', allowed, 'Was it applied?', 'Undo change'),
    'Was it applied?': {
      Type: 'Choice',
      Choices: [{ Condition: jsonata("$apply.status = 'applied'"), Next: 'Verify change' }],
      Default: 'Not applied',
    },
    'Not applied': outcome({
      status: '$apply.status',
      headline: `'was left as it is: ' & $replace($apply.status, '_', ' ')`,
      reason: '$apply.reason',
    }),
    'Verify change': step('verify', {}, 'Is it in effect?', 'Faulted'),
    'Is it in effect?': {
      Type: 'Choice',
      Choices: [
        { Condition: jsonata("$verify.status = 'verified'"), Next: 'Remediated' },
        { Condition: jsonata("$verify.status = 'not_verified'"), Next: 'Undo change' },
      ],
      Default: 'Left in place',
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
    'Undo change': step('undo', {}, 'Rolled back', 'Faulted'),
    'Rolled back': outcome({
      status: "$undo.status = 'undone' ? 'undone' : 'failed'",
      headline: `$undo.status = 'undone' ? 'could not be fixed and is as it was' : 'is between two states'`,
      reason: `($type($fault) = 'object' ? 'Apply plan failed: ' & $fault.error & ' ' & $fault.cause : $verify.reason)
        & ' ' & $undo.reason`,
      undoable: "$not($undo.status = 'undone')",
      failed: true,
    }),
  };
}
